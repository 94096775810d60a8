import Drawing

/// A dashed line across a chart at a value that data are compared with, such as the paper's.
public struct ReferenceLine: Sendable, Hashable {
  /// The axis whose value it marks.
  public enum Direction: Sendable, Hashable {
    /// A vertical line at a value of the x axis.
    case x
    /// A level line at a value of the y axis.
    case y
  }

  /// The value on the axis at which the line stands.
  public var value: Double
  /// What stands at the line.
  public var label: String
  /// The axis whose value it is.
  public var axis: Direction
  /// The color of line and label.
  public var color: Color

  /// A line at a value.
  public init(_ value: Double, _ label: String, axis: Direction = .y, color: Color = Color(hex: 0x555555)) {
    self.value = value
    self.label = label
    self.axis = axis
    self.color = color
  }
}
