import Files
import Foundation

/// One thing in an archive.
struct ArchiveEntry: Equatable {
  /// What it is.
  enum Kind: Equatable {
    case file
    case folder
    /// A link, a device or a pipe, by this word.
    case other(String)
  }

  /// Its path as the archive has it.
  let path: FilePath
  let kind: Kind
  /// How many bytes a file has.
  let size: Int
}

/// What reads one format of archives.
protocol ArchiveReader: AnyObject {
  /// Calls `body` with each entry and its bytes, of which it need not read any.
  ///
  /// - Throws: `DownloadError.malformed` where the archive is damaged; `FileError`; what `body` throws.
  func forEachEntry(_ body: (ArchiveEntry, any ByteStream) throws -> Void) throws
}

/// The formats in which data sets are published, told by their first bytes.
enum ArchiveFormat {
  case tar
  case gzippedTar
  case zip

  /// The format of a file.
  ///
  /// - Throws: `DownloadError.malformed` where it has none of them, and says what it looks like.
  init(of file: FileReader, path: String) throws {
    let start = try FileBytes(file).read(512)
    if start.starts(with: [0x50, 0x4B, 0x03, 0x04]) {
      self = .zip
    } else if start.starts(with: [0x1F, 0x8B]) {
      self = .gzippedTar
    } else if TarHeader.hasRightSum(start) {
      self = .tar
    } else {
      throw DownloadError.malformed(
        path: path, cause: "no archive: \(Self.looks(start))",
        hint: "the address may have moved: download it in a browser, and give it by --from-file")
    }
  }

  /// A reader of a file in this format.
  func reader(of file: FileReader, path: String) throws -> any ArchiveReader {
    switch self {
    case .tar: TarReader(FileBytes(file), path: path)
    case .gzippedTar: TarReader(InflatedBytes(FileBytes(file), .gzip, path: path), path: path)
    case .zip: try ZipReader(file, path: path)
    }
  }

  /// What a file is that is no archive.
  private static func looks(_ start: [UInt8]) -> String {
    if start.isEmpty { return "an empty file" }
    let text = String(decoding: start, as: UTF8.self).lowercased()
    if text.contains("<html") || text.contains("<!doctype html") { return "a page in HTML" }
    if start.allSatisfy({ $0 >= 0x20 && $0 < 0x7F || [9, 10, 13].contains($0) }) {
      return "a text that begins “\(String(text.prefix(40)).printable)”"
    }
    return "neither tar, tar.gz nor ZIP"
  }
}
