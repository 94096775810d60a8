/// What draws a page, as a PDF file has it: operators after their operands. While it is drawn, signs are put among them where a part
/// of an element begins and ends; here they become the marks of the document's structure.
///
/// The signs are rectangles of a size that nothing else has. Cairo's own tags would not do: its version 1.18 leaves out those that
/// hold no text, and none of its versions knows artifacts.
package enum PDFContents {
  /// The width of every sign, in points; it stands in the page's corner.
  static let width = 0.125
  /// The height of the sign where a mark begins.
  static let begin = 0.25
  /// The height of the sign where a mark ends.
  static let end = 0.375

  /// The operators of a page with its marks named: what draws an element by the element's role and a number, from 0, what is not to be read
  /// as an artifact. Cairo's own marks of links, in which nothing is drawn, are left out.
  ///
  /// - Returns: the operators, and by the marks' places the numbers of those that are parts of elements; nil where the operators
  ///   have other marks than were made.
  static func marked(
    _ contents: [UInt8], _ marks: [PDFStructure.Mark]
  ) -> (contents: [UInt8], numbers: [Int?])? {
    var out: [UInt8] = []
    out.reserveCapacity(contents.count + marks.count * 12)
    var numbers: [Int?] = []
    var copied = 0
    var count = 0
    // Whether the end of each open mark of Cairo's stays.
    var open: [Bool] = []
    var isWhole = true
    /// The sign whose outline was drawn last, and where it starts.
    var sign: (text: String, start: Int)?
    var isMarked = false
    func replace(_ range: Range<Int>, by text: String) {
      out += contents[copied..<range.lowerBound]
      out += Array(text.utf8)
      copied = range.upperBound
    }
    scan(contents) { name, range in
      let last = sign
      sign = nil
      switch name {
      case "re":
        // Few outlines are as short.
        guard range.count < 24 else { return }
        let text = String(decoding: contents[range], as: UTF8.self)
        if text == "0 0 \(width) \(begin) re" || text == "0 0 \(width) \(end) re" {
          sign = (text, range.lowerBound)
        }
      case "f":
        guard let last else { return }
        let isBeginning = last.text.hasSuffix("\(begin) re")
        guard isBeginning != isMarked, !isBeginning || numbers.count < marks.count else {
          isWhole = false
          return
        }
        isMarked = isBeginning
        var text = "EMC"
        if isBeginning {
          switch marks[numbers.count] {
          case .content(let element):
            text = "/\(element.role.rawValue) << /MCID \(count) >> BDC"
            numbers.append(count)
            count += 1
          case .artifact(let kind):
            text = "/Artifact << \(kind.rawValue) >> BDC"
            numbers.append(nil)
          }
        }
        replace(last.start..<range.upperBound, by: text)
      case "BDC", "BMC":
        let isLink = String(decoding: contents[range], as: UTF8.self).hasPrefix("/Link << /MCID ")
        if isLink { replace(range, by: "") }
        open.append(!isLink)
      case "EMC":
        guard let stays = open.popLast() else {
          isWhole = false
          return
        }
        if !stays { replace(range, by: "") }
      default: break
      }
    }
    guard isWhole, !isMarked, open.isEmpty, numbers.count == marks.count else { return nil }
    return (out + contents[copied...], numbers)
  }

  /// Goes through the operators: the name of each, and where it stands with its operands.
  package static func scan(_ bytes: [UInt8], _ body: (_ name: String, _ range: Range<Int>) -> Void) {
    var at = 0
    var start: Int?
    while at < bytes.count {
      let byte = bytes[at]
      if isSpace(byte) {
        at += 1
        continue
      }
      let from = at
      switch byte {
      case UInt8(ascii: "("): at = endOfString(bytes, at)
      case UInt8(ascii: "<"), UInt8(ascii: ">"):
        if at + 1 < bytes.count, bytes[at + 1] == byte {
          at += 2
        } else {
          while at < bytes.count, bytes[at] != UInt8(ascii: ">") { at += 1 }
          at += 1
        }
      case UInt8(ascii: "["), UInt8(ascii: "]"): at += 1
      case UInt8(ascii: "%"): while at < bytes.count, bytes[at] != 0x0A { at += 1 }
      case UInt8(ascii: "/"):
        at += 1
        while at < bytes.count, isRegular(bytes[at]) { at += 1 }
      default:
        while at < bytes.count, isRegular(bytes[at]) { at += 1 }
        if at == from { at += 1 }
        let isNumber = (48...57).contains(byte) || [43, 45, 46].contains(byte)
        if !isNumber {
          body(String(decoding: bytes[from..<at], as: UTF8.self), (start ?? from)..<at)
          start = nil
          continue
        }
      }
      if start == nil { start = from }
    }
  }

  /// The place after a text in parentheses, in which others may stand.
  private static func endOfString(_ bytes: [UInt8], _ start: Int) -> Int {
    var (at, depth) = (start, 0)
    while at < bytes.count {
      switch bytes[at] {
      case UInt8(ascii: "\\"): at += 1
      case UInt8(ascii: "("): depth += 1
      case UInt8(ascii: ")"): depth -= 1
      default: break
      }
      at += 1
      if depth == 0 { break }
    }
    return min(at, bytes.count)
  }

  private static func isSpace(_ byte: UInt8) -> Bool { [0x20, 0x0A, 0x0D, 0x09, 0x0C, 0].contains(byte) }

  private static func isRegular(_ byte: UInt8) -> Bool {
    !isSpace(byte) && !"()<>[]{}/%".utf8.contains(byte)
  }
}
