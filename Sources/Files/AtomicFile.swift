import Foundation
import Synchronization

/// Whole files or none: what a reader finds under a name is never half written.
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

  /// Writes a text in UTF-8.
  ///
  /// - Throws: `FileError`.
  public static func write(_ text: String, to destination: URL) throws(FileError) {
    try write(Data(text.utf8), to: destination)
  }

  /// Makes a folder and those above it where they are missing.
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
