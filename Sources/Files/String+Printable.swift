import Foundation

extension String {
  /// This text with control characters, direction marks and line separators escaped, so that a file's name can
  /// neither break a line nor color a terminal.
  public var printable: String {
    var result = ""
    for scalar in unicodeScalars {
      switch scalar.properties.generalCategory {
      // Joiners are parts of words in Persian and Indic scripts, and of emoji.
      case .format where scalar == "\u{200C}" || scalar == "\u{200D}":
        result.unicodeScalars.append(scalar)
      case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned, .privateUse:
        result += "\\u{\(String(scalar.value, radix: 16))}"
      default:
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}

/// The system's words for an error number, without a capital and a full stop.
public func systemMessage(_ code: Int32) -> String {
  let message = String(cString: strerror(code))
  return message.prefix(1).lowercased() + message.dropFirst()
}
