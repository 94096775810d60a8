import CArchive
import Files
import Foundation

/// Reads tar archives, plain or gzipped, and ZIP archives by libarchive, one entry after the other. Nothing is written.
final class ArchiveReader {
  private let archive: OpaquePointer
  /// The bytes of a tar archive, which the library asks for; a ZIP archive it reads by itself, from its end.
  private let stream: UncompressedFile?
  /// What the archive is called in messages.
  private let path: String
  private var first: ArchiveEntry?
  private var isOver = false

  /// Opens an archive, and reads on to its first entry.
  ///
  /// - Parameters:
  ///   - file: the archive.
  ///   - path: what it is called in messages.
  /// - Throws: `DownloadError.noArchive`, which says what it looks like, or `.malformed` where it is damaged; `FileError`.
  init(_ file: String, named path: String) throws {
    let start = try Self.start(of: file)
    self.path = path
    archive = archive_read_new()
    if start.starts(with: [0x50, 0x4B, 0x03, 0x04]) {
      stream = nil
      archive_read_support_format_zip_seekable(archive)
      guard archive_read_open_filename(archive, file, 1 << 16) == ARCHIVE_OK else {
        throw damaged("its directory is missing or damaged: it may have been cut off")
      }
    } else {
      let stream = try UncompressedFile(file)
      self.stream = stream
      archive_read_support_format_tar(archive)
      let opened = archive_read_open(
        archive, Unmanaged.passUnretained(stream).toOpaque(), nil,
        { _, context, bytes in
          guard let context, let bytes else { return Int(ARCHIVE_FATAL) }
          return Unmanaged<UncompressedFile>.fromOpaque(context).takeUnretainedValue().next(&bytes.pointee)
        }, nil)
      // The library's ARCHIVE_ERRNO_FILE_FORMAT.
      if opened != ARCHIVE_OK, stream.fault == nil, archive_errno(archive) == EILSEQ {
        throw DownloadError.noArchive(
          path: path, cause: "no archive: \(Self.looks(start))",
          hint: "the address may have moved: download it in a browser, and give it by --from-file")
      }
      guard opened == ARCHIVE_OK else { throw damaged(reason) }
    }
    first = try advance()
  }

  deinit { archive_read_free(archive) }

  /// The next entry; nil at the end, where what was compressed has been checked.
  ///
  /// - Throws: `DownloadError.malformed` where the archive is damaged.
  func next() throws -> ArchiveEntry? {
    if let entry = first {
      first = nil
      return entry
    }
    return try isOver ? nil : advance()
  }

  /// Puts the next bytes of the entry into a buffer.
  ///
  /// - Returns: how many there were; 0 at the end.
  /// - Throws: `DownloadError.malformed` where the archive is damaged.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    let got = archive_read_data(archive, buffer.baseAddress, buffer.count)
    guard got >= 0 else { throw damaged(reason) }
    return got
  }

  /// Goes to the next header, and gives the entry that it tells of; nil at the end.
  private func advance() throws -> ArchiveEntry? {
    var entry: OpaquePointer?
    let code = archive_read_next_header(archive, &entry)
    if code == ARCHIVE_EOF {
      isOver = true
      if let fault = stream?.faultAtEnd() { throw damaged(fault) }
      return nil
    }
    // A warning is of a name that the process's language cannot write: its bytes are there all the same.
    guard code == ARCHIVE_OK || code == ARCHIVE_WARN, let entry else { throw damaged(reason) }
    guard let name = archive_entry_pathname(entry) ?? archive_entry_pathname_utf8(entry) else {
      throw damaged("an entry in it has no name")
    }
    let kind = Self.kind(entry)
    guard kind != .file || archive_entry_size_is_set(entry) != 0 else {
      throw damaged("an entry in it has no size")
    }
    return ArchiveEntry(
      path: FilePath(
        bytes: UnsafeBufferPointer(start: name, count: strlen(name)).map { UInt8(bitPattern: $0) }),
      kind: kind, size: kind == .file ? Int(clamping: archive_entry_size(entry)) : 0)
  }

  private static func kind(_ entry: OpaquePointer) -> ArchiveEntry.Kind {
    if archive_entry_hardlink(entry) != nil || archive_entry_symlink(entry) != nil { return .other("a link") }
    if archive_entry_is_data_encrypted(entry) != 0 { return .other("encrypted") }
    // The library's AE_IFMT and AE_IFREG, AE_IFDIR, …, which Swift does not import.
    return switch archive_entry_filetype(entry) & 0o170000 {
    case 0o100000: .file
    case 0o040000: .folder
    case 0o120000: .other("a link")
    case 0o020000, 0o060000: .other("a device")
    case 0o010000: .other("a pipe")
    default: .other("an entry of an unknown kind")
    }
  }

  /// What went wrong last.
  private var reason: String {
    if let fault = stream?.fault { return fault }
    return archive_error_string(archive).map { "damaged: \(String(cString: $0).printable)" } ?? "damaged"
  }

  private func damaged(_ cause: String) -> DownloadError {
    .malformed(path: path, cause: cause, hint: "fetch the archive again")
  }

  /// The first bytes of a file.
  private static func start(of file: String) throws -> [UInt8] {
    let reader = try FileReader(FilePath(file))
    var bytes = [UInt8](repeating: 0, count: min(512, reader.size))
    let count = try bytes.withUnsafeMutableBytes { try reader.read(into: $0, at: 0) }
    return Array(bytes.prefix(count))
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
