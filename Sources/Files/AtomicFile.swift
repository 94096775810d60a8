import Foundation
import Synchronization

/// Writes files atomically: under a file's name, a reader finds all of its bytes or none.
public enum AtomicFile {
  /// Writes a file: temporary file in the same folder, fsync, rename, fsync of the folder.
  ///
  /// - Parameters:
  ///   - data: All of its bytes.
  ///   - destination: Where it will be; its folder must exist. A file that is there is replaced.
  /// - Throws: `FileError`, which names the path; what was there before is then unchanged, and no stray file
  ///   remains.
  public static func write(_ data: Data, to destination: URL) throws(FileError) {
    try write(data, to: destination, operations: .system)
  }

  /// Writes a text in UTF-8, as `write(_:to:)` does bytes.
  ///
  /// - Throws: `FileError`, which names the path.
  public static func write(_ text: String, to destination: URL) throws(FileError) {
    try write(Data(text.utf8), to: destination)
  }

  /// Creates a folder and the missing folders above it.
  ///
  /// - Throws: `FileError`, with the system's reason.
  public static func makeFolder(_ folder: URL) throws(FileError) {
    var path = folder.path.hasPrefix("/") ? "/" : ""
    for part in folder.pathComponents where part != "/" {
      path += (path.isEmpty || path.hasSuffix("/") ? "" : "/") + part
      if mkdir(path, 0o755) < 0 {
        let code = errno
        var status = stat()
        let isFolder = stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
        if !isFolder {
          throw FileError(path: folder.path, step: .create, code: code == EEXIST ? ENOTDIR : code)
        }
      }
    }
  }

  /// Removes a file, or a folder with all that is in it; nothing happens where there is none.
  ///
  /// - Throws: `FileError`, which names what could not be removed and has the system's reason.
  public static func remove(_ item: URL) throws(FileError) { try remove(FilePath(item.path)) }

  /// Removes what a path of any bytes names, as `remove(_:)` of a URL does.
  ///
  /// - Throws: `FileError`, which names what could not be removed and has the system's reason.
  public static func remove(_ item: FilePath) throws(FileError) {
    var status = stat()
    if item.withCString({ lstat($0, &status) }) < 0 {
      if errno == ENOENT { return }
      throw FileError(path: item.text, step: .remove, code: errno)
    }
    guard status.st_mode & S_IFMT == S_IFDIR else {
      if item.withCString({ unlink($0) }) < 0 {
        throw FileError(path: item.text, step: .remove, code: errno)
      }
      return
    }
    guard let names = FolderContents.names(in: item) else {
      throw FileError(path: item.text, step: .remove, code: errno)
    }
    for name in names { try remove(item.appending(name)) }
    if item.withCString({ rmdir($0) }) < 0 {
      throw FileError(path: item.text, step: .remove, code: errno)
    }
  }

  /// Writes a file by the given system calls.
  package static func write(
    _ data: Data, to destination: URL, operations: FileOperations
  ) throws(FileError) {
    let writer = try AtomicFileWriter(to: destination, operations: operations)
    try writer.append(data)
    try writer.commit()
  }
}

private let writers = Atomic<UInt64>(0)

extension UInt64 {
  /// A number no other writer of this process has, so that two threads never share a temporary file.
  static func nextWriter() -> UInt64 { writers.add(1, ordering: .relaxed).newValue }
}
