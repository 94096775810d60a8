import Datasets
import Figures
import Foundation
import Images
import Kernels
import Networks
import Training

/// The networks of a run: the recipes that its configuration makes, and the store that trains each once.
public final class NetworkLibrary {
  /// The precision that networks are trained and evaluated with.
  public let precision: Precision
  /// The trained networks, in `<output>/store/networks`.
  public let store: NetworkStore
  /// The network from a file that the run looks into in the place of trained ones; nil where it trains its own.
  public let imported: ImportedNetwork?
  /// The networks that this run has trained or read from its store, in order.
  public private(set) var used: [TrainedNetwork] = []
  let configuration: RunConfiguration
  let images: ImageLibrary
  private let options: RunOptions
  private let progress: ProgressLine

  /// The networks of a run's settings, kept in a folder.
  ///
  /// - Parameter imported: a network from a file that takes the place of trained ones.
  /// - Throws: `ConfigurationError` where the processor lacks the precision.
  init(
    _ options: RunOptions, _ configuration: RunConfiguration, _ images: ImageLibrary,
    _ imported: ImportedNetwork?, folder: URL, _ progress: ProgressLine
  ) throws {
    self.imported = imported
    self.options = options
    self.configuration = configuration
    self.images = images
    self.progress = progress
    precision = try configuration.precision.resolved()
    store = NetworkStore(folder)
  }

  /// The seed of the run.
  var seed: UInt64 { options.seed }

  // MARK: What there is to ask for

  /// Which of the configuration's two sizes a network has.
  public enum Size: Sendable {
    /// The networks that are compared with one another.
    case comparison
    /// The network that the images of features are taken from.
    case visualization
  }

  /// The recipe of one network that learns from the run's source.
  ///
  /// - Parameters:
  ///   - recipe: how it is trained; nil takes the run's own recipe.
  ///   - seedIndex: its number among networks that differ in their seed alone.
  public func recipe(
    _ kind: Architecture, _ size: Size = .comparison, recipe: RecipeKind? = nil, seedIndex: Int = 0
  ) -> Recipe {
    var settings = size == .comparison ? configuration.training : configuration.visualizationSettings
    settings.recipe = recipe ?? settings.recipe
    var result = self.recipe(kind, of: images.source, settings: settings, seedIndex: seedIndex)
    // Where the visualization networks have no size of their own, they are the comparison's first ZFNets, trained once.
    let isVisualization =
      size == .visualization
      || configuration.visualization.input == 0 && kind == .zfnet
        && seedIndex < configuration.seeds.visualization && settings.recipe == configuration.training.recipe
    if isVisualization { result.snapshots = Self.evolutionEpochs.map { $0 / Self.paperEpochs } }
    return result
  }

  /// The epochs whose features Figure 4 shows; the visualization network keeps its parameters at the same shares of its training.
  public static let evolutionEpochs: [Double] = [1, 2, 5, 10, 20, 30, 40, 64]
  /// The epochs of the paper's training.
  public static let paperEpochs = 70.0

  /// The recipe of a network that learns from the images of any source.
  public func recipe(
    _ kind: Architecture, of source: any ImageSource, settings: RunConfiguration.NetworkSettings,
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

  /// A network that learns from the run's source: see `recipe(_:_:recipe:seedIndex:)`.
  public func request(
    _ kind: Architecture, _ size: Size = .comparison, recipe: RecipeKind? = nil, seedIndex: Int = 0
  ) -> NetworkRequest {
    NetworkRequest(
      self.recipe(kind, size, recipe: recipe, seedIndex: seedIndex), learningFrom: images.source)
  }

  /// The first of the visualization networks, which the images of features are taken from.
  public var visualization: NetworkRequest { request(.zfnet, .visualization) }

  // MARK: Training

  /// The network that was asked for, trained now if it is not in the store.
  ///
  /// - Throws: what decoding its images and training it throw; `Interruption`, after a checkpoint.
  public func trained(_ request: NetworkRequest) throws -> TrainedNetwork {
    let (recipe, source) = (request.recipe, request.source)
    let input = recipe.network.input
    let title = "\(recipe.network.title) at \(input) px, seed \(recipe.seed)"
    if !store.holds(recipe) {
      try MemoryNeed(recipe).check(batch: recipe.batch)
      progress.say("training \(title): \(recipe.steps) steps of \(recipe.batch) images")
    }
    let network = try store.network(
      for: recipe,
      images: {
        (
          try images.cache(of: source, .train, input: input),
          try images.cache(of: source, .validation, input: input)
        )
      },
      checkpointSeconds: options.checkpointSeconds,
      wait: { owner in
        let who = owner.map { "process \($0)" } ?? "another process"
        progress.update("waiting for \(who), which trains \(title)")
      },
      progress: { state in
        if state.firstStep > 0, state.step == state.firstStep + 1 {
          progress.say("resumed \(title) from its checkpoint at step \(state.firstStep) of \(state.steps)")
        }
        progress.update(Self.describe(state, title))
        if state.step == state.steps {
          progress.say(
            "trained \(title): validation error \(NumberText.percent(state.validationError ?? .nan))"
              + " at \(Int(state.imagesPerSecond)) images/s")
        }
      })
    if !used.contains(where: { $0.digest == network.digest }) { used.append(network) }
    return network
  }

  static func describe(_ state: Trainer.Progress, _ title: String) -> String {
    let validation = state.validationError.map { ", validation \(NumberText.percent($0))" } ?? ""
    return "\(title): step \(state.step) of \(state.steps), \(Int(state.imagesPerSecond)) images/s, loss "
      + String(format: "%.3f", state.loss) + ", error \(NumberText.percent(state.error))\(validation), "
      + "\(ProgressLine.duration(state.secondsLeft)) left"
  }
}
