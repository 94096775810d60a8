import Crypto
import Files
import Foundation

/// The size and the digests of an archive, computed in one pass.
public struct ArchiveDigests: Codable, Equatable, Sendable {
  /// The number of bytes.
  public let bytes: Int
  /// The SHA-256 in hexadecimal.
  public let sha256: String
  /// The MD5 in hexadecimal: old archives were published with no other, and it tells a damaged one from a whole one.
  public let md5: String

  /// Reads a file whole.
  ///
  /// - Parameter progress: called with the number of bytes read; what it throws ends the work.
  /// - Throws: `FileError`; what `progress` throws.
  init(of path: String, progress: (Int) throws -> Void = { _ in }) throws {
    let file = try FileReader(FilePath(path))
    let block = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 16)
    defer { block.deallocate() }
    var (long, short) = (SHA256(), Insecure.MD5())
    var count = 0
    while true {
      let got = try file.read(into: block, at: count)
      if got == 0 { break }
      let part = UnsafeRawBufferPointer(rebasing: block[..<got])
      long.update(bufferPointer: part)
      short.update(bufferPointer: part)
      count += got
      try progress(count)
    }
    bytes = count
    sha256 = long.finalize().hexadecimal
    md5 = short.finalize().hexadecimal
  }
}
