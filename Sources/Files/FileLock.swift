import Foundation

/// A lock on a file's name that one process, or one thread of it, holds until it is released or its process ends.
///
/// The lock is the system's `flock` on a small file, which holds the last owner's process number. The file stays when the lock
/// is released, unless `removeFile` was called before.
public final class FileLock {
  private let descriptor: Int32
  private let path: String

  /// Takes the lock, or returns nil where another holds it, alone or shared.
  ///
  /// - Throws: `FileError` where the lock's file cannot be made.
  public static func take(_ file: URL) throws(FileError) -> FileLock? { try take(file, LOCK_EX) }

  /// Takes the lock together with others that share it, or returns nil where another holds it alone.
  ///
  /// - Throws: `FileError` where the lock's file cannot be made.
  public static func share(_ file: URL) throws(FileError) -> FileLock? { try take(file, LOCK_SH) }

  /// Lets others share a lock that was taken alone, without letting go of it for good.
  public func share() { _ = flock(descriptor, LOCK_SH) }

  /// Removes the lock's file, for a lock that nobody will ask for again; it must be held alone, and stays held. Who opened the file
  /// before finds it gone once the lock is released, and makes another.
  public func removeFile() { unlink(path) }

  private static func take(_ file: URL, _ kind: Int32) throws(FileError) -> FileLock? {
    while true {
      guard let lock = try opened(file, kind) else { return nil }
      if lock.isCurrent { return lock }
    }
  }

  /// Whether the lock's file is still the one of its name: it may have been removed between opening and locking it.
  private var isCurrent: Bool {
    var (own, named) = (stat(), stat())
    return fstat(descriptor, &own) == 0 && stat(path, &named) == 0 && own.st_ino == named.st_ino
      && own.st_dev == named.st_dev
  }

  private static func opened(_ file: URL, _ kind: Int32) throws(FileError) -> FileLock? {
    let descriptor = Foundation.open(file.path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    if descriptor < 0 { throw FileError(path: file.path, step: .create, code: errno) }
    while flock(descriptor, kind | LOCK_NB) < 0 {
      let code = errno
      if code == EINTR { continue }
      close(descriptor)
      if code == EWOULDBLOCK { return nil }
      throw FileError(path: file.path, step: .write, code: code)
    }
    let owner = Array("\(getpid())\n".utf8)
    // Only for messages of those who wait: the lock holds without it.
    if ftruncate(descriptor, 0) == 0 { _ = pwrite(descriptor, owner, owner.count, 0) }
    return FileLock(descriptor, file.path)
  }

  /// Takes the lock, and waits for as long as another holds it.
  ///
  /// - Parameters:
  ///   - file: the lock's file; its folder must exist.
  ///   - seconds: how long to wait between two tries.
  ///   - waiting: called before each wait with the owner's process number, where it is known; what it throws ends the wait.
  /// - Throws: `FileError` where the lock's file cannot be made; what `waiting` throws.
  public static func wait(
    for file: URL, every seconds: Double, _ waiting: (_ owner: Int32?) throws -> Void
  ) throws -> FileLock {
    while true {
      if let lock = try take(file) { return lock }
      try waiting(owner(of: file))
      usleep(useconds_t(seconds * 1e6))
    }
  }

  /// The process number of the last owner of a lock, where its file can be read.
  public static func owner(of file: URL) -> Int32? {
    guard let data = FileManager.default.contents(atPath: file.path) else { return nil }
    return Int32(
      String(decoding: data.prefix(16), as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines))
  }

  private init(_ descriptor: Int32, _ path: String) { (self.descriptor, self.path) = (descriptor, path) }

  deinit { close(descriptor) }
}
