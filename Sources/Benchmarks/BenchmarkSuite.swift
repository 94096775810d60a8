import Kernels

/// All that is measured, in the order of the table.
public enum BenchmarkSuite {
  /// Every benchmark, in the order in which they run.
  public static let all: [Benchmark] =
    BenchmarkSize.all.flatMap(network) + visualization(.paper) + [.decoding, .drawing]
    + [.trainingMemory(.paper)]

  /// The benchmarks whose names begin with one of some prefixes; all where there is none.
  public static func selected(_ prefixes: [String]) -> [Benchmark] {
    guard !prefixes.isEmpty else { return all }
    return all.filter { benchmark in prefixes.contains { benchmark.name.hasPrefix($0) } }
  }

  /// Training at every size; the forward pass alone at the paper's.
  private static func network(_ size: BenchmarkSize) -> [Benchmark] {
    var rows: [Benchmark] = []
    if size.name == BenchmarkSize.paper.name {
      rows += Precision.allCases.map { Benchmark.forward(size, $0) }
    }
    return rows + Precision.allCases.map { Benchmark.training(size, $0) } + [
      .trainingFloor(size), .preparing(size),
    ]
  }

  private static func visualization(_ size: BenchmarkSize) -> [Benchmark] {
    [.topActivations(size)]
      + size.network.graph.convolutionNames.map { .projections(size, of: $0) }
      + Precision.allCases.map { .occlusion(size, $0) }
  }
}
