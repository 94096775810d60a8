import Files
import Foundation

/// Unpacks archives that a stranger may have made.
///
/// Only folders and files are made, below one folder, which is new: paths that climb, links, devices and pipes are refused, and so is
/// what stands twice. Since no link is ever made, no path can lead out. How much is written is bounded.
package enum Archive {
  /// What was unpacked.
  package struct Contents: Equatable {
    package var files = 0
    /// The number of bytes of all files.
    package var bytes = 0

    /// What was unpacked: so many files, of so many bytes.
    package init(files: Int = 0, bytes: Int = 0) {
      self.files = files
      self.bytes = bytes
    }
  }

  /// How much an archive may hold.
  package struct Limits {
    /// The largest number of bytes of all its files.
    package var bytes: Int
    /// The largest number of files and folders.
    package var entries = 10_000_000
    /// The largest number of folders one in the other.
    static let depth = 64

    /// Limits of the number of bytes.
    package init(bytes: Int) { self.bytes = bytes }
  }

  /// Unpacks an archive.
  ///
  /// - Parameters:
  ///   - path: a tar archive, plain or gzipped, or a ZIP archive.
  ///   - folder: where its contents go; it must exist, and nobody else may write there.
  ///   - progress: called now and then with what is done; what it throws ends the work.
  /// - Throws: `DownloadError.noArchive`, or `.malformed` where it is damaged or holds what is refused; `FileError`.
  package static func unpack(
    _ path: String, into folder: String, limits: Limits, progress: (Contents) throws -> Void = { _ in }
  ) throws -> Contents {
    let reader = try ArchiveReader(path, named: path)
    let root = FilePath(folder)
    var made: Set<FilePath> = [root]
    var contents = Contents()
    var entries = 0
    let block = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
    defer { block.deallocate() }
    func refuse(_ entry: ArchiveEntry, _ cause: String) -> DownloadError {
      .malformed(
        path: path, cause: "\(entry.path.text.printable) in it is \(cause)",
        hint: "do not use this archive: those of published sets hold nothing of the kind")
    }
    while let entry = try reader.next() {
      entries += 1
      guard entries <= limits.entries else {
        throw refuse(entry, "one of more than \(limits.entries) entries")
      }
      guard let parts = parts(of: entry.path) else {
        throw refuse(entry, "a path that leads out of the folder")
      }
      guard parts.count <= Limits.depth else { throw refuse(entry, "too many folders deep") }
      if case .other(let what) = entry.kind { throw refuse(entry, what) }
      let isFolder = entry.kind == .folder
      let above = try makeFolders(isFolder ? parts[...] : parts.dropLast(), below: root, &made)
      if isFolder { continue }
      guard let name = parts.last else { throw refuse(entry, "a file without a name") }
      let (total, overflow) = contents.bytes.addingReportingOverflow(entry.size)
      guard !overflow, total <= limits.bytes else {
        throw refuse(entry, "more than the \(limits.bytes) bytes that there may be in all")
      }
      try write(entry, of: reader, to: above.appending(FilePath(bytes: name)), block, archive: path) {
        try progress(Contents(files: contents.files, bytes: contents.bytes + $0))
      }
      contents.files += 1
      contents.bytes = total
    }
    return contents
  }

  /// The names that a path is made of; nil where it leads out.
  private static func parts(of path: FilePath) -> [[UInt8]]? {
    if path.bytes.first == 0x2F || path.bytes.contains(0) { return nil }
    let parts = path.bytes.split(separator: 0x2F).map(Array.init).filter { $0 != [0x2E] }
    return parts.contains([0x2E, 0x2E]) ? nil : parts
  }

  /// Makes the folders of a path that are not made yet.
  private static func makeFolders(
    _ parts: ArraySlice<[UInt8]>, below root: FilePath, _ made: inout Set<FilePath>
  ) throws -> FilePath {
    var folder = root
    for part in parts {
      folder = folder.appending(FilePath(bytes: part))
      if made.contains(folder) { continue }
      if folder.withCString({ mkdir($0, 0o755) }) < 0 {
        throw FileError(path: folder.text, step: .create, code: errno)
      }
      made.insert(folder)
    }
    return folder
  }

  /// Writes one file, which must have as many bytes as its entry says.
  private static func write(
    _ entry: ArchiveEntry, of reader: ArchiveReader, to path: FilePath,
    _ block: UnsafeMutableRawBufferPointer,
    archive: String, progress: (Int) throws -> Void
  ) throws {
    let descriptor = path.withCString {
      open($0, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o644)
    }
    if descriptor < 0, errno == EEXIST || errno == EISDIR {
      throw DownloadError.malformed(
        path: archive, cause: "\(entry.path.text.printable) stands in it twice",
        hint: "fetch the archive again")
    }
    if descriptor < 0 { throw FileError(path: path.text, step: .create, code: errno) }
    defer { close(descriptor) }
    func damaged(_ cause: String) -> DownloadError {
      .malformed(path: archive, cause: cause, hint: "fetch the archive again")
    }
    var size = 0
    while true {
      let got = try reader.read(into: block)
      if got == 0 { break }
      size += got
      guard size <= entry.size else {
        throw damaged("\(entry.path.text.printable) in it is larger than its \(entry.size) bytes")
      }
      var done = 0
      while done < got {
        let written = Foundation.write(descriptor, block.baseAddress! + done, got - done)
        if written < 0, errno == EINTR { continue }
        if written <= 0 {
          throw FileError(path: path.text, step: .write, code: written == 0 ? ENOSPC : errno)
        }
        done += written
      }
      try progress(size)
    }
    guard size == entry.size else { throw damaged("\(entry.path.text.printable) in it ends too early") }
    if size == 0 { try progress(0) }
  }
}
