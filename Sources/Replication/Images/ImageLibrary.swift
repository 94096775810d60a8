import Datasets
import Files
import Foundation
import Images
import Networks
import Processes
import SceneWorld

/// The images of a run: the source that networks learn from, the sets of the other roles, and their caches.
///
/// Each set is opened once, and each split of it is decoded or drawn once at each side.
public final class ImageLibrary {
  /// The images that the run's networks learn from and are judged by.
  public let source: any ImageSource
  /// Which images they are.
  public let choice: SourceChoice
  private let options: RunOptions
  private let configuration: RunConfiguration
  private let folder: URL
  private let progress: ProgressLine
  /// Whether images that are not in the store may be decoded or drawn.
  private let makesImages: Bool
  /// Where those images are kept that are not in the store; nil keeps them there.
  private let scratch: ScratchImages?
  private var caches: [CacheKey: ImageCache] = [:]
  /// The sets of the folders that were given for roles, as far as they were opened.
  private(set) var openedRoles: [DatasetRole: any ImageSource] = [:]

  /// Images that are not in the store, where none may be made.
  struct NotStored: Error {
    /// The name of their source.
    let source: String
  }

  private struct CacheKey: Hashable {
    let source: String
    let split: Split
    let side: Int
  }

  /// Opens the run's source.
  ///
  /// - Parameters:
  ///   - imported: a network from a file, whose classes the source's images are then of.
  ///   - folder: where decoded images are kept.
  ///   - makesImages: whether those that are not there may be decoded or drawn; otherwise asking for them throws `NotStored`.
  ///   - scratch: where those are kept then; nil keeps them in `folder`.
  /// - Throws: `ConfigurationError` for a source of no kind, or an output that lies among its images;
  ///   `DatasetError` where it is not there or not divided into what is learned from and what is judged by.
  init(
    _ options: RunOptions, _ configuration: RunConfiguration, _ imported: ImportedNetwork?, folder: URL,
    makesImages: Bool, scratch: ScratchImages?, _ progress: ProgressLine
  ) throws {
    self.makesImages = makesImages
    self.scratch = scratch
    self.options = options
    self.configuration = configuration
    self.folder = folder
    self.progress = progress
    choice = try SourceChoice(options.source)
    if let imported {
      guard !choice.isDrawn else {
        throw ConfigurationError.badOption(
          option: "--network",
          cause: "it looks at images of the network's classes: give them by --source, such as images:PATH")
      }
      source = try imported.relabeled(try choice.open(configuration.data, seed: options.seed))
    } else {
      source = try choice.openDivided(configuration.data, seed: options.seed)
    }
    try tellOmissions(of: source)
    try source.refuse(options.output, option: "--output")
  }

  /// Reads the files of a data set, which its digest is over; those of a large one once, as long as their stamps stay as they are.
  ///
  /// - Throws: `FileError`, `Interruption`.
  private func readFiles(of source: any ImageSource) throws {
    let reading = FileDigests.Reading(keepingDigestsIn: folder) { [progress] done, total in
      try progress.show("reading the files of \(source.name)", done, of: total, silence: 3)
    }
    try source.readFiles(reading)
  }

  /// Reads the files of the run's source: after this, asking for its digest takes no time.
  ///
  /// - Throws: `FileError`, `Interruption`.
  func readFilesOfSource() throws { try readFiles(of: source) }

  /// Says what was left out of a data set; where the set is at fault, that is an error under `--strict`.
  private func tellOmissions(of source: any ImageSource) throws {
    let omissions = source.omissions
    if options.strict, let fault = omissions.first(where: \.isFault) {
      throw DatasetError.malformed(
        path: fault.place, cause: fault.cause, hint: "correct it, or run without --strict to leave it out")
    }
    for omission in omissions.prefix(Self.mostTold) { progress.say(omission.description) }
    if omissions.count > Self.mostTold {
      progress.say("\(source.name): \(omissions.count) rows, files or folders were left out in all")
    }
  }

  /// How many of the things that a data set leaves out are told one by one.
  private static let mostTold = 20

  /// Whether the source's images are drawn rather than photographed.
  public var areDrawn: Bool { choice.isDrawn }

  /// The images of a split of the run's source at the stored side that belongs to a network's input side.
  ///
  /// - Throws: `DatasetError` where an image does not decode under `--strict`; `FileError`; `Interruption`.
  public func cache(_ split: Split, input: Int) throws -> ImageCache {
    try cache(of: source, split, input: input)
  }

  /// The images of a split of any source at the stored side that belongs to a network's input side.
  ///
  /// - Throws: as `cache(_:input:)`.
  public func cache(of source: any ImageSource, _ split: Split, input: Int) throws -> ImageCache {
    try cache(of: source, split, side: ResizeAndCrop.storedSide(input: input))
  }

