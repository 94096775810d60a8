import Files

/// The block before each entry of a tar archive.
struct TarHeader {
  private let block: [UInt8]

  /// - Parameter block: 512 bytes.
  init(_ block: [UInt8]) { self.block = block }

  /// Whether the sum that the block gives is that of its bytes.
  static func hasRightSum(_ block: [UInt8]) -> Bool {
    guard block.count == 512, let wanted = octal(block[148..<156]) else { return false }
    let sum = block.enumerated().reduce(0) { $0 + (148..<156 ~= $1.offset ? 0x20 : Int($1.element)) }
    return sum == wanted
  }

  /// What the entry is, as a letter.
  var type: UInt8 { block[156] }

  /// The path; the two fields of newer archives together.
  var path: [UInt8] {
    let name = Self.text(block[0..<100])
    // GNU's archives have other things where POSIX has the first part of the path.
    let isPOSIX = block[257..<263].elementsEqual([0x75, 0x73, 0x74, 0x61, 0x72, 0])
    let prefix = isPOSIX ? Self.text(block[345..<500]) : []
    return prefix.isEmpty ? name : prefix + [0x2F] + name
  }

  /// The number of bytes that follow; nil where it is no number.
  var size: Int? {
    guard block[124] & 0x80 != 0 else { return Self.octal(block[124..<136]) }
    // Binary, for sizes beyond eleven octal digits.
    guard block[124] == 0x80, block[125..<128].allSatisfy({ $0 == 0 }) else { return nil }
    let value = block[128..<136].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    return Int(exactly: value)
  }

  /// The bytes of a field up to its first zero.
  private static func text(_ field: ArraySlice<UInt8>) -> [UInt8] { Array(field.prefix { $0 != 0 }) }

  private static func octal(_ field: ArraySlice<UInt8>) -> Int? {
    let digits = field.filter { $0 != 0 && $0 != 0x20 }
    guard !digits.isEmpty else { return field.allSatisfy { $0 == 0 } ? nil : 0 }
    return Int(String(decoding: digits, as: UTF8.self), radix: 8).flatMap { $0 >= 0 ? $0 : nil }
  }
}

/// Reads tar archives: the old format, POSIX's with its extended headers, and GNU's long names.
final class TarReader: ArchiveReader {
  private let source: any ByteStream
  private let path: String

  /// - Parameter path: the archive, for messages.
  init(_ source: any ByteStream, path: String) {
    self.source = source
    self.path = path
  }

  func forEachEntry(_ body: (ArchiveEntry, any ByteStream) throws -> Void) throws {
    // What headers before an entry say of it.
    var longPath: [UInt8]?
    var longSize: Int?
    while true {
      let block = try source.read(512)
      guard block.count == 512 else { throw damaged("it ends before its end mark") }
      if block.allSatisfy({ $0 == 0 }) {
        // To the end, where the checksum of what was compressed stands.
        while try source.skip(1 << 20) {}
        return
      }
      let header = TarHeader(block)
      guard TarHeader.hasRightSum(block), let size = header.size else {
        throw damaged("a header in it is damaged")
      }
      switch header.type {
      case UInt8(ascii: "L"): longPath = Array(try extra(size).prefix { $0 != 0 })
      case UInt8(ascii: "K"), UInt8(ascii: "g"): _ = try extra(size)
      case UInt8(ascii: "x"):
        let records = try records(try extra(size))
        longPath = records["path"] ?? longPath
        longSize = try records["size"].map { text in
          guard let value = Int(String(decoding: text, as: UTF8.self)), value >= 0 else {
            throw damaged("a size in it is no number")
          }
          return value
        }
      default:
        let own = longPath ?? header.path
        let kind = kind(header.type, own)
        let entry = ArchiveEntry(
          path: FilePath(bytes: own), kind: kind, size: kind == .file ? longSize ?? size : 0)
        let content = Part(of: source, kind == .file ? entry.size : size)
        try body(entry, content)
        try pass(content.left, after: kind == .file ? entry.size : size)
        (longPath, longSize) = (nil, nil)
      }
    }
  }

  private func kind(_ type: UInt8, _ path: [UInt8]) -> ArchiveEntry.Kind {
    switch type {
    // In old archives a folder is a file whose name ends in a slash.
    case 0, UInt8(ascii: "0"), UInt8(ascii: "7"): path.last == 0x2F ? .folder : .file
    case UInt8(ascii: "5"): .folder
    case UInt8(ascii: "1"), UInt8(ascii: "2"): .other("a link")
    case UInt8(ascii: "3"), UInt8(ascii: "4"): .other("a device")
    case UInt8(ascii: "6"): .other("a pipe")
    default: .other("an entry of an unknown kind")
    }
  }

  /// The bytes of a header that says something of the next entry.
  private func extra(_ size: Int) throws -> [UInt8] {
    guard size <= 1 << 20 else { throw damaged("a header in it has \(size) bytes") }
    let bytes = try source.read(size)
    try pass(size - bytes.count, after: size)
    return bytes
  }

  /// The records `length key=value` of an extended header.
  private func records(_ bytes: [UInt8]) throws -> [String: [UInt8]] {
    var result: [String: [UInt8]] = [:]
    var rest = bytes[...]
    while let blank = rest.firstIndex(of: 0x20) {
      let digits = String(decoding: rest[rest.startIndex..<blank], as: UTF8.self)
      guard let length = Int(digits), length > digits.utf8.count + 1, length <= rest.count,
        rest[rest.startIndex + length - 1] == 0x0A
      else { throw damaged("an extended header in it is damaged") }
      let record = rest[(blank + 1)..<(rest.startIndex + length - 1)]
      guard let equals = record.firstIndex(of: 0x3D) else {
        throw damaged("an extended header in it is damaged")
      }
      let key = String(decoding: record[record.startIndex..<equals], as: UTF8.self)
      result[key] = Array(record[(equals + 1)...])
      rest = rest[(rest.startIndex + length)...]
    }
    return result
  }

  /// Passes over what is left of an entry, and what fills its last block.
  private func pass(_ left: Int, after size: Int) throws {
    let (total, overflow) = left.addingReportingOverflow((512 - size % 512) % 512)
    guard !overflow, try source.skip(total) else { throw damaged("it ends too early") }
  }

  private func damaged(_ cause: String) -> DownloadError {
    .malformed(path: path, cause: cause, hint: "fetch the archive again")
  }

  /// The bytes of one entry.
  private final class Part: ByteStream {
    private let source: any ByteStream
    private(set) var left: Int

    init(of source: any ByteStream, _ size: Int) {
      self.source = source
      left = size
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
      let wanted = min(buffer.count, left)
      guard wanted > 0 else { return 0 }
      let got = try source.read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[..<wanted]))
      left -= got
      return got
    }
  }
}
