import Foundation

/// The system calls that writing a file takes, as values, so that a test can let each of them fail.
///
/// Every closure answers as its POSIX namesake: a negative number is a failure, and `errno` names it.
package struct FileOperations: Sendable {
  /// Opens a new or emptied file for writing; gives its descriptor.
  package var create: @Sendable (_ path: String) -> Int32
  /// Writes bytes at an offset; gives how many were written.
  package var write: @Sendable (_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer, _ offset: Int) -> Int
  /// Brings a file, or a folder's list of names, to the disk.
  package var synchronize: @Sendable (_ descriptor: Int32) -> Int32
  /// Gives a file its final name.
  package var rename: @Sendable (_ from: String, _ to: String) -> Int32

  /// The system's own calls.
  package static let system = FileOperations(
    create: { open($0, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644) },
    write: { pwrite($0, $1.baseAddress, $1.count, off_t($2)) },
    synchronize: { fsync($0) },
    rename: { Foundation.rename($0, $1) })

  /// A set of calls.
  package init(
    create: @escaping @Sendable (String) -> Int32,
    write: @escaping @Sendable (Int32, UnsafeRawBufferPointer, Int) -> Int,
    synchronize: @escaping @Sendable (Int32) -> Int32,
    rename: @escaping @Sendable (String, String) -> Int32
  ) {
    self.create = create
    self.write = write
    self.synchronize = synchronize
    self.rename = rename
  }
}
