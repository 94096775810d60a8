/// Text to be measured or drawn: runs of one style each, perhaps wrapped to a width. Nothing in it is markup.
public struct Text: Sendable, Hashable, Codable {
  /// A stretch of text of one style.
  public struct Run: Sendable, Hashable, Codable {
    /// The characters of the run.
    public var string: String
    /// Face, size, weight and color of the run.
    public var style: TextStyle

    /// A stretch of text.
    public init(_ string: String, _ style: TextStyle) {
      self.string = string
      self.style = style
    }
  }

  /// Where lines shorter than the width stand.
  public enum Alignment: String, Sendable, Hashable, Codable {
    /// At the left edge.
    case left
    /// In the middle between both edges.
    case center
    /// At the right edge.
    case right
    /// Stretched to both edges, but for the last line.
    case justified
  }

  /// The runs, in order.
  public var runs: [Run]
  /// The width to wrap at, in points; nil breaks lines only where the text does.
  public var width: Double?
  /// Where short lines stand.
  public var alignment: Alignment
  /// The distance of baselines as a multiple of the face's own.
  public var lineSpacing: Double
  /// How much further in the first line starts, in points.
  public var indent: Double

  /// Text of several runs.
  public init(
    runs: [Run], width: Double? = nil, alignment: Alignment = .left, lineSpacing: Double = 1,
    indent: Double = 0
  ) {
    self.runs = runs
    self.width = width
    self.alignment = alignment
    self.lineSpacing = lineSpacing
    self.indent = indent
  }

  /// Text of one style.
  public init(
    _ string: String, _ style: TextStyle, width: Double? = nil, alignment: Alignment = .left,
    lineSpacing: Double = 1
  ) {
    self.init(runs: [Run(string, style)], width: width, alignment: alignment, lineSpacing: lineSpacing)
  }

  /// The characters of all runs.
  public var string: String { runs.map(\.string).joined() }

  /// The width and height that the text takes, in points.
  public func measured() -> Size { TextLayout(self).size }
}
