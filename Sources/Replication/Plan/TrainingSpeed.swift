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
  /// What was measured: networks in a few words, and how many images of a training step each takes a second, in the order of
  /// measuring.
  public private(set) var measured: [(network: String, imagesPerSecond: Double)] = []

  /// Measures when it is first asked for an architecture.
  public init() {}

  /// About how long the training of a recipe takes, with its evaluations; the preparation of images is left out, which goes on
  /// beside it.
  ///
  /// - Parameter validationImages: how many images each evaluation takes.
  /// - Throws: `OneDNNError`; `ConfigurationError` where the network does not fit into memory.
  public func seconds(toTrain recipe: Recipe, judgedBy validationImages: Int) throws -> Double {
    let spec = Spec(network: recipe.network, batch: recipe.batch, precision: recipe.precision)
    let one = try secondsPerImage[spec] ?? Self.measure(recipe)
    if secondsPerImage.updateValue(one, forKey: spec) == nil {
      measured.append(("\(recipe.network.title), \(recipe.network.input) px", 1 / one))
    }
    let evaluated = Double(recipe.evaluations * validationImages) * Self.forwardShare
    return one * (Double(recipe.steps * recipe.batch) + evaluated)
  }

  /// The share of a training step that its forward pass takes: each pass backward, to the values and to the weights, is as long.
  private static let forwardShare = 1.0 / 3
  /// For how many seconds steps are timed; a single one says little of a machine that also does other work, or grows warm.
  private static let secondsTimed = 1.0
  /// How many steps are timed at least.
  private static let stepsTimed = 3

  /// The mean over steps that follow each other, after a first one, by image.
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
    _ = try step(labels: labels, learningRate: 0, dropout: DropoutPosition(seed: 1, step: 0))
    let start = ContinuousClock.now
    var (steps, seconds) = (0, 0.0)
    while steps < stepsTimed || seconds < secondsTimed {
      steps += 1
      _ = try step(labels: labels, learningRate: 0, dropout: DropoutPosition(seed: 1, step: steps))
      seconds = (ContinuousClock.now - start) / .seconds(1)
    }
    return seconds / Double(steps * recipe.batch)
  }
}
