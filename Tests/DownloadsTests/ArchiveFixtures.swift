import Foundation

/// One thing to be put into an archive by a test.
struct FixtureEntry {
  var path: String
  var content = Data()
  /// Its type in a tar archive: a file unless it says otherwise.
  var type: Character = "0"
  /// Its mode in a ZIP archive.
  var mode = 0o100644

  init(_ path: String, _ content: String = "", type: Character = "0", mode: Int = 0o100644) {
    self.path = path
    self.content = Data(content.utf8)
    self.type = type
    self.mode = mode
  }
}

/// Archives, byte by byte, as no program would write some of them.
enum ArchiveFixtures {
  /// A tar archive.
  static func tar(_ entries: [FixtureEntry], ends: Bool = true) -> Data {
    var data = Data()
    for entry in entries {
      data += tarHeader(entry.path, size: entry.content.count, type: entry.type) + padded(entry.content)
    }
    return ends ? data + Data(count: 1024) : data
  }

  /// A tar header of 512 bytes.
  static func tarHeader(_ path: String, size: Int, type: Character) -> Data {
    var block = Data(count: 512)
    func put(_ text: String, _ offset: Int) {
      block.replaceSubrange(offset..<(offset + text.utf8.count), with: Data(text.utf8))
    }
    func octal(_ value: Int, _ digits: Int) -> String {
      let text = String(value, radix: 8)
      return String(repeating: "0", count: digits - text.count) + text
    }
    put(String(path.prefix(100)), 0)
    put(octal(0o644, 7), 100)
    put(octal(size, 11), 124)
    put(String(type), 156)
    put("ustar", 257)
    put("00", 263)
    put(String(repeating: " ", count: 8), 148)
    put(octal(block.reduce(0) { $0 + Int($1) }, 6), 148)
    block[154] = 0
    return block
  }

  /// Content filled up to whole blocks.
  static func padded(_ content: Data) -> Data { content + Data(count: (512 - content.count % 512) % 512) }

  /// A record of an extended header, which counts its own length.
  static func record(_ key: String, _ value: String) -> String {
    var length = key.count + value.utf8.count + 3
    length += String(length + String(length).count).count
    return "\(length) \(key)=\(value)\n"
  }

  /// Deflated data that are stored as they are.
  static func deflated(_ data: Data) -> Data {
    var result = Data()
    var rest = data[...]
    repeat {
      let part = rest.prefix(65_535)
      rest = rest.dropFirst(part.count)
      result += Data([rest.isEmpty ? 1 : 0]) + number(part.count, 2) + number(0xFFFF ^ part.count, 2) + part
    } while !rest.isEmpty
    return result
  }

  /// A gzip file.
  static func gzip(_ data: Data) -> Data {
    Data([0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3]) + deflated(data) + number(crc32(data), 4)
      + number(data.count & 0xFFFF_FFFF, 4)
  }

  /// A ZIP archive, deflated or stored; `sum` is what is added to each checksum.
  static func zip(_ entries: [FixtureEntry], deflates: Bool = true, sum: Int = 0, flags: Int = 0) -> Data {
    var (data, directory) = (Data(), Data())
    for entry in entries {
      let (name, packed) = (Data(entry.path.utf8), deflates ? deflated(entry.content) : entry.content)
      let middle =
        number(flags, 2) + number(deflates ? 8 : 0, 2) + number(0, 4)
        + number((crc32(entry.content) + sum) & 0xFFFF_FFFF, 4) + number(packed.count, 4)
        + number(entry.content.count, 4) + number(name.count, 2) + number(0, 2)
      directory +=
        number(0x0201_4B50, 4) + Data([20, 3]) + number(20, 2) + middle + number(0, 2) + number(0, 2)
        + number(0, 2) + number(entry.mode << 16, 4) + number(data.count, 4) + name
      data += number(0x0403_4B50, 4) + number(20, 2) + middle + name + packed
    }
    return data + directory + number(0x0605_4B50, 4) + number(0, 4) + number(entries.count, 2)
      + number(entries.count, 2) + number(directory.count, 4) + number(data.count, 4) + number(0, 2)
  }

  private static func number(_ value: Int, _ length: Int) -> Data {
    Data((0..<length).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) })
  }

  /// The CRC-32, bit by bit.
  private static func crc32(_ data: Data) -> Int {
    var sum: UInt32 = 0xFFFF_FFFF
    for byte in data {
      sum ^= UInt32(byte)
      for _ in 0..<8 { sum = sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1 }
    }
    return Int(~sum)
  }
}

/// A folder that is gone when its test is.
final class DownloadFolder {
  let path: String

  init() throws {
    path =
      FileManager.default.temporaryDirectory.appendingPathComponent("downloads-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// A place in the folder.
  func at(_ name: String) -> String { "\(path)/\(name)" }

  /// Writes a file, and gives its path.
  func write(_ data: Data, _ name: String) throws -> String {
    try data.write(to: URL(fileURLWithPath: at(name)))
    return at(name)
  }

  /// All paths below, sorted, hidden ones too.
  func paths(_ name: String = "") throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: at(name)).sorted()
  }

  /// A file's text.
  func text(_ name: String) throws -> String { try String(contentsOfFile: at(name), encoding: .utf8) }
}
