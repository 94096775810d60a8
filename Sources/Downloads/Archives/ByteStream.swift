import Files
import Foundation

/// Bytes that come one after the other.
protocol ByteStream: AnyObject {
  /// Puts the next bytes into the buffer.
  ///
  /// - Returns: how many there were; 0 only at the end, or where the buffer is empty.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int
}

extension ByteStream {
  /// The next bytes, fewer than asked for only at the end.
  func read(_ count: Int) throws -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    let got = try bytes.withUnsafeMutableBytes { buffer in
      var filled = 0
      while filled < buffer.count {
        let part = try read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[filled...]))
        if part == 0 { break }
        filled += part
      }
      return filled
    }
    return Array(bytes.prefix(got))
  }

  /// Passes bytes over.
  ///
  /// - Returns: whether there were as many.
  func skip(_ count: Int) throws -> Bool {
    let block = UnsafeMutableRawBufferPointer.allocate(byteCount: min(max(count, 1), 1 << 16), alignment: 16)
    defer { block.deallocate() }
    var left = count
    while left > 0 {
      let part = try read(into: UnsafeMutableRawBufferPointer(rebasing: block[..<min(left, block.count)]))
      if part == 0 { return false }
      left -= part
    }
    return true
  }
}

/// A part of a file.
final class FileBytes: ByteStream {
  private let file: FileReader
  private var offset: Int
  private let end: Int

  /// The bytes of a file from one offset up to another, which must lie in it.
  init(_ file: FileReader, from start: Int = 0, to end: Int? = nil) {
    self.file = file
    offset = start
    self.end = end ?? file.size
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    let wanted = min(buffer.count, end - offset)
    guard wanted > 0 else { return 0 }
    let got = try file.read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[..<wanted]), at: offset)
    offset += got
    return got
  }
}
