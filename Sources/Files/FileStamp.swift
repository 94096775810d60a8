import Foundation

/// What the system says of a file without reading it: a file that is written to, replaced, renamed over or copied gets another one.
///
/// It does not change where a disk returns other bytes than it was given, and it has the times of the file's server, whose clock may
/// be set back. Whoever must be sure reads the file.
public struct FileStamp: Hashable, Sendable, Codable {
  /// The file's number in its file system.
  public let inode: UInt64
  /// The number of bytes.
  public let size: Int64
  /// When its bytes were changed last, in nanoseconds since 1970; programs can set it.
  public let modified: Int64
  /// When its bytes, its name or its rights were changed last, in nanoseconds since 1970; only the system sets it.
  public let changed: Int64

  /// A stamp of these values.
  package init(inode: UInt64, size: Int64, modified: Int64, changed: Int64) {
    (self.inode, self.size, self.modified, self.changed) = (inode, size, modified, changed)
  }

  /// The stamp in a status that the system gave.
  public init(_ status: stat) {
    func nanoseconds(_ time: timespec) -> Int64 { Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec) }
    #if canImport(Darwin)
      let (modified, changed) = (status.st_mtimespec, status.st_ctimespec)
    #else
      let (modified, changed) = (status.st_mtim, status.st_ctim)
    #endif
    self.init(
      inode: UInt64(status.st_ino), size: Int64(status.st_size), modified: nanoseconds(modified),
      changed: nanoseconds(changed))
  }

  /// The stamp of what a path leads to; nil where it leads to no regular file.
  public init?(_ path: FilePath) {
    var status = stat()
    guard path.withCString({ stat($0, &status) }) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    self.init(status)
  }

  /// Whether the last change is some seconds ago by now: a file that is changed twice in one tick of the clock can have the stamp of
  /// the first change.
  public var isSettled: Bool {
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    return Int64(now.tv_sec) &* 1_000_000_000 &+ Int64(now.tv_nsec) &- changed > 2_000_000_000
  }
}
