import Foundation

/// A file being written, which gets its name only once it is complete and on the disk.
///
/// The bytes go to a temporary file in the same folder. `commit()` syncs it, renames it into place and syncs the folder.
/// A writer that is released without `commit()`, or that has failed, removes its temporary file and leaves the file that
/// had the name before. Only a killed process can leave a temporary file: its name begins with a dot and ends in
/// `.partial`.
public final class AtomicFileWriter {
  /// Where the file will be.
  public let destination: URL
  /// How many bytes it has so far.
  public private(set) var count = 0

  private let temporaryPath: String
  private let operations: FileOperations
  private var descriptor: Int32

  /// Begins a file that will be at `destination`; its folder must exist.
  ///
  /// - Throws: `FileError` where the temporary file cannot be created.
  public convenience init(to destination: URL) throws(FileError) {
    try self.init(to: destination, operations: .system)
  }

  /// A new file written by the given system calls.
  package init(to destination: URL, operations: FileOperations) throws(FileError) {
    self.destination = destination
    self.operations = operations
    let unique = "\(getpid())-\(UInt64.nextWriter())"
    let folder = destination.deletingLastPathComponent().path
    temporaryPath = "\(folder)/.\(destination.lastPathComponent).\(unique).partial"
    descriptor = operations.create(temporaryPath)
    if descriptor < 0 { throw FileError(path: destination.path, step: .create, code: errno) }
  }

  deinit { discard() }

  /// Adds bytes at the end.
  ///
  /// - Throws: `FileError`, after which the writer takes no more.
  public func append(_ bytes: UnsafeRawBufferPointer) throws(FileError) {
    try write(bytes, at: count)
    count += bytes.count
  }

  /// Adds bytes at the end.
  ///
  /// - Throws: `FileError`, after which the writer takes no more.
  public func append(_ data: Data) throws(FileError) {
    let outcome = data.withUnsafeBytes { bytes in Result { () throws(FileError) in try append(bytes) } }
    try outcome.get()
  }

  /// Overwrites bytes that were appended before, for a header that is known only at the end.
  ///
  /// - Throws: `FileError`, after which the writer takes no more.
  public func overwrite(_ data: Data, at offset: Int) throws(FileError) {
    precondition(offset >= 0 && offset + data.count <= count, "\(offset)+\(data.count) of \(count) bytes")
    let outcome = data.withUnsafeBytes { bytes in
      Result { () throws(FileError) in try write(bytes, at: offset) }
    }
    try outcome.get()
  }

  /// Syncs the file to the disk and gives it its name.
  ///
  /// - Throws: `FileError`; the destination is then as it was before, or complete and new where only the folder could not
  ///   be synced.
  public func commit() throws(FileError) {
    precondition(descriptor >= 0, "a file is committed once: \(destination.path)")
    if operations.synchronize(descriptor) < 0 { throw failure(.synchronize) }
    if operations.rename(temporaryPath, destination.path) < 0 { throw failure(.rename) }
    close(descriptor)
    descriptor = -1
    // The name itself is on the disk only when its folder is. Some file systems cannot do this for folders.
    let folder = open(destination.deletingLastPathComponent().path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard folder >= 0 else { return }
    defer { close(folder) }
    if operations.synchronize(folder) < 0 && errno != EINVAL && errno != ENOTSUP {
      throw FileError(path: destination.path, step: .synchronize, code: errno)
    }
  }

  private func write(_ bytes: UnsafeRawBufferPointer, at offset: Int) throws(FileError) {
    precondition(descriptor >= 0, "a file that is committed or has failed takes no more: \(destination.path)")
    var done = 0
    while done < bytes.count {
      let written = operations.write(
        descriptor, UnsafeRawBufferPointer(rebasing: bytes[done...]), offset + done)
      if written < 0 && errno == EINTR { continue }
      if written == 0 { errno = ENOSPC }
      if written <= 0 { throw failure(.write) }
      done += written
    }
  }

  private func failure(_ step: FileError.Step) -> FileError {
    let error = FileError(path: destination.path, step: step, code: errno)
    discard()
    return error
  }

  private func discard() {
    guard descriptor >= 0 else { return }
    close(descriptor)
    unlink(temporaryPath)
    descriptor = -1
  }
}
