import Networks
import Training

extension RecipeKind {
  /// The standard recipe's pixel unit: pixels in [−128, 128] become numbers of about two.
  private static let standardPixelScale = 1.0 / 32
  /// When the standard recipe begins to drop values: never. Dropout keeps a network from memorizing what it has seen often
  /// enough; in runs of a few dozen passes over the images it mostly delays learning, and more so in networks with two
  /// dropped layers than in those without: at 7 passes ZFNet had twice the error with it.
  private static let standardDropoutStart = 1.0
  /// How the standard recipe moves the convolutions, the first among them: at the quick profile's size and 50,000 samples, AlexNet has half
  /// the error with this decay that it has with almost none (7.3 and 13.7 %), and its first layer's filters forget their random start.
  private static let standardOrthogonal = Recipe.Optimizer.Orthogonal(learningRate: 0.02, weightDecay: 0.2)
  /// The standard recipe's learning rate for each image of a batch (Goyal et al. 2017: the rate grows with the batch).
  private static let standardRatePerImage = 0.01 / 32

  /// What pixels in [−128, 128] are multiplied by.
  ///
  /// A linear classifier has no layers between its pixels and its loss: with a learning rate of 0.01 it diverges unless an image's
  /// squared length is of the order of a hundred.
  private func pixelScale(_ kind: Architecture, input: Int) -> Double {
    let scale = self == .paper ? 1 : Self.standardPixelScale
    return kind == .linear ? Self.standardPixelScale * 2.5 / Double(3 * input * input).squareRoot() : scale
  }

  /// The recipe of one network.
  ///
  /// The paper's constants belong to its pixel range, [−128, 128], which its recipe keeps; starting weights are carried to
  /// the width by `Initialization.paper(for:fullSize:)`, and with them the filters' radius, ten times their deviation. The standard recipe
  /// scales pixels by 1/32, and with them the normalization's α, by the square.
  public func recipe(
    _ kind: Architecture, settings: RunConfiguration.NetworkSettings, data: Recipe.DataSpec, classes: Int,
    seed: UInt64
  ) -> Recipe {
    let samples = settings.shown
    let scale = pixelScale(kind, input: settings.input)
    let network = ModelSpec(
      kind, .init(input: settings.input, width: settings.width, classes: classes, pixelScale: scale))
    switch self {
    case .paper:
      return Recipe(
        network: network, data: data, samples: samples, batch: settings.batch,
        optimizer: .init(learningRate: 0.01, momentum: 0.9, weightDecay: 5e-4),
        schedule: .plateau(factor: 0.1, patience: 3),
        initialization: .paper(for: network.graph, fullSize: kind.graph(classes: classes)),
        filterClip: Self.filterClip,
        augmentation: .tenCrops, evaluations: settings.evaluations, seed: seed)
    case .standard:
      return Recipe(
        network: network, data: data, samples: samples, batch: settings.batch,
        optimizer: .init(
          learningRate: Self.standardRatePerImage * Double(settings.batch), momentum: 0.9, weightDecay: 5e-4,
          orthogonal: Self.standardOrthogonal),
        schedule: .warmupCosine(warmup: 0.15), initialization: .he, filterClip: Self.filterClip,
        augmentation: .randomCrops,
        dropoutStart: Self.standardDropoutStart, evaluations: settings.evaluations, seed: seed)
    }
  }
}
