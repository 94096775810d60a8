/// One piece of a page.
public enum Block: Sendable, Hashable {
  /// A heading within the page.
  case heading(String)
  /// A paragraph, with *emphasis*, **strong**, `code` and [links](#anchor).
  case prose(String)
  /// A displayed formula.
  case equation(EquationBlock)
  /// A figure, whose files lie beside the page.
  case figure(FigureBlock)
  /// A table.
  case table(TableBlock)
  /// A claim with its verdict.
  case claim(Claim)
  /// A remark set apart.
  case note(NoteBlock)
}

/// A displayed formula.
public struct EquationBlock: Sendable, Hashable, Codable {
  /// The formula.
  public var formula: MathNode
  /// Its permanent name, where it is referred to; the anchor is `eq-` and this.
  public var label: String?
}

/// What is known of a figure besides its files `figures/<id>.svg`, `.png`, `.pdf`, `.drawing.json` and
/// `data/<id>.csv`.
public struct FigureBlock: Sendable, Hashable, Codable {
  /// The permanent name: lower-case letters, digits, points and hyphens.
  public var id: String
  /// A short title, in bold before the caption.
  public var title: String
  /// The caption, with inline markup.
  public var caption: String
  /// What the figure shows, for those who cannot see it.
  public var alt: String
  /// The width that it is made for, in points.
  public var width: Double
  /// The height that it is made for, in points.
  public var height: Double
  /// The width of its PNG.
  public var pixelsWide: Int
  /// The height of its PNG.
  public var pixelsHigh: Int
  /// Whether pictures are part of it, not lines and text alone.
  public var holdsImages: Bool
  /// Whether there is a CSV of its numbers.
  public var hasData: Bool

  /// The anchor in both reports.
  public var anchor: String { "fig-\(id)" }
}

/// A table, its cells text with inline markup.
public struct TableBlock: Sendable, Hashable, Codable {
  /// One column.
  public struct Column: Sendable, Hashable, Codable {
    /// Where the cells of a column stand.
    public enum Alignment: String, Sendable, Hashable, Codable {
      /// Words.
      case left
      /// Short marks.
      case center
      /// Numbers.
      case right
    }
    /// Whose numbers a column holds, so that the two stand out from each other.
    public enum Origin: String, Sendable, Hashable, Codable {
      /// Nobody's in particular.
      case plain
      /// The paper's.
      case paper
      /// This run's.
      case ours
    }
    /// The heading.
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

  /// The permanent name.
  public var id: String
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

  /// The anchor in both reports.
  public var anchor: String { "tab-\(id)" }
}

/// A remark set apart from the text.
public struct NoteBlock: Sendable, Hashable, Codable {
  /// What a remark is for.
  public enum Kind: String, Sendable, Hashable, Codable {
    /// Something worth knowing.
    case remark
    /// At what scale something was run.
    case scale
    /// Something to beware of.
    case warning
  }
  /// What it is for.
  public var kind: Kind
  /// The heading, if any.
  public var title: String?
  /// The text, with inline markup.
  public var text: String
}
