/// A table, its cells text with inline markup.
public struct TableBlock: Sendable, Hashable, Codable {
  /// One column of a table: its heading, and how its cells look.
  public struct Column: Sendable, Hashable, Codable {
    /// Where the cells of a column stand.
    public enum Alignment: String, Sendable, Hashable, Codable {
      /// At the left edge, for words.
      case left
      /// In the middle, for short marks.
      case center
      /// At the right edge, for numbers.
      case right
    }
    /// Whose numbers a column holds, so that the two stand out from each other.
    public enum Origin: String, Sendable, Hashable, Codable {
      /// Neither the paper's numbers nor this run's.
      case plain
      /// The paper's numbers, in gray.
      case paper
      /// This run's numbers, in blue.
      case ours
    }
    /// The words over the column.
    public var title: String
    /// The unit, written under the heading.
    public var unit: String?
    /// Where the cells stand.
    public var alignment: Alignment
    /// Whose numbers it holds.
    public var origin: Origin

    /// A column; of words unless said otherwise.
    public init(
      _ title: String, unit: String? = nil, alignment: Alignment = .left, origin: Origin = .plain
    ) {
      self.title = title
      self.unit = unit
      self.alignment = alignment
      self.origin = origin
    }

    /// A column of numbers.
    public static func number(_ title: String, unit: String? = nil, origin: Origin = .plain) -> Column {
      Column(title, unit: unit, alignment: .right, origin: origin)
    }
  }

  /// A heading between rows: what those below it have in common, down to the next such heading.
  public struct Section: Sendable, Hashable, Codable {
    /// The place of the first row below it.
    public var row: Int
    /// What these rows have in common, with inline markup.
    public var title: String

    /// A heading over the rows from one on.
    public init(at row: Int, _ title: String) {
      (self.row, self.title) = (row, title)
    }
  }

  /// The permanent name, unique in the report: lower-case letters, digits, points and hyphens.
  public var id: String
  /// The table of the paper that it answers, such as `3`; nil where the paper has none like it.
  public var answers: String?
  /// A short title, in bold before the caption.
  public var title: String
  /// The caption, with inline markup.
  public var caption: String
  /// The columns; the first names the rows.
  public var columns: [Column]
  /// The cells, row by row, with inline markup.
  public var rows: [[String]]
  /// Remarks under the table.
  public var notes: [String]
  /// Headings between rows, from the top down; nil where there are none.
  public var sections: [Section]?

  /// The anchor in both reports.
  public var anchor: String { "tab-\(id)" }

  /// The headings by the place of the row that each stands above.
  var sectionTitles: [Int: String] {
    Dictionary((sections ?? []).map { ($0.row, $0.title) }, uniquingKeysWith: { first, _ in first })
  }

  /// Whether each heading stands above a row of the table and below the heading before it.
  var hasOrderedSections: Bool {
    let places = (sections ?? []).map(\.row)
    return places.allSatisfy(rows.indices.contains) && zip(places, places.dropFirst()).allSatisfy { $0 < $1 }
  }

  /// The cells as they are set: a deviation stays with its number and its sign.
  var unbrokenRows: [[String]] { rows.map { $0.map { $0.replacing(" ± ", with: "\u{A0}±\u{A0}") } } }

  /// What is written under a column's heading: its unit and, in a table with columns of the paper and of this run, whose
  /// numbers these are, so that color is never the only difference.
  func underHeading(_ column: Column) -> String? {
    let isCompared = [Column.Origin.paper, .ours].allSatisfy { origin in
      columns.contains { $0.origin == origin }
    }
    let owner: String? =
      switch column.origin {
      case .paper where isCompared: "the\u{A0}paper"
      case .ours where isCompared: "here"
      default: nil
      }
    let parts = [owner, column.unit].compactMap { $0 }
    return parts.isEmpty ? nil : parts.joined(separator: ", ")
  }
}