  /// The images of a split of the run's source at the stored side that a model takes.
  ///
  /// - Throws: as `cache(_:input:)`.
  public func cache(_ split: Split, for model: Model) throws -> ImageCache {
    try cache(of: source, split, for: model)
  }

  /// The images of a split of any source at the stored side that a model takes.
  ///
  /// - Throws: as `cache(_:input:)`.
  public func cache(of source: any ImageSource, _ split: Split, for model: Model) throws -> ImageCache {
    try cache(of: source, split, side: model.preprocessing.storedSide)
  }

  /// The images of a split of any source at a side in pixels.
  ///
  /// - Throws: as `cache(_:input:)`.
  public func cache(of source: any ImageSource, _ split: Split, side: Int) throws -> ImageCache {
    let key = CacheKey(source: source.digest, split: split, side: side)
    if let cache = caches[key] { return cache }
    if !makesImages || scratch != nil {
      if let cache = ImageCache.stored(source, split: split, side: key.side, directory: folder) {
        caches[key] = cache
        return cache
      }
      if !makesImages { throw NotStored(source: source.name) }
    }
    let clock = RunClock()
    let verb = source is SceneSource ? "drawing" : "decoding"
    let cache = try ImageCache.open(
      source, split: split, side: key.side, directory: scratch?.folder ?? folder, strict: options.strict
    ) { done, total in
      try Interruption.check()
      let left = clock.elapsed / Double(max(done, 1)) * Double(total - done)
      progress.update(
        "\(verb) \(split.rawValue) images at \(key.side) px: \(done) of \(total), \(ProgressLine.duration(left)) left"
      )
    }
    for skipped in cache.skipped {
      progress.say("skipped \(skipped.file.printable): \(skipped.reason.printable)")
    }
    if !cache.skipped.isEmpty {
      progress.say("\(cache.skipped.count) images do not decode and were skipped")
    }
    caches[key] = cache
    return cache
  }

  // MARK: Roles

  /// The images that fill a role; nil where this run has none for it.
  ///
  /// A folder that was given fills its role. Otherwise the drawn world does, where the source is drawn too or the run
  /// may mix: photographs are never followed by drawings unasked. The sets of both transfer roles have all their images
  /// in the training split, to be divided by `TransferSplit`; faces and the figures' scenes are all to judge by.
  ///
  /// - Throws: `DatasetError` where a folder is not there or not in its layout.
  public func source(for role: DatasetRole) throws -> (any ImageSource)? {
    if role == .source { return source }
    if let given = try givenImages(for: role) { return given }
    guard areDrawn || options.roles.mix else { return nil }
    let settings = configuration.roles
    func drawn(training: Int = 0, validation: Int = 0) -> SceneSource {
      SceneSource(
        role: role, seed: options.seed, trainCount: training, validationCount: validation,
        difficulty: configuration.data.difficulty)
    }
    switch role {
    case .source: return source
    case .transfer, .secondTransfer:
      return drawn(training: drawn().classNames.count * settings.transferPerClass)
    case .multilabel:
      return drawn(training: settings.multilabelImages, validation: settings.multilabelImages)
    case .faces: return drawn(validation: settings.faces)
    case .figures: return drawn()
    }
  }

  /// Opens the folders that were given for roles, so that one that is not there, or not in its layout, is known before
  /// anything is trained.
  ///
  /// - Throws: `DatasetError`; `ConfigurationError` where an option names a kind without a path.
  public func openGivenRoles() throws {
    for role in RoleOptions.roles { _ = try givenImages(for: role) }
  }

  /// The images of the folder that was given for a role, all of them; nil where none was.
  private func givenImages(for role: DatasetRole) throws -> (any ImageSource)? {
    guard let given = try options.roles.given(for: role) else { return nil }
    if let opened = openedRoles[role] { return opened }
    let source = try given.layout.open(given.root)
    try tellOmissions(of: source)
    try source.refuse(options.output, option: "--output")
    try readFiles(of: source)
    openedRoles[role] = source
    return source
  }

  /// Why a role has no images, for the claims that need them.
  public func reasonWithoutImages(for role: DatasetRole) -> String {
    let option = RoleOptions.option(for: role).map { " (\($0))" } ?? ""
    return
      "No data: no images were given for this role\(option), and drawn ones take photographs' place only under --mix."
  }

  /// What a caption says of images that were drawn although the source is photographs; empty otherwise.
  public func mixRemark(on images: any ImageSource) -> String {
    !areDrawn && images is SceneSource ? " Drawn images: the network learned from photographs." : ""
  }
}
