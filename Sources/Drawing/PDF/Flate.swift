import CZlib

/// Streams of PDF files, compressed as most of them are: zlib's format.
package enum Flate {
  /// The largest stream that is unpacked, in bytes.
  private static let largest = 1 << 28

  /// The bytes that a stream stands for; nil where it is no such stream, or stands for more than is unpacked.
  package static func inflated(_ stream: ArraySlice<UInt8>) -> [UInt8]? {
    var capacity = max(4096, stream.count * 8)
    while capacity <= largest {
      var status = Z_OK
      let bytes = [UInt8](unsafeUninitializedCapacity: capacity) { target, count in
        var length = uLongf(capacity)
        status = stream.withUnsafeBufferPointer {
          uncompress(target.baseAddress, &length, $0.baseAddress, uLong($0.count))
        }
        count = status == Z_OK ? Int(length) : 0
      }
      if status == Z_OK { return bytes }
      guard status == Z_BUF_ERROR else { return nil }
      capacity *= 2
    }
    return nil
  }

  /// A stream that stands for some bytes; nil where memory is short.
  package static func deflated(_ bytes: [UInt8]) -> [UInt8]? {
    let capacity = Int(compressBound(uLong(bytes.count)))
    var status = Z_OK
    let stream = [UInt8](unsafeUninitializedCapacity: capacity) { target, count in
      var length = uLongf(capacity)
      status = bytes.withUnsafeBufferPointer {
        compress2(target.baseAddress, &length, $0.baseAddress, uLong($0.count), Z_BEST_COMPRESSION)
      }
      count = status == Z_OK ? Int(length) : 0
    }
    return status == Z_OK ? stream : nil
  }
}
