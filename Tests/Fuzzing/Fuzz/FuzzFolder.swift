import Files
import Foundation
import Images

/// A temporary folder, in memory where there is such a one, for readers that take files: with the sound files that belong to an input.
///
/// Inputs are tried one after the other, and each writes over the one before. The folder is the process's own; `scripts/fuzz` removes it.
struct FuzzFolder: Sendable {
  /// The folder of this process.
  static let shared = FuzzFolder()

  private let folder: URL

  private init() {
    let parent =
      ProcessInfo.processInfo.environment["FUZZ_FOLDER"] ?? FileManager.default.temporaryDirectory.path
    folder = URL(fileURLWithPath: parent).appendingPathComponent("fuzz-\(getpid())")
    for place in ["faces", "voc/JPEGImages", "voc-lists/JPEGImages"] {
      let name = place == "faces" ? "a.png" : "a.jpg"
      _ = write(Self.soundPNG, to: "\(place)/\(name)")
    }
    for set in ["voc", "voc-lists"] {
      for list in ["train", "val"] {
        _ = write(Data("a 1\n".utf8), to: "\(set)/ImageSets/Main/cat_\(list).txt")
      }
      _ = write(Data(Self.soundAnnotation.utf8), to: "\(set)/Annotations/a.xml")
    }
  }

  /// A place in the folder.
  func place(_ path: String) -> URL { folder.appendingPathComponent(path) }

  /// Writes a file, in the place of one that may be there, without asking the disk to keep it.
  func write(_ data: Data, to path: String) -> URL {
    let file = place(path)
    if (try? data.write(to: file)) == nil {
      do {
        try AtomicFile.makeFolder(file.deletingLastPathComponent())
        try data.write(to: file)
      } catch {
        preconditionFailure("\(file.path): \(error)")
      }
    }
    return file
  }

  // MARK: Sound files

  private static let soundAnnotation =
    "<annotation><object><name>cat</name><bndbox><xmin>1</xmin><ymin>1</ymin><xmax>9</xmax><ymax>9</ymax></bndbox></object></annotation>"
  private static let sound = Image(
    width: 12, height: 9, pixels: (0..<12 * 9 * 3).map { UInt8(truncatingIfNeeded: $0 * 7) })
  private static let soundPNG = encoded { try sound.png() }
  private static let soundJPEG = encoded { try sound.jpeg(quality: 80) }

  private static func encoded(_ encode: () throws -> Data) -> Data {
    guard let data = try? encode() else { preconditionFailure("a sound image that cannot be encoded") }
    return data
  }

  /// A sound JPEG whose first segment is a block of EXIF.
  static func jpeg(with block: Data) -> Data {
    let length = block.count + 2
    return soundJPEG.prefix(2) + Data([0xFF, 0xE1, UInt8(length >> 8), UInt8(length & 255)]) + block
      + soundJPEG.dropFirst(2)
  }

  /// A sound PNG with a block of EXIF behind its end, where the decoder looks no more.
  static func png(with block: Data) -> Data {
    let length = (0..<4).map { UInt8(truncatingIfNeeded: block.count >> (24 - 8 * $0)) }
    return soundPNG + Data(length) + Data("eXIf".utf8) + block + Data(count: 4)
  }
}
