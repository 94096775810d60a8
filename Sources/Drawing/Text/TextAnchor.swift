/// Which point of a text is put at the place where it is drawn.
public struct TextAnchor: Sendable, Hashable {
  /// The vertical part of an anchor.
  public enum Vertical: Sendable, Hashable {
    /// The upper edge of the first line.
    case top
    /// The middle: of the capitals in a single line, of the box in several.
    case middle
    /// The baseline of the first line.
    case baseline
    /// The lower edge of the last line.
    case bottom
  }

  /// 0 is the left edge, 1 the right.
  public let horizontal: Double
  /// Which height of the text is put at the place.
  public let vertical: Vertical

  /// An anchor at a share of the width, from 0 (left) to 1 (right), and at a height of the text.
  public init(_ horizontal: Double, _ vertical: Vertical) {
    self.horizontal = horizontal
    self.vertical = vertical
  }

  /// The upper left corner.
  public static let topLeft = TextAnchor(0, .top)
  /// The middle of the upper edge.
  public static let top = TextAnchor(0.5, .top)
  /// The middle of the text, both ways.
  public static let center = TextAnchor(0.5, .middle)
  /// The middle of the left edge.
  public static let left = TextAnchor(0, .middle)
  /// The middle of the right edge.
  public static let right = TextAnchor(1, .middle)
  /// The middle of the lower edge.
  public static let bottom = TextAnchor(0.5, .bottom)
  /// The left end of the first baseline.
  public static let baseline = TextAnchor(0, .baseline)
}
