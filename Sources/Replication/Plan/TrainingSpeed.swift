import Foundation
import Kernels
import Networks
import Tensors
import Training

/// How fast this machine trains: a few steps of a network on noise, timed.
public final class TrainingSpeed {
  /// What a step's time depends on.
  private struct Spec: Hashable {
    let network: ModelSpec
    let batch: Int
    let precision: Precision
  }

  private var secondsPerImage: [Spec: Double] = [:]

  /// Measures when it is first asked for an architecture.
  public init() {}

  /// About how long the training of a recipe takes, evaluations and the preparation of images left out.
  ///
  /// - Throws: `OneDNNError`; `ConfigurationError` where the network does not fit into memory.
  public func seconds(toTrain recipe: Recipe) throws -> Double {
    let spec = Spec(network: recipe.network, batch: recipe.batch, precision: recipe.precision)
    let one = try secondsPerImage[spec] ?? Self.measure(recipe)
    secondsPerImage[spec] = one
    return one * Double(recipe.steps * recipe.batch)
  }

  /// The shortest of three steps after a first one, by image.
  private static func measure(_ recipe: Recipe) throws -> Double {
    try MemoryNeed(recipe).check(batch: recipe.batch)
    let graph = recipe.network.graph
    let engine = try NetworkEngine(
      graph, batch: recipe.batch, for: .training, precision: recipe.precision,
      shardImages: recipe.shardImages)
    try engine.load(recipe.startingParameters)
    // Black images would leave most units silent.
    var noise = RandomStream(seed: 1, domain: "pictures to time")
    for index in engine.inputPixels.indices { engine.inputPixels[index] = Float(noise.uniform(-2, 2)) }
    let step = TrainingStep(engine, try GradientDescent(recipe))
    let labels = (0..<recipe.batch).map { $0 % recipe.network.classes }
    var shortest = Double.infinity
    for number in 0..<4 {
      let start = ContinuousClock.now
      _ = try step(labels: labels, learningRate: 0, dropout: DropoutPosition(seed: 1, step: number))
      let seconds = (ContinuousClock.now - start) / .seconds(1)
      if number > 0 { shortest = min(shortest, seconds) }
    }
    return shortest / Double(recipe.batch)
  }
}
