import Files
import Foundation

/// The lines of the small text files that come with data sets.
enum TextLines {
  /// The lines with their numbers, from 1, without blanks at their ends; empty ones are left out.
  ///
  /// - Throws: `DatasetError` where the file is not there or has no lines, with the hint.
  static func numbered(
    of path: String, hint: String
  ) throws(DatasetError) -> [(number: Int, text: String)] {
    guard access(path, R_OK) == 0, let data = FileManager.default.contents(atPath: path) else {
      throw .missing(path: path, cause: systemMessage(errno), hint: hint)
    }
    let lines = String(decoding: data, as: UTF8.self)
      .split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated()
      .map { (number: $0.offset + 1, text: $0.element.trimmingCharacters(in: .whitespaces)) }
      .filter { !$0.text.isEmpty }
    if lines.isEmpty { throw .malformed(path: path, cause: "an empty file", hint: hint) }
    return lines
  }
}
