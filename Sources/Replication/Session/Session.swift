import Files
import Foundation
import Kernels
import Processes

/// One run of a chapter or tool: what was asked for, and the three places where it gets what is expensive.
///
/// Images, networks and results are made when they are first asked for, and kept in `<output>/store` for whoever asks next.
public final class Session {
  /// The options as they were given.
  public let options: RunOptions
  /// What they resolve to.
  public let configuration: RunConfiguration
  /// Where everything is written.
  public let output: URL
  /// What is said to the person at the terminal.
  public let progress: ProgressLine
  /// The network from a file that the run looks into; nil where it trains its own.
  public let imported: ImportedNetwork?
  /// Networks from files that are measured beside the run's own, in the order of the command.
  public let additional: [AdditionalNetwork]
  /// The images of the run and of its other roles.
  public let images: ImageLibrary
  /// The networks that this run asks for, trained where they are not in the store.
  public let networks: NetworkLibrary
  /// The results of experiments, in `<output>/store/results`.
  public let results: ResultStore

  /// What this run holds of the store; nil where it only reads.
  private let store: RunStore?

  /// Resolves the options, reads the networks that are given, opens the images, and takes its part of the store.
  ///
  /// - Parameters:
  ///   - makesImages: whether images that are not in the store may be decoded or drawn; a run always may.
  ///   - onlyReads: whether nothing is written below the output folder, which need not be there: images are then made in a temporary
  ///     folder, and no lock keeps others from emptying the store.
  /// - Throws: `ConfigurationError`, also where the output lies in the images' folder or `--fresh` would empty a store in use;
  ///   `DatasetError`, `FileError`, and what reading networks throws.
  public init(_ options: RunOptions, makesImages: Bool = true, onlyReads: Bool = false) throws {
    self.options = options
    configuration = try options.configuration()
    output = URL(fileURLWithPath: options.output)
    progress = ProgressLine(isQuiet: options.quiet)
    imported = try options.network.open()
    additional = try options.additional.open(seed: options.seed)
    let folder = output.appendingPathComponent("store")
    images = try ImageLibrary(
      options, configuration, imported, folder: folder.appendingPathComponent("images"),
      makesImages: makesImages, scratch: onlyReads ? ScratchImages() : nil, progress)
    networks = try NetworkLibrary(
      options, configuration, images, imported, folder: folder.appendingPathComponent("networks"), progress)
    results = ResultStore(folder.appendingPathComponent("results"))
    if let threads = options.threads { ParallelLoop.threads = threads }
    Interruption.watch()
    guard !onlyReads else {
      store = nil
      return
    }
    do {
      try AtomicFile.makeFolder(output)
      store = try RunStore(in: output, isFresh: options.fresh)
      try images.readFilesOfSource()
    } catch let error as FileError {
      throw error.naming("--output")
    }
  }
}
