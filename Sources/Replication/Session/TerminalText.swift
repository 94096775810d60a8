/// Text brought to the width of a terminal.
public enum TerminalText {
  /// How many columns a text takes: none for what joins the letter before it, two for East Asian letters and emoji.
  public static func width(_ text: String) -> Int { text.reduce(0) { $0 + width($1) } }

  /// As much of a line as so many columns hold, with an ellipsis where anything is left out.
  public static func cut(_ line: String, to columns: Int) -> String {
    guard width(line) > columns else { return line }
    var result = ""
    var left = max(columns, 1) - 1
    for character in line {
      left -= width(character)
      if left < 0 { break }
      result.append(character)
    }
    return result + "…"
  }

  /// The text in lines of so many columns, broken between words; a word that is longer has a line to itself.
  public static func wrapped(_ text: String, to columns: Int) -> String {
    var lines: [String] = []
    for paragraph in text.split(separator: "\n", omittingEmptySubsequences: false) {
      var line = ""
      for word in paragraph.split(separator: " ", omittingEmptySubsequences: false) {
        if !line.isEmpty, width(line) + 1 + width(String(word)) > columns {
          lines.append(line)
          line = String(word)
        } else {
          line += (line.isEmpty ? "" : " ") + word
        }
      }
      lines.append(line)
    }
    return lines.joined(separator: "\n")
  }

  private static func width(_ character: Character) -> Int {
    guard let scalar = character.unicodeScalars.first else { return 0 }
    if scalar.isASCII { return scalar.value < 0x20 || scalar.value == 0x7F ? 0 : 1 }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control: return 0
    default: break
    }
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
      0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F680...0x1FAFF, 0x20000...0x3FFFD:
      return 2
    default: return 1
    }
  }
}
