/// Text as PDF files write it.
package enum PDFString {
  /// Plain letters between parentheses; all else in UTF-16, with its most significant bytes first, as hexadecimal digits.
  package static func literal(_ text: String) -> String {
    if text.unicodeScalars.allSatisfy({ (0x20...0x7E).contains($0.value) }) {
      var out = "("
      for character in text {
        if "()\\".contains(character) { out.append("\\") }
        out.append(character)
      }
      return out + ")"
    }
    return "<FEFF" + text.utf16.map { hexadecimal($0) }.joined() + ">"
  }

  private static func hexadecimal(_ unit: UInt16) -> String {
    let digits = String(unit, radix: 16, uppercase: true)
    return String(repeating: "0", count: 4 - digits.count) + digits
  }
}
