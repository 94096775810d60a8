import Foundation

/// A lock that one process, or one thread of it, holds on a name; it goes with its owner, even a killed one.
///
/// The lock is the system's `flock` on a small file, which stays when the lock is released (taking it away could take
/// it from under another's feet) and holds the last owner's process number.
public final class FileLock {
  private let descriptor: Int32

  /// Takes the lock if nobody holds it; nil where another does.
  ///
  /// - Throws: `FileError` where the lock's file cannot be made.
  public static func take(_ file: URL) throws(FileError) -> FileLock? {
    let descriptor = Foundation.open(file.path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    if descriptor < 0 { throw FileError(path: file.path, step: .create, code: errno) }
    while flock(descriptor, LOCK_EX | LOCK_NB) < 0 {
      let code = errno
      if code == EINTR { continue }
      close(descriptor)
      if code == EWOULDBLOCK { return nil }
      throw FileError(path: file.path, step: .write, code: code)
    }
    let owner = Array("\(getpid())\n".utf8)
    // Only a courtesy to those who are refused: the lock holds without it.
    if ftruncate(descriptor, 0) == 0 { _ = pwrite(descriptor, owner, owner.count, 0) }
    return FileLock(descriptor)
  }

  /// The process number of the last owner of a lock, where its file can be read.
  public static func owner(of file: URL) -> Int32? {
    guard let data = FileManager.default.contents(atPath: file.path) else { return nil }
    return Int32(
      String(decoding: data.prefix(16), as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines))
  }

  private init(_ descriptor: Int32) { self.descriptor = descriptor }

  deinit { close(descriptor) }
}
