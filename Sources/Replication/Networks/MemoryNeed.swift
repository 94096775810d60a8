import Figures
import Kernels
import Networks
import Processes
import Training

/// How much memory the training of a network takes at least, so that what cannot be is refused before it is tried.
struct MemoryNeed {
  /// Bytes, at least.
  let bytes: Double

  /// The need of a recipe.
  init(_ recipe: Recipe) { self.init(recipe.network.graph, batch: recipe.batch, recipe.precision) }

  /// The need of a graph: pixels of three batches, values and signals of convolutions and dense layers, weights with gradient and momentum.
  init(_ graph: Graph, batch: Int, _ precision: Precision) {
    let number = precision == .bfloat16 ? 2.0 : 4.0
    let values = graph.nodes.filter { $0.fanIn != nil }
      .reduce(0.0) { $0 + Double(graph.shape(of: $1.name).count) }
    let pixels = Double(graph.inputShape.count)
    bytes =
      Double(batch) * (pixels * 4 * 3 + values * number * 2) + Double(graph.parameterCount) * 4 * 3
  }

  /// What a job that trains it asks for: twice as much and 1 GiB, for what is not counted here.
  var ample: Double { 2 * bytes + 1_073_741_824 }

  /// Refuses a network that cannot be trained in the memory that there is.
  ///
  /// - Throws: `ConfigurationError.badValue` about `training.batch`.
  func check(batch: Int) throws {
    guard bytes > MemoryLimit.available else { return }
    func gibibytes(_ bytes: Double) -> String { NumberText.fixed(bytes / 1_073_741_824, 1) + " GiB" }
    throw ConfigurationError.badValue(
      key: "training.batch", value: "\(batch)",
      wanted: "a batch that fits into memory (this one takes \(gibibytes(bytes)) or more of "
        + "\(gibibytes(MemoryLimit.available)))")
  }
}
