import Crypto
import Files
import Foundation

/// What is kept of one file of a data set: its path's hash, its stamp, and the SHA-256 of its bytes; ten 64-bit numbers.
struct FileRecord: Equatable, Sendable {
  /// The first 128 bits of the SHA-256 of a path.
  struct Key: Comparable, Hashable, Sendable {
    let high: UInt64
    let low: UInt64

    /// The key of a path, relative to its data set's folder.
    init(_ path: FilePath) {
      let digest = Array(SHA256.hash(data: path.bytes))
      (high, low) = (Self.number(digest[0..<8]), Self.number(digest[8..<16]))
    }

    fileprivate init(high: UInt64, low: UInt64) { (self.high, self.low) = (high, low) }

    private static func number(_ bytes: ArraySlice<UInt8>) -> UInt64 {
      bytes.reduce(0) { $0 << 8 | UInt64($1) }
    }

    static func < (left: Key, right: Key) -> Bool { (left.high, left.low) < (right.high, right.low) }
  }

  /// The number of bytes of a record in a file.
  static let length = 80

  let key: Key
  let stamp: FileStamp
  /// The SHA-256 of the file's bytes: 32 bytes.
  var digest: Data {
    var data = Data(capacity: 32)
    for word in [words.0, words.1, words.2, words.3] {
      withUnsafeBytes(of: word.littleEndian) { data.append(contentsOf: $0) }
    }
    return data
  }

  private let words: (UInt64, UInt64, UInt64, UInt64)

  /// - Parameter digest: 32 bytes.
  init(_ key: Key, _ stamp: FileStamp, digest: Data) {
    (self.key, self.stamp) = (key, stamp)
    words = digest.withUnsafeBytes { bytes in
      func word(_ place: Int) -> UInt64 {
        UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: 8 * place, as: UInt64.self))
      }
      return (word(0), word(1), word(2), word(3))
    }
  }

  /// A record as it lies in a file.
  init(_ bytes: UnsafeRawBufferPointer, at offset: Int) {
    func word(_ place: Int) -> UInt64 {
      UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset + 8 * place, as: UInt64.self))
    }
    key = Key(high: word(0), low: word(1))
    stamp = FileStamp(
      inode: word(2), size: Int64(bitPattern: word(3)), modified: Int64(bitPattern: word(4)),
      changed: Int64(bitPattern: word(5)))
    words = (word(6), word(7), word(8), word(9))
  }

  /// Adds the record's bytes as they lie in a file.
  func append(to data: inout Data) {
    let numbers = [
      key.high, key.low, stamp.inode, UInt64(bitPattern: stamp.size), UInt64(bitPattern: stamp.modified),
      UInt64(bitPattern: stamp.changed), words.0, words.1, words.2, words.3,
    ]
    for number in numbers { withUnsafeBytes(of: number.littleEndian) { data.append(contentsOf: $0) } }
  }

  static func == (left: FileRecord, right: FileRecord) -> Bool {
    left.key == right.key && left.stamp == right.stamp && left.words == right.words
  }
}
