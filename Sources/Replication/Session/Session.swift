import Datasets
import Files
import Figures
import Foundation
import Images
import Kernels
import Networks
import Processes
import SceneWorld
import Training

/// One run of a chapter or tool: the resolved configuration, the images, and the store of trained networks.
///
/// Whatever is expensive is made when it is first asked for, and kept in `<output>/store` for whoever asks next.
public final class Session {
  /// The options as they were given.
  public let options: RunOptions
  /// What they resolve to.
  public let configuration: RunConfiguration
  /// Where everything is written.
  public let output: URL
  /// The images.
  public let source: any ImageSource
  /// Which images they are.
  public let choice: SourceChoice
  /// The width of the numbers that networks are trained and evaluated with.
  public let precision: Precision
  /// The trained networks.
  public let store: NetworkStore
  /// What was measured.
  let results: ResultStore
  /// The networks that this run has used, in order.
  public internal(set) var usedNetworks: [TrainedNetwork] = []
  let progress: ProgressLine
  private var caches: [CacheKey: ImageCache] = [:]
  /// The folders that were given for roles: each is listed and named by its bytes once.
  var openedRoles: [SceneRole: any ImageSource] = [:]

  private struct CacheKey: Hashable {
    let source: String
    let split: Split
    let side: Int
  }

  /// Resolves the options and opens the images.
  ///
  /// - Throws: `ConfigurationError`, `DatasetError`, `FileError`.
  public init(_ options: RunOptions) throws {
    self.options = options
    configuration = try options.configuration()
    precision = try configuration.precision.resolved()
    choice = try SourceChoice(options.source)
    output = URL(fileURLWithPath: options.output)
    source = try choice.openDivided(configuration.data, seed: options.seed)
    store = NetworkStore(output.appendingPathComponent("store/networks"))
    results = ResultStore(output.appendingPathComponent("store/results"))
    progress = ProgressLine(isQuiet: options.quiet)
    if let threads = options.threads { ComputeDevice.setThreads(threads) }
    Interruption.watch()
    try AtomicFile.makeFolder(output)
    if options.fresh { try forgetStore() }
  }

  /// Says something that stays on the standard error.
  public func say(_ text: String) { progress.say(text) }

  /// Shows how much of a piece of work is done where nobody knows how much there is, and stops it where a stop was
  /// asked for.
  public func showProgress(_ work: String, _ done: Int) throws {
    try Interruption.check()
    progress.update("\(work): \(done)")
  }

  /// Shows how much of a piece of work is done, and stops it where a stop was asked for.
  public func showProgress(_ work: String, _ done: Int, of total: Int) throws {
    try Interruption.check()
    progress.update("\(work): \(done) of \(total)")
  }

  // MARK: Images

  /// The images of a split of the run's source, decoded or drawn once at the stored side that belongs to an input side.
  public func images(_ split: Split, input: Int) throws -> ImageCache {
    try images(of: source, split, input: input)
  }

  /// The images of a split of any source, at the stored side that belongs to an input side.
  public func images(of source: any ImageSource, _ split: Split, input: Int) throws -> ImageCache {
    try images(of: source, split, side: ResizeAndCrop.storedSide(input: input))
  }

  /// The images of a split of any source at a side.
  public func images(of source: any ImageSource, _ split: Split, side: Int) throws -> ImageCache {
    let key = CacheKey(source: source.digest, split: split, side: side)
    if let cache = caches[key] { return cache }
    let started = Date()
    let verb = source is SceneSource ? "drawing" : "decoding"
    let cache = try ImageCache.open(
      source, split: split, side: key.side, directory: output.appendingPathComponent("store/images"),
      strict: options.strict
    ) { done, total in
      try Interruption.check()
      let seconds = Date().timeIntervalSince(started)
      let left = seconds / Double(max(done, 1)) * Double(total - done)
      progress.update(
        "\(verb) \(split.rawValue) images at \(key.side) px: \(done) of \(total), \(ProgressLine.duration(left)) left"
      )
    }
    for skipped in cache.skipped { progress.say("skipped \(skipped.file): \(skipped.reason)") }
    if !cache.skipped.isEmpty {
      progress.say("\(cache.skipped.count) images do not decode and were skipped")
    }
    caches[key] = cache
    return cache
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
