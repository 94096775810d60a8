import Datasets
import Figures
import Foundation
import Images
import Kernels
import MessagePassing
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
  /// - Parameter group: processes that share the training, of which this is the first; the others call `assist`. nil trains alone.
  /// - Throws: what decoding its images and training it throw; `Interruption`, after a checkpoint.
  public func trained(_ request: NetworkRequest, in group: ProcessGroup? = nil) throws -> TrainedNetwork {
    let recipe = request.recipe
    if let group { try Self.checkSize(of: group, recipe) }
    let input = recipe.network.input
    let title = "\(recipe.network.title) at \(input) px, seed \(recipe.seed)"
    if !store.holds(recipe) {
      try MemoryNeed(recipe).check(batch: recipe.batch)
      let sharers = group.map { ", shared by \($0.size) processes" } ?? ""
      progress.say("training \(title): \(recipe.steps) steps of \(recipe.batch) images\(sharers)")
    }
    let network = try store.network(
      for: recipe,
      images: { try caches(for: request) }, checkpointSeconds: options.checkpointSeconds, group: group,
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
          if let most = state.bytesSent.max() {
            progress.say(
              "each step, a process sent \(Self.megabytes(most)) at most; all of them "
                + Self.megabytes(state.bytesSent.reduce(0, +)))
          }
        }
      })
    if !used.contains(where: { $0.digest == network.digest }) { used.append(network) }
    return network
  }

  /// Shares the training of a network with the first process of a group, which keeps it.
  ///
  /// - Throws: `ConfigurationError.missingInput` where this process does not see the images that the first has made; what training
  ///   throws.
  public func assist(_ request: NetworkRequest, in group: ProcessGroup) throws {
    let found: (training: ImageCache, validation: ImageCache)
    do { found = try caches(for: request) } catch is ImageLibrary.NotStored {
      throw ConfigurationError.missingInput(
        path: store.folder.deletingLastPathComponent().appendingPathComponent("images").path,
        hint: "process 0 has made its images; --output must be a folder that all processes see")
    }
    try store.assist(in: group, training: request.recipe, images: found)
  }

  /// Refuses more processes than there are shards to share.
  ///
  /// - Throws: `ConfigurationError.badOption`.
  private static func checkSize(of group: ProcessGroup, _ recipe: Recipe) throws {
    let shards = NetworkEngine.shardCount(batch: recipe.batch, shardImages: recipe.shardImages)
    guard group.size > shards else { return }
    throw ConfigurationError.badOption(
      option: "\(group.size) processes",
      cause:
        "a batch of \(recipe.batch) images is \(shards) shards, and a process computes one at least: start \(shards) at most"
    )
  }

  private func caches(
    for request: NetworkRequest
  ) throws -> (training: ImageCache, validation: ImageCache) {
    let input = request.recipe.network.input
    return (
      try images.cache(of: request.source, .train, input: input),
      try images.cache(of: request.source, .validation, input: input)
    )
  }

  private static func megabytes(_ bytes: Int) -> String { String(format: "%.2f MB", Double(bytes) / 1e6) }

  static func describe(_ state: Trainer.Progress, _ title: String) -> String {
    let validation = state.validationError.map { ", validation \(NumberText.percent($0))" } ?? ""
    return "\(title): step \(state.step) of \(state.steps), \(Int(state.imagesPerSecond)) images/s, loss "
      + String(format: "%.3f", state.loss) + ", error \(NumberText.percent(state.error))\(validation), "
      + "\(ProgressLine.duration(state.secondsLeft)) left"
  }
}
