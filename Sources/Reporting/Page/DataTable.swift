/// Numbers behind a figure or table, written as CSV (RFC 4180, UTF-8, a point before the decimals).
public struct DataTable: Sendable, Hashable {
  /// The names of the columns.
  public var columns: [String]
  /// The rows; each has a field a column.
  public var rows: [[String]]

  /// A table of text.
  public init(columns: [String], rows: [[String]]) {
    for row in rows {
      precondition(row.count == columns.count, "a row of \(row.count) fields under \(columns.count) columns")
    }
    self.columns = columns
    self.rows = rows
  }

  /// A table of numbers, written with all their digits.
  public init(columns: [String], numbers: [[Double]]) {
    self.init(columns: columns, rows: numbers.map { $0.map(Self.field) })
  }

  /// A number with all its digits, whole numbers without “.0”; nothing for what is no number, or not finite.
  public static func field(_ number: Double) -> String {
    guard number.isFinite else { return "" }
    if number == number.rounded(), abs(number) < 1e15 { return String(Int64(number)) }
    return "\(number)"
  }

  /// The text of the file.
  public var csv: String {
    ([columns] + rows).map { $0.map(Self.quoted).joined(separator: ",") }.joined(separator: "\r\n") + "\r\n"
  }

  private static func quoted(_ field: String) -> String {
    guard field.contains(where: { $0 == "," || $0 == "\"" || $0.isNewline }) else { return field }
    return "\"" + field.replacing("\"", with: "\"\"") + "\""
  }
}
