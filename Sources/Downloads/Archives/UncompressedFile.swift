import CZlib
import Files
import Foundation

/// A file's bytes in their order, uncompressed where they are gzipped, by zlib: it compares the checksums at the end of what was
/// compressed, which libarchive passes over.
final class UncompressedFile {
  private let file: gzFile
  private let path: String
  private let block: UnsafeMutableRawBufferPointer
  /// How many zeros the bytes so far end with.
  private var zeros = 0
  /// What was found wrong, if anything.
  private(set) var fault: String?

  /// Opens a file.
  ///
  /// - Throws: `FileError`.
  init(_ path: String) throws {
    guard let file = gzopen(path, "rbe") else { throw FileError(path: path, step: .read, code: errno) }
    self.file = file
    self.path = path
    block = .allocate(byteCount: 1 << 17, alignment: 16)
  }

  deinit {
    gzclose_r(file)
    block.deallocate()
  }

  /// The next bytes, which stay until the next call.
  ///
  /// - Parameter bytes: where they are.
  /// - Returns: how many; 0 at the end, −1 where something is wrong, which `fault` tells then.
  func next(_ bytes: inout UnsafeRawPointer?) -> Int {
    guard fault == nil else { return -1 }
    let count = Int(gzread(file, block.baseAddress, UInt32(block.count)))
    var code = Z_OK
    _ = gzerror(file, &code)
    switch code {
    case Z_OK, Z_STREAM_END: break
    case Z_BUF_ERROR: fault = "it ends too early"
    case Z_ERRNO: fault = "it cannot be read: \(String(cString: strerror(errno)))"
    default: fault = "its compressed data are damaged"
    }
    guard fault == nil, count >= 0 else {
      fault = fault ?? "its compressed data are damaged"
      return -1
    }
    let tail = block[..<count].reversed().prefix { $0 == 0 }.count
    zeros = tail == count ? zeros + count : tail
    bytes = UnsafeRawPointer(block.baseAddress)
    return count
  }

  /// What is wrong with a tar archive that has been read to its end mark; nil where nothing is. What follows is read, too: the last
  /// checksum stands behind it.
  func faultAtEnd() -> String? {
    var bytes: UnsafeRawPointer?
    while next(&bytes) > 0 {}
    // The mark is a block of 512 zeros.
    return fault ?? (zeros >= 512 ? nil : "it ends before its end mark")
  }
}
