/// The names inside an SVG of Cairo's, made a function of the drawing alone.
///
/// Cairo numbers embedded images from a counter of the whole process, so the same drawing would give other bytes
/// the second time. Here they are numbered anew, in the order in which they come.
enum SVGNames {
  /// The file with its `"image12"` and `"#image12"` numbered from 0 on.
  static func renumbered(_ bytes: [UInt8]) -> [UInt8] {
    let quote = UInt8(ascii: "\"")
    let names = ["image", "surface", "source"].map { Array($0.utf8) }
    var numbers: [[UInt8]: Int] = [:]
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count)
    var at = 0
    while at < bytes.count {
      out.append(bytes[at])
      defer { at += 1 }
      guard bytes[at] == quote else { continue }
      var start = at + 1
      if start < bytes.count, bytes[start] == UInt8(ascii: "#") { start += 1 }
      // A quoted name that is one of the words followed by digits and nothing else.
      guard let name = names.first(where: { bytes[start...].starts(with: $0) }) else { continue }
      var end = start + name.count
      while end < bytes.count, (48...57).contains(bytes[end]) { end += 1 }
      guard end > start + name.count, end < bytes.count, bytes[end] == quote else { continue }
      let key = Array(bytes[start..<end])
      let number = numbers[key] ?? numbers.count
      numbers[key] = number
      out.append(contentsOf: bytes[(at + 1)..<start])
      out.append(contentsOf: name)
      out.append(contentsOf: Array(String(number).utf8))
      at = end - 1
    }
    return out
  }
}
