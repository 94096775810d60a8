import Foundation

/// A table with a header: a line a row, commas between fields, quotes around those that hold commas, as RFC 4180 has it but
/// for line breaks within quotes.
///
/// Where the header has semicolons or tabs and no commas, those stand between fields, and a number may have a comma before its
/// decimals, as spreadsheets write it in much of Europe.
struct CSVTable {
  /// One line of it.
  struct Row {
    /// Its number in the file, from 1.
    let line: Int
    fileprivate let fields: [String]
  }

  /// The lines below the header that have a field for each column.
  let rows: [Row]
  /// The lines that have more or fewer fields: their numbers, and what is wrong.
  let unfit: [(line: Int, cause: String)]
  let path: String
  private let hint: String
  private let columns: [String: Int]
  private let separator: Character

  /// Reads a file.
  ///
  /// - Throws: `DatasetError` where it is missing or empty, or a column occurs twice.
  init(_ path: String, hint: String) throws(DatasetError) {
    let lines = try TextLines.numbered(of: path, hint: hint)
    // A byte order mark, as spreadsheets write it, is no part of the first name.
    let first = lines[0].text.replacing("\u{FEFF}", with: "")
    let separator: Character =
      first.contains(",") ? "," : first.contains(";") ? ";" : first.contains("\t") ? "\t" : ","
    let header = Self.fields(of: first, separator)
    var columns: [String: Int] = [:]
    for (place, name) in header.enumerated() {
      if columns.updateValue(place, forKey: name) != nil {
        throw .malformed(path: path, cause: "the column \(name) stands there twice", hint: hint)
      }
    }
    var rows: [Row] = []
    var unfit: [(line: Int, cause: String)] = []
    for line in lines.dropFirst() {
      let fields = Self.fields(of: line.text, separator)
      guard fields.count == header.count else {
        unfit.append((line.number, "\(fields.count) fields under \(header.count) columns"))
        continue
      }
      rows.append(Row(line: line.number, fields: fields))
    }
    (self.path, self.hint, self.columns, self.rows) = (path, hint, columns, rows)
    (self.unfit, self.separator) = (unfit, separator)
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

  /// A field as a finite number; nil where it is none.
  func number(_ name: String, _ row: Row) -> Double? {
    let field = text(name, row)
    let number = Double(separator == "," ? field : field.replacing(",", with: "."))
    return number.flatMap { $0.isFinite ? $0 : nil }
  }

  private static func fields(of line: String, _ separator: Character) -> [String] {
    var fields = [""]
    var isQuoted = false
    var previous: Character?
    for character in line {
      if character == "\"" {
        // Two quotes within a quoted field are one that is meant.
        if !isQuoted, previous == "\"" { fields[fields.count - 1].append(character) }
        isQuoted.toggle()
      } else if character == separator, !isQuoted {
        fields.append("")
      } else {
        fields[fields.count - 1].append(character)
      }
      previous = character
    }
    return fields.map { $0.trimmingCharacters(in: .whitespaces) }
  }
}
