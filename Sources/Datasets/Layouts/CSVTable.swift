import Foundation

/// A table with a header: a line a row, commas between fields, quotes around those that hold commas, as RFC 4180 has it but
/// for line breaks within quotes.
struct CSVTable {
  /// One line of it.
  struct Row {
    /// Its number in the file, from 1.
    let line: Int
    fileprivate let fields: [String]
  }

  /// The lines below the header.
  let rows: [Row]
  let path: String
  private let hint: String
  private let columns: [String: Int]

  /// Reads a file.
  ///
  /// - Throws: `DatasetError` where it is missing or empty, a column occurs twice, or a row has more or fewer fields
  ///   than the header.
  init(_ path: String, hint: String) throws(DatasetError) {
    let lines = try TextLines.numbered(of: path, hint: hint)
    // A byte order mark, as spreadsheets write it, is no part of the first name.
    let header = Self.fields(of: lines[0].text.replacing("\u{FEFF}", with: ""))
    var columns: [String: Int] = [:]
    for (place, name) in header.enumerated() {
      if columns.updateValue(place, forKey: name) != nil {
        throw .malformed(path: path, cause: "the column \(name) stands there twice", hint: hint)
      }
    }
    var rows: [Row] = []
    for line in lines.dropFirst() {
      let fields = Self.fields(of: line.text)
      guard fields.count == header.count else {
        throw .malformed(
          path: path, cause: "line \(line.number) has \(fields.count) fields under \(header.count) columns",
          hint: hint)
      }
      rows.append(Row(line: line.number, fields: fields))
    }
    (self.path, self.hint, self.columns, self.rows) = (path, hint, columns, rows)
  }

  /// Refuses a table without some of these columns.
  func require(_ names: [String]) throws(DatasetError) {
    if let missing = names.first(where: { !has($0) }) {
      throw .malformed(path: path, cause: "no column \(missing)", hint: hint)
    }
  }

  /// Whether there is a column of a name.
  func has(_ name: String) -> Bool { columns[name] != nil }

  /// A field; empty where there is no such column.
  func text(_ name: String, _ row: Row) -> String { columns[name].map { row.fields[$0] } ?? "" }

  /// A field that must be a finite number.
  func number(_ name: String, _ row: Row) throws(DatasetError) -> Double {
    guard let number = Double(text(name, row)), number.isFinite else {
      throw .malformed(
        path: path, cause: "line \(row.line): \(name) is “\(text(name, row))”, not a number", hint: hint)
    }
    return number
  }

  private static func fields(of line: String) -> [String] {
    var fields = [""]
    var isQuoted = false
    var previous: Character?
    for character in line {
      if character == "\"" {
        // Two quotes within a quoted field are one that is meant.
        if !isQuoted, previous == "\"" { fields[fields.count - 1].append(character) }
        isQuoted.toggle()
      } else if character == ",", !isQuoted {
        fields.append("")
      } else {
        fields[fields.count - 1].append(character)
      }
      previous = character
    }
    return fields.map { $0.trimmingCharacters(in: .whitespaces) }
  }
}
