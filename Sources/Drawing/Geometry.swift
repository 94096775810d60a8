/// A point; y grows downward.
public struct Point: Sendable, Hashable {
  /// The distance to the right of the origin, in the canvas's units.
  public var x: Double
  /// The distance below the origin, in the canvas's units.
  public var y: Double

  /// A point at (x, y).
  public init(_ x: Double, _ y: Double) {
    self.x = x
    self.y = y
  }
}

/// A width and a height.
public struct Size: Sendable, Hashable {
  /// The extent from left to right, in the canvas's units.
  public var width: Double
  /// The extent from top to bottom, in the canvas's units.
  public var height: Double

  /// A size of width × height.
  public init(_ width: Double, _ height: Double) {
    self.width = width
    self.height = height
  }
}

/// A rectangle by its upper left corner and size.
public struct Rectangle: Sendable, Hashable {
  /// The left edge, in the canvas's units.
  public var x: Double
  /// The upper edge, in the canvas's units.
  public var y: Double
  /// The extent from left to right, in the canvas's units.
  public var width: Double
  /// The extent from top to bottom, in the canvas's units.
  public var height: Double

  /// A rectangle with its upper left corner at (x, y).
  public init(_ x: Double, _ y: Double, _ width: Double, _ height: Double) {
    self.x = x
    self.y = y
    self.width = width
    self.height = height
  }

  /// The right edge, in the canvas's units.
  public var maxX: Double { x + width }
  /// The lower edge, in the canvas's units.
  public var maxY: Double { y + height }
  /// The point in its middle.
  public var center: Point { Point(x + width / 2, y + height / 2) }

  /// The rectangle with each edge moved inwards (outwards where negative).
  public func inset(by margin: Double) -> Rectangle {
    Rectangle(x + margin, y + margin, width - 2 * margin, height - 2 * margin)
  }
}
