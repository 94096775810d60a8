import Foundation
import Tensors

/// The JSON header of a safetensors file: what each tensor is and where its bytes lie, and the metadata.
struct WeightFileHeader {
  /// One tensor's entry.
  struct Entry {
    let name: String
    let type: String
    let shape: Shape
    /// The bytes in the data block.
    let bytes: Range<Int>
  }

  /// The tensors in the order of their bytes.
  let entries: [Entry]
  var metadata: [String: String]

  init(entries: [Entry], metadata: [String: String]) {
    self.entries = entries
    self.metadata = metadata
  }

  /// Parses a header and checks that its tensors fill a data block of `dataCount` bytes without overlap or hole.
  init(_ bytes: [UInt8], dataCount: Int) throws(HeaderScanner.Failure) {
    var scanner = HeaderScanner(bytes)
    var entries: [Entry] = []
    var metadata: [String: String] = [:]
    try scanner.object { scanner, key throws(HeaderScanner.Failure) in
      if key == "__metadata__" {
        try scanner.object { scanner, key throws(HeaderScanner.Failure) in
          metadata[key] = try scanner.string()
        }
      } else {
        entries.append(try WeightFileHeader.entry(named: key, &scanner))
      }
    }
    try scanner.end()
    self.entries = entries.sorted {
      ($0.bytes.lowerBound, $0.bytes.upperBound, $0.name) < (
        $1.bytes.lowerBound, $1.bytes.upperBound, $1.name
      )
    }
    self.metadata = metadata
    var position = 0
    for entry in self.entries {
      guard entry.bytes.lowerBound == position else {
        let fault =
          entry.bytes.lowerBound < position ? "overlaps the tensor before it" : "leaves a hole before it"
        throw scanner.failure("\(entry.name) \(fault)")
      }
      position = entry.bytes.upperBound
    }
    guard position == dataCount else {
      throw scanner.failure("the tensors take \(position) bytes and there are \(dataCount)")
    }
  }

  /// The header as bytes: keys sorted, no white space but the spaces at the end that align the data to 8 bytes.
  func encoded() -> Data {
    var members: [String] = []
    if !metadata.isEmpty {
      let pairs = metadata.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
      let body = pairs.map { "\(quoted($0.key)):\(quoted($0.value))" }.joined(separator: ",")
      members.append("\(quoted("__metadata__")):{\(body)}")
    }
    for entry in entries.sorted(by: { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }) {
      let extents = entry.shape.dimensions.map(String.init).joined(separator: ",")
      members.append(
        """
        \(quoted(entry.name)):{"dtype":\(quoted(entry.type)),"shape":[\(extents)],\
        "data_offsets":[\(entry.bytes.lowerBound),\(entry.bytes.upperBound)]}
        """)
    }
    var data = Data("{\(members.joined(separator: ","))}".utf8)
    data.append(contentsOf: [UInt8](repeating: 0x20, count: (8 - data.count % 8) % 8))
    return data
  }

  private static func entry(
    named name: String, _ scanner: inout HeaderScanner
  ) throws(HeaderScanner.Failure) -> Entry {
    var type: String?
    var extents: [Int]?
    var offsets: [Int]?
    try scanner.object { scanner, key throws(HeaderScanner.Failure) in
      switch key {
      case "dtype": type = try scanner.string()
      case "shape": extents = try scanner.wholeNumbers()
      case "data_offsets": offsets = try scanner.wholeNumbers()
      default: throw scanner.failure("\(name) has an unknown property \(key)")
      }
    }
    guard let type, let extents, let offsets, offsets.count == 2, offsets[0] <= offsets[1] else {
      throw scanner.failure("\(name) lacks its dtype, shape or data_offsets")
    }
    // Extents multiply in any order: a zero must not hide an overflow of the others.
    var count = 1
    for extent in extents where extent > 0 {
      let (product, overflow) = count.multipliedReportingOverflow(by: extent)
      guard !overflow, product <= Int.max / 8 else {
        throw scanner.failure("\(name) is too large for any file")
      }
      count = product
    }
    let bytes = offsets[0]..<offsets[1]
    let scalars = extents.contains(0) ? 0 : count
    if type == "F32", bytes.count != scalars * 4 {
      throw scanner.failure("\(name) has \(scalars) numbers in \(bytes.count) bytes")
    }
    return Entry(name: name, type: type, shape: Shape(extents), bytes: bytes)
  }

  private func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\u{0}"..<" ":
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
