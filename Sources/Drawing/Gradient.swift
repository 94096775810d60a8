/// A paint that changes from place to place: colors at shares of the way along a line or outwards from a point.
public struct Gradient: Sendable {
  /// The line or circles along which the colors change, in the canvas's units at the time of painting.
  public enum Course: Sendable {
    /// From one point to another; the first and last colors go on beyond them.
    case linear(from: Point, to: Point)
    /// From a focus to the rim of a circle; the last color goes on beyond it.
    case radial(focus: Point, center: Point, radius: Double)
  }

  /// The course of the colors.
  public var course: Course
  /// Shares of the way, 0…1 in rising order, and their colors.
  public var stops: [(share: Double, color: Color)]

  /// A gradient with colors at the given shares of the way.
  public init(_ course: Course, stops: [(share: Double, color: Color)]) {
    self.course = course
    self.stops = stops
  }
}
