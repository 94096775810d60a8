import ArgumentParser
import Datasets
import Files
import Foundation
import Replication

/// The images that a command searches for what excites a network, and where they are kept once they are decoded.
struct SearchedImages: ParsableArguments {
  @OptionGroup var options: ImageOptions

  @Option(help: "The part of the data set: \(Split.allCases.map(\.rawValue).joined(separator: ", ")).")
  var split: Split?

  @Option(help: "The most images to search, from the first; 0 searches all.")
  var images = 0

  @Option(
    help: ArgumentHelp(
      "The folder that decoded images are kept in. [default: \(SearchedImages.usualCache) where there is one; otherwise they are not kept]",
      valueName: "folder"))
  var cache: String?

  /// Where runs keep decoded images.
  private static let usualCache = "output/store/images"

  /// The folder that decoded images are kept in; nil where nobody keeps them.
  private var kept: String? {
    cache ?? (FolderContents.names(in: FilePath(Self.usualCache)) == nil ? nil : Self.usualCache)
  }

  func validate() throws {
    guard images >= 0 else { throw ValidationError("--images must not be negative.") }
  }

  /// The data set.
  ///
  /// - Parameters:
  ///   - output: a file or folder that will be written, with its option: it must not lie among the images; nil where none is.
  ///   - usesSeed: whether the command draws something by chance, besides the images.
  ///   - role: the role of the drawn images where none is named.
  /// - Throws: `ConfigurationError`, `DatasetError`.
  func open(
    writing output: (path: String, option: String)?, usesSeed: Bool, role: DatasetRole = .source
  ) throws -> any ImageSource {
    try options.refuseSeed(unless: usesSeed)
    let source = try options.open(options.chosenRole() ?? role)
    if let output { try source.refuse(output.path, option: output.option) }
    if let kept { try source.refuse(kept, option: "--cache") }
    _ = try options.split(split, of: source)
    return source
  }

  /// The images, decoded, with a word on each that is not among them.
  ///
  /// Where nobody keeps them, they lie in a temporary file, which is gone with this process.
  ///
  /// - Throws: `DatasetError`, `FileError`, `Interruption`.
  func decoded(_ source: any ImageSource, side: Int, _ progress: ProgressLine) throws -> ImageCache {
    let split = try options.split(split, of: source)
    let all = source.count(split)
    let places = (0..<(images > 0 ? min(images, all) : all)).map { SubsetSource.Place(split, $0) }
    let searched: any ImageSource =
      places.count == all ? source : SubsetSource(of: source, training: places, validation: [])
    for omission in source.omissions { progress.say(omission.description) }
    let kept = kept
    let folder =
      kept.map { URL(fileURLWithPath: $0) }
      ?? FileManager.default.temporaryDirectory.appendingPathComponent("zfnet-images-\(UUID().uuidString)")
    // The images stay mapped after their file is gone.
    defer { if kept == nil { try? AtomicFile.remove(folder) } }
    let images: ImageCache
    do {
      try searched.readFiles(
        .init(keepingDigestsIn: kept.map { URL(fileURLWithPath: $0) }) {
          try progress.show("reading the files of \(source.name)", $0, of: $1, silence: 3)
        })
      images = try ImageCache.open(
        searched, split: places.count == all ? split : .train, side: side, directory: folder,
        progress: { try progress.show("reading images", $0, of: $1) })
    } catch let error as FileError {
      throw error.naming("--cache")
    }
    for skipped in images.skipped {
      progress.say("skipped \(skipped.file.printable): \(skipped.reason.printable)")
    }
    return images
  }
}
