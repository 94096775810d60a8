import Files
import Foundation

/// Columns of text, the first flush left and the others flush right.
public enum BenchmarkTable {
  /// The rows as people read them.
  public static func text(_ rows: [BenchmarkRow]) -> String {
    text(
      header: ["benchmark", "unit", "median", "low", "high", "repeats"],
      rows: rows.map {
        [$0.name, $0.unit, number($0.median), number($0.low), number($0.high), "\($0.repeats)"]
      })
  }

  /// Rows under a header, each column as wide as its widest cell.
  public static func text(header: [String], rows: [[String]]) -> String {
    let widths = header.indices.map { column in
      ([header] + rows).map { $0[column].count }.max() ?? 0
    }
    return ([header] + rows).map { row in
      row.enumerated().map { column, cell in
        let padding = String(repeating: " ", count: widths[column] - cell.count)
        return column == 0 ? cell + padding : padding + cell
      }.joined(separator: "  ")
    }.joined(separator: "\n")
  }

  /// A number with four digits that count, or all before the point.
  public static func number(_ value: Double) -> String {
    guard value.isFinite, value != 0 else { return "\(value)" }
    let digits = max(0, 3 - Int(log10(abs(value)).rounded(.down)))
    return String(format: "%.\(digits)f", value)
  }

  /// The rows as a JSON list.
  ///
  /// - Throws: `EncodingError`.
  public static func json(_ rows: some Encodable) throws -> String {
    try CanonicalJSON.text(rows)
  }
}
