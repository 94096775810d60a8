import Drawing

/// A figure as a value: it holds its numbers and pixels, and draws itself at any size.
public protocol Figure: Sendable {
  /// The size that it is designed for, in points; at this size text has its nominal point size.
  var size: Size { get }

  /// Draws the figure into a rectangle of a canvas.
  func draw(on canvas: borrowing Canvas, in frame: Rectangle)
}

/// Lengths that figures share, in points.
public enum FigureMeasure {
  /// The width of the report's text, and so of a full-width figure.
  public static let textWidth = 500.0
  /// The width of a figure that stands beside another.
  public static let halfWidth = 243.0
  /// The width of a chart that stands beside its caption.
  public static let chartWidth = 310.0
  /// The size of labels.
  public static let labelSize = 8.0
  /// The size of numbers at ticks.
  public static let tickSize = 7.5
}

extension TextStyle {
  /// A figure's label.
  static let label = TextStyle(.sans, FigureMeasure.labelSize, color: Palette.ink)
  /// A number at a tick.
  static let tick = TextStyle(.sans, FigureMeasure.tickSize, color: Palette.softInk, tabularDigits: true)
  /// A panel's title.
  static let panelTitle = TextStyle(.sans, 9, weight: .semibold, color: Palette.ink)
}
