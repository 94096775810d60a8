/// A path as the system knows it: bytes, which need not be UTF-8.
///
/// Names that come out of a folder go back to the system as they came; what people read of them is `text`.
public struct FilePath: Hashable, Sendable {
  /// The bytes, without the zero that ends them for the system.
  public let bytes: [UInt8]

  /// The path of a text, in UTF-8.
  public init(_ text: String) { bytes = Array(text.utf8) }

  /// The path of bytes that the system gave.
  public init(bytes: some Sequence<UInt8>) { self.bytes = Array(bytes) }

  /// The path of a name, or of several, below this folder.
  public func appending(_ name: FilePath) -> FilePath { FilePath(bytes: bytes + [0x2F] + name.bytes) }

  /// The path of a name below this folder.
  public func appending(_ name: String) -> FilePath { appending(FilePath(name)) }

  /// The path for people: UTF-8 as it is, and each byte that belongs to no character of it as `\xE9`.
  public var text: String {
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    var result = ""
    var place = 0
    while place < bytes.count {
      let length = (1...4).first { length in
        place + length <= bytes.count
          && String(validating: bytes[place..<(place + length)], as: UTF8.self) != nil
      }
      if let length {
        result += String(decoding: bytes[place..<(place + length)], as: UTF8.self)
        place += length
      } else {
        let digits = String(bytes[place], radix: 16, uppercase: true)
        result += "\\x" + (digits.count < 2 ? "0" : "") + digits
        place += 1
      }
    }
    return result
  }

  /// Calls `body` with the path as the system's functions take it.
  public func withCString<Result>(_ body: (UnsafePointer<CChar>) throws -> Result) rethrows -> Result {
    try (bytes + [0]).withUnsafeBufferPointer { buffer in
      try buffer.withMemoryRebound(to: CChar.self) { try body($0.baseAddress!) }
    }
  }
}

extension FilePath: Comparable {
  /// The order of the bytes, which no locale changes.
  public static func < (left: FilePath, right: FilePath) -> Bool {
    left.bytes.lexicographicallyPrecedes(right.bytes)
  }
}
