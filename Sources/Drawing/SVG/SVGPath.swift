import Foundation

/// A path under way, in the coordinates of the whole drawing.
struct SVGPath {
  /// The path's data, as the attribute `d` takes them.
  private(set) var data = ""
  /// Whether there is a current point, from which a line can go on.
  private var hasPoint = false

  /// Whether there is nothing to fill or stroke.
  var isEmpty: Bool { data.isEmpty }

  mutating func removeAll() { self = SVGPath() }

  private mutating func put(_ command: String, _ points: Point...) {
    data += command
    for (index, point) in points.enumerated() {
      if index > 0 { data += " " }
      SVGNumber.append(point.x, to: &data)
      data += " "
      SVGNumber.append(point.y, to: &data)
    }
  }

  mutating func move(to point: Point) {
    put("M", point)
    hasPoint = true
  }

  mutating func line(to point: Point) {
    put(hasPoint ? "L" : "M", point)
    hasPoint = true
  }

  mutating func curve(_ first: Point, _ second: Point, to end: Point) {
    if !hasPoint { put("M", first) }
    put("C", first, second, end)
    hasPoint = true
  }

  mutating func close() {
    if hasPoint { data += "Z" }
  }

  mutating func rectangle(_ r: Rectangle, _ matrix: Affine) {
    if matrix.isUpright {
      let place = matrix(r)
      put("M", Point(place.x, place.y))
      data += "H"
      SVGNumber.append(place.maxX, to: &data)
      data += "V"
      SVGNumber.append(place.maxY, to: &data)
      data += "H"
      SVGNumber.append(place.x, to: &data)
      data += "Z"
    } else {
      put("M", matrix(Point(r.x, r.y)))
      put("L", matrix(Point(r.maxX, r.y)), matrix(Point(r.maxX, r.maxY)), matrix(Point(r.x, r.maxY)))
      data += "Z"
    }
    hasPoint = true
  }

  /// An arc of an ellipse as a new subpath, in Bézier curves of a quarter turn at most: they stay within 0.03 % of the radius.
  mutating func arc(
    _ center: Point, _ radiusX: Double, _ radiusY: Double, from start: Double, to end: Double,
    _ matrix: Affine
  ) {
    var sweep = end - start
    while sweep < 0 { sweep += 2 * .pi }
    let parts = max(1, Int((sweep / (.pi / 2) - 1e-9).rounded(.up)))
    let step = sweep / Double(parts)
    let reach = 4.0 / 3 * tan(step / 4)
    func point(_ x: Double, _ y: Double) -> Point {
      matrix(Point(center.x + radiusX * x, center.y + radiusY * y))
    }
    put("M", point(cos(start), sin(start)))
    for part in 0..<parts {
      let (from, to) = (start + step * Double(part), start + step * Double(part + 1))
      put(
        "C", point(cos(from) - reach * sin(from), sin(from) + reach * cos(from)),
        point(cos(to) + reach * sin(to), sin(to) - reach * cos(to)), point(cos(to), sin(to)))
    }
    hasPoint = true
  }
}
