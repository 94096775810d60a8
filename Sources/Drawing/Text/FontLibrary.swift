import Foundation

/// FreeType's library, which all threads share, and which Cairo 1.16 does not guard where it opens and closes faces: two
/// threads that meet a font for the first time can bring each other down.
enum FontLibrary {
  private static let lock = NSRecursiveLock()

  /// Runs what may open, use or close faces while no other thread does.
  static func exclusively<Result, Failure: Error>(_ body: () throws(Failure) -> Result) throws(Failure)
    -> Result
  {
    lock.lock()
    defer { lock.unlock() }
    return try body()
  }
}
