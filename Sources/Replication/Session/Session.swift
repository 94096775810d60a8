import Datasets
import Files
import Figures
import Foundation
import Images
import Kernels
import Networks
import SceneWorld
import Training

/// One run of a chapter or tool: the resolved configuration, the pictures, and the store of trained networks.
///
/// Whatever is expensive is made when it is first asked for, and kept in `<output>/store` for whoever asks next.
public final class Session {
  /// The options as they were given.
  public let options: RunOptions
  /// What they resolve to.
  public let configuration: RunConfiguration
  /// Where everything is written.
  public let output: URL
  /// The pictures.
  public let source: any PictureSource
  /// Which pictures they are.
  public let choice: SourceChoice
  /// The width of the numbers that networks are trained and evaluated with.
  public let precision: Precision
  /// The trained networks.
  public let store: NetworkStore
  /// The networks that this run has used, in order.
  public private(set) var usedNetworks: [TrainedNetwork] = []
  let progress: ProgressLine
  private var caches: [CacheKey: PictureCache] = [:]

  private struct CacheKey: Hashable {
    let source: String
    let split: Split
    let side: Int
  }

  /// Which of the configuration's two sizes a network has.
  public enum Size: Sendable {
    /// The networks that are compared with one another.
    case comparison
    /// The network that the pictures of features are taken from.
    case portrait
  }

  /// Resolves the options and opens the pictures.
  ///
  /// - Throws: `ConfigurationError`, `DatasetError`, `FileError`.
  public init(_ options: RunOptions) throws {
    self.options = options
    configuration = try options.configuration()
    precision = try configuration.precision.resolved()
    choice = try SourceChoice(options.source)
    output = URL(fileURLWithPath: options.output)
    source = try choice.open(configuration.data, seed: options.seed)
    store = NetworkStore(output.appendingPathComponent("store/networks"))
    progress = ProgressLine(isQuiet: options.quiet)
    if let threads = options.threads { ComputeDevice.setThreads(threads) }
    Interruption.watch()
    try AtomicFile.makeFolder(output)
    if options.fresh { try forgetStore() }
  }

  /// Says something that stays on the standard error.
  public func say(_ text: String) { progress.say(text) }

  /// Shows how much of a piece of work is done, and stops it where a stop was asked for.
  public func showProgress(_ work: String, _ done: Int, of total: Int) throws {
    try Interruption.check()
    progress.update("\(work): \(done) of \(total)")
  }

  // MARK: Pictures

  /// The pictures of a split of the run's source, decoded or drawn once at the stored side that belongs to an input side.
  public func pictures(_ split: Split, input: Int) throws -> PictureCache {
    try pictures(of: source, split, input: input)
  }

  /// The pictures of a split of any source, at the stored side that belongs to an input side.
  public func pictures(of source: any PictureSource, _ split: Split, input: Int) throws -> PictureCache {
    try pictures(of: source, split, side: Squaring.storedSide(input: input))
  }

  /// The pictures of a split of any source at a side.
  public func pictures(of source: any PictureSource, _ split: Split, side: Int) throws -> PictureCache {
    let key = CacheKey(source: source.digest, split: split, side: side)
    if let cache = caches[key] { return cache }
    let started = Date()
    let verb = choice.isDrawn ? "drawing" : "decoding"
    let cache = try PictureCache.open(
      source, split: split, side: key.side, directory: output.appendingPathComponent("store/pictures"),
      strict: options.strict
    ) { done, total in
      try Interruption.check()
      let seconds = Date().timeIntervalSince(started)
      let left = seconds / Double(max(done, 1)) * Double(total - done)
      progress.update(
        "\(verb) \(split.rawValue) pictures at \(key.side) px: \(done) of \(total), \(ProgressLine.duration(left)) left"
      )
    }
    for skipped in cache.skipped { progress.say("skipped \(skipped.file): \(skipped.reason)") }
    if !cache.skipped.isEmpty {
      progress.say("\(cache.skipped.count) pictures do not decode and were skipped")
    }
    caches[key] = cache
    return cache
  }

  // MARK: Networks

  /// The recipe of one network of this run.
  public func recipe(
    _ kind: ArchitectureKind, _ size: Size = .comparison, recipe: RecipeKind? = nil, seedIndex: Int = 0
  ) -> Recipe {
    var settings = size == .comparison ? configuration.training : configuration.portraitSettings
    settings.recipe = recipe ?? settings.recipe
    return self.recipe(kind, of: source, settings: settings, seedIndex: seedIndex)
  }

  /// The recipe of a network that learns from the pictures of any source.
  public func recipe(
    _ kind: ArchitectureKind, of source: any PictureSource, settings: RunConfiguration.NetworkSettings,
    seedIndex: Int = 0
  ) -> Recipe {
    let data = Recipe.DataForm(
      source: source.name, digest: source.digest, storedSide: Squaring.storedSide(input: settings.input))
    var result = settings.recipe.recipe(
      kind, settings: settings, data: data, classes: source.classNames.count,
      seed: options.seed &* 1000 &+ UInt64(seedIndex))
    result.precision = precision
    return result
  }

  /// The network of a recipe, trained now if it is not in the store.
  ///
  /// - Parameter other: whose pictures the recipe names, where it is not the run's source.
  public func network(_ recipe: Recipe, learningFrom other: (any PictureSource)? = nil) throws
    -> TrainedNetwork
  {
    let source = other ?? source
    precondition(recipe.data.digest == source.digest, "a recipe for other pictures than \(source.name)")
    let title = "\(recipe.network.kind.title) at \(recipe.network.input) px, seed \(recipe.seed)"
    if !store.holds(recipe) {
      progress.say("training \(title): \(recipe.steps) steps of \(recipe.batch) pictures")
    }
    let network = try store.network(
      for: recipe,
      pictures: {
        (
          try pictures(of: source, .train, input: recipe.network.input),
          try pictures(of: source, .validation, input: recipe.network.input)
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

  private static func describe(_ state: Trainer.Progress, _ title: String) -> String {
    let validation = state.validationError.map { ", validation \(NumberText.percent($0))" } ?? ""
    return "\(title): step \(state.step) of \(state.steps), \(Int(state.imagesPerSecond)) images/s, loss "
      + String(format: "%.3f", state.loss) + ", error \(NumberText.percent(state.error))\(validation), "
      + "\(ProgressLine.duration(state.secondsLeft)) left"
  }

  private func forgetStore() throws {
    let folder = output.appendingPathComponent("store")
    guard FileManager.default.fileExists(atPath: folder.path) else { return }
    do {
      try FileManager.default.removeItem(at: folder)
    } catch {
      throw FileError(path: folder.path, step: .write, code: EACCES)
    }
  }
}
