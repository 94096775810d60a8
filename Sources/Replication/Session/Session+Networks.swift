import Datasets
import Figures
import Images
import Networks
import Training

/// A network that a chapter asks for: the recipe that trains it, and the images that it learns from.
public struct NetworkRequest: Sendable {
  /// What decides it.
  public let recipe: Recipe
  /// Whose images the recipe names.
  public let source: any ImageSource

  /// The network of a recipe for the images of a source.
  public init(_ recipe: Recipe, learningFrom source: any ImageSource) {
    precondition(recipe.data.digest == source.digest, "a recipe for other images than \(source.name)")
    self.recipe = recipe
    self.source = source
  }
}

extension Session {
  /// Which of the configuration's two sizes a network has.
  public enum Size: Sendable {
    /// The networks that are compared with one another.
    case comparison
    /// The network that the images of features are taken from.
    case visualization
  }

  /// The recipe of one network of this run.
  public func recipe(
    _ kind: ArchitectureKind, _ size: Size = .comparison, recipe: RecipeKind? = nil, seedIndex: Int = 0
  ) -> Recipe {
    var settings = size == .comparison ? configuration.training : configuration.visualizationSettings
    settings.recipe = recipe ?? settings.recipe
    var result = self.recipe(kind, of: source, settings: settings, seedIndex: seedIndex)
    // Where the visualization network has no size of its own, it is the comparison's first ZFNet, trained once.
    let isVisualization =
      size == .visualization
      || configuration.visualization.input == 0 && kind == .zfnet && seedIndex == 0
        && settings.recipe == configuration.training.recipe
    if isVisualization { result.snapshots = Self.evolutionEpochs.map { $0 / Self.paperEpochs } }
    return result
  }

  /// The epochs whose features Figure 4 shows; the visualization network keeps its parameters at the same shares of its training.
  public static let evolutionEpochs: [Double] = [1, 2, 5, 10, 20, 30, 40, 64]
  /// The epochs of the paper's training.
  public static let paperEpochs = 70.0

  /// The recipe of a network that learns from the images of any source.
  public func recipe(
    _ kind: ArchitectureKind, of source: any ImageSource, settings: RunConfiguration.NetworkSettings,
    seedIndex: Int = 0
  ) -> Recipe {
    let data = Recipe.DataSpec(
      source: source.name, digest: source.digest, storedSide: ResizeAndCrop.storedSide(input: settings.input))
    var result = settings.recipe.recipe(
      kind, settings: settings, data: data, classes: source.classNames.count,
      seed: options.seed &* 1000 &+ UInt64(seedIndex))
    result.precision = precision
    return result
  }

  /// The network that was asked for, trained now if it is not in the store.
  public func network(_ request: NetworkRequest) throws -> TrainedNetwork {
    try network(request.recipe, learningFrom: request.source)
  }

  /// A network of this run, to be asked for: see `recipe(_:_:recipe:seedIndex:)`.
  public func request(
    _ kind: ArchitectureKind, _ size: Size = .comparison, recipe: RecipeKind? = nil, seedIndex: Int = 0
  ) -> NetworkRequest {
    NetworkRequest(self.recipe(kind, size, recipe: recipe, seedIndex: seedIndex), learningFrom: source)
  }

  /// The network that the images of features are taken from.
  public var visualizationRequest: NetworkRequest { request(.zfnet, .visualization) }

  /// The network of a recipe, trained now if it is not in the store.
  ///
  /// - Parameter other: whose images the recipe names, where it is not the run's source.
  public func network(_ recipe: Recipe, learningFrom other: (any ImageSource)? = nil) throws
    -> TrainedNetwork
  {
    let source = other ?? source
    precondition(recipe.data.digest == source.digest, "a recipe for other images than \(source.name)")
    let title = "\(recipe.network.kind.title) at \(recipe.network.input) px, seed \(recipe.seed)"
    if !store.holds(recipe) {
      progress.say("training \(title): \(recipe.steps) steps of \(recipe.batch) images")
    }
    let network = try store.network(
      for: recipe,
      images: {
        (
          try images(of: source, .train, input: recipe.network.input),
          try images(of: source, .validation, input: recipe.network.input)
        )
      },
      checkpointSeconds: options.checkpointSeconds,
      wait: { owner in
        let who = owner.map { "process \($0)" } ?? "another process"
        progress.update("waiting for \(who), which trains \(title)")
      },
      progress: { state in
        progress.update(Self.describe(state, title))
        if state.step == state.steps {
          progress.say(
            "trained \(title): validation error \(NumberText.percent(state.validationError ?? .nan))"
              + " at \(Int(state.imagesPerSecond)) images/s")
        }
      })
    if !usedNetworks.contains(where: { $0.digest == network.digest }) { usedNetworks.append(network) }
    return network
  }

  static func describe(_ state: Trainer.Progress, _ title: String) -> String {
    let validation = state.validationError.map { ", validation \(NumberText.percent($0))" } ?? ""
    return "\(title): step \(state.step) of \(state.steps), \(Int(state.imagesPerSecond)) images/s, loss "
      + String(format: "%.3f", state.loss) + ", error \(NumberText.percent(state.error))\(validation), "
      + "\(ProgressLine.duration(state.secondsLeft)) left"
  }
}
