import CZlib
import Files
import Foundation

/// Reads arrays of structs from a MATLAB file of version 5, the form in which ImageNet's development kit numbers its classes.
///
/// Of each field the first number or the text is read, and nothing of others. Sizes are checked before they are believed.
struct MATLABFile {
  /// One field of one struct.
  enum Value: Equatable {
    case number(Double)
    case text(String)
    case other
  }

  /// Something in the file is not as the format has it.
  struct Damage: Error {}

  private static let largest = 64 << 20
  private let elements: [Bytes]

  /// Some bytes, from which nothing is read beyond their end.
  private struct Bytes {
    let storage: [UInt8]
    var place: Int
    let end: Int

    init(_ storage: [UInt8], from place: Int = 0) {
      (self.storage, self.place, end) = (storage, place, storage.count)
    }

    private init(_ storage: [UInt8], _ place: Int, _ end: Int) {
      (self.storage, self.place, self.end) = (storage, place, end)
    }

    var isAtEnd: Bool { place >= end }

    mutating func number(_ length: Int) throws -> UInt64 {
      guard length <= end - place else { throw Damage() }
      defer { place += length }
      return storage[place..<(place + length)].reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// The next element: its type and its bytes, behind which the reading goes on.
    mutating func element() throws -> (type: Int, bytes: Bytes) {
      let word = Int(try number(4))
      // Elements of up to four bytes have type and size in one word.
      let isSmall = word >> 16 != 0
      let type = isSmall ? word & 0xFFFF : word
      let size = isSmall ? word >> 16 : Int(try number(4))
      guard size <= end - place, !isSmall || size <= 4 else { throw Damage() }
      let bytes = Bytes(storage, place, place + size)
      let filled = isSmall ? 4 : type == 15 ? size : (size + 7) / 8 * 8
      place = min(place + filled, end)
      return (type, bytes)
    }

    var all: ArraySlice<UInt8> { storage[place..<end] }
  }

  /// Reads a file.
  ///
  /// - Throws: `Damage`, `FileError`.
  init(_ path: String) throws {
    let file = try FileReader(FilePath(path))
    guard file.size <= Self.largest else { throw Damage() }
    let bytes = Array(try file.bytes())
    guard bytes.count > 128, bytes[126] == 0x49, bytes[127] == 0x4D else { throw Damage() }
    var rest = Bytes(bytes, from: 128)
    var elements: [Bytes] = []
    while !rest.isAtEnd {
      let (type, content) = try rest.element()
      if type == 14 {
        elements.append(content)
      } else if type == 15 {
        var inner = Bytes(try Self.inflated(content.all))
        let (type, matrix) = try inner.element()
        if type == 14 { elements.append(matrix) }
      }
    }
    self.elements = elements
  }

  private static func inflated(_ bytes: ArraySlice<UInt8>) throws -> [UInt8] {
    var length = UInt(largest)
    var result = [UInt8](repeating: 0, count: largest)
    let source = Array(bytes)
    guard uncompress(&result, &length, source, UInt(source.count)) == Z_OK else { throw Damage() }
    return Array(result.prefix(Int(length)))
  }

  /// The structs of a variable, in the file's order.
  ///
  /// - Throws: `Damage`, also where there is no such variable, or it is no array of structs.
  func structs(_ wanted: String) throws -> [[String: Value]] {
    for element in elements {
      var bytes = element
      let header = try Self.header(&bytes)
      guard header.name == wanted, header.kind == 2 else { continue }
      var (_, lengthBytes) = try bytes.element()
      let nameLength = Int(try lengthBytes.number(4))
      let names = Array(try bytes.element().bytes.all)
      guard nameLength > 0, names.count % nameLength == 0 else { throw Damage() }
      let fields = stride(from: 0, to: names.count, by: nameLength).map { start in
        String(decoding: names[start..<(start + nameLength)].prefix { $0 != 0 }, as: UTF8.self)
      }
      var result: [[String: Value]] = []
      guard header.count <= element.end else { throw Damage() }
      for _ in 0..<header.count {
        var values: [String: Value] = [:]
        for field in fields { values[field] = try Self.value(&bytes) }
        result.append(values)
      }
      return result
    }
    throw Damage()
  }

  /// What stands before an array's contents.
  private static func header(_ bytes: inout Bytes) throws -> (kind: Int, count: Int, name: String) {
    var (_, flags) = try bytes.element()
    let kind = Int(try flags.number(4) & 0xFF)
    var (_, sizes) = try bytes.element()
    var count = 1
    while !sizes.isAtEnd {
      let (product, overflow) = count.multipliedReportingOverflow(by: Int(try sizes.number(4)))
      guard !overflow else { throw Damage() }
      count = product
    }
    return (kind, count, String(decoding: try bytes.element().bytes.all, as: UTF8.self))
  }

  /// The next array, as a field of a struct.
  private static func value(_ bytes: inout Bytes) throws -> Value {
    let (type, content) = try bytes.element()
    guard type == 14 else { throw Damage() }
    // An empty array may have no contents at all.
    guard !content.isAtEnd else { return .other }
    var inner = content
    let header = try header(&inner)
    guard header.count > 0, header.kind == 4 || 6...15 ~= header.kind, !inner.isAtEnd else { return .other }
    var (kind, data) = try inner.element()
    if header.kind == 4 {
      let width = [4: 2, 17: 2][kind] ?? 1
      if width == 1 { return .text(String(decoding: data.all, as: UTF8.self)) }
      var units: [UInt16] = []
      while !data.isAtEnd { units.append(UInt16(try data.number(2))) }
      return .text(String(decoding: units, as: UTF16.self))
    }
    switch kind {
    case 1: return .number(Double(Int8(truncatingIfNeeded: try data.number(1))))
    case 2: return .number(Double(try data.number(1)))
    case 3: return .number(Double(Int16(truncatingIfNeeded: try data.number(2))))
    case 4: return .number(Double(try data.number(2)))
    case 5: return .number(Double(Int32(truncatingIfNeeded: try data.number(4))))
    case 6: return .number(Double(try data.number(4)))
    case 7: return .number(Double(Float(bitPattern: UInt32(try data.number(4)))))
    case 9: return .number(Double(bitPattern: try data.number(8)))
    default: return .other
    }
  }
}
