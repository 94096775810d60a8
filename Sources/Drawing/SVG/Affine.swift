/// A map of the plane that keeps lines straight: x' = a·x + c·y + e, y' = b·x + d·y + f.
struct Affine {
  var (a, b, c, d, e, f) = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)

  /// Moves the origin.
  mutating func translate(_ x: Double, _ y: Double) {
    e += a * x + c * y
    f += b * x + d * y
  }

  /// Stretches the axes.
  mutating func scale(_ x: Double, _ y: Double) {
    (a, b, c, d) = (a * x, b * x, c * y, d * y)
  }

  /// Turns the axes clockwise (y points down), in radians.
  mutating func rotate(cosine: Double, sine: Double) {
    (a, b, c, d) = (
      a * cosine + c * sine, b * cosine + d * sine, c * cosine - a * sine, d * cosine - b * sine
    )
  }

  /// Where a point comes to lie.
  func callAsFunction(_ p: Point) -> Point { Point(a * p.x + c * p.y + e, b * p.x + d * p.y + f) }

  /// Whether level lines stay level and upright ones upright, with nothing mirrored.
  var isUpright: Bool { abs(b) < 1e-9 && abs(c) < 1e-9 && a > 0 && d > 0 }

  /// How much larger lengths become, on the mean of all directions.
  var magnification: Double { abs(a * d - b * c).squareRoot() }

  /// Where a rectangle comes to lie, of a map that is upright.
  func callAsFunction(_ r: Rectangle) -> Rectangle {
    let corner = self(Point(r.x, r.y))
    return Rectangle(corner.x, corner.y, r.width * a, r.height * d)
  }
}
