import Drawing
import Foundation

/// Surfaces that are many small marks.
extension Brush {
  /// Hair over an ellipse: lighter and darker strokes that lie away from (rootX, rootY).
  func fur(
    _ x: Double, _ y: Double, _ radiusX: Double, _ radiusY: Double, _ color: Color,
    from root: (Double, Double),
    length: Double = 0.08, count: Int = 60
  ) {
    for shade in [color.lighter(0.28).opacity(0.55), color.darker(0.38).opacity(0.5)] {
      let lines = (0..<count).map { _ -> (from: Point, to: Point) in
        let angle = random.uniform(0, 2 * .pi)
        let reach = random.uniform().squareRoot()
        let start = Point(x + cos(angle) * reach * radiusX, y + sin(angle) * reach * radiusY)
        let away = Point(start.x - root.0, start.y - root.1)
        let size = length * random.uniform(0.6, 1.2) / max(hypot(away.x, away.y), 0.05)
        return (start, Point(start.x + away.x * size, start.y + away.y * size))
      }
      strokes(lines, 0.018, shade)
    }
  }

  /// Curls over an ellipse: overlapping lit balls, each with its turn of hair, from the rim inwards.
  func curls(_ x: Double, _ y: Double, _ radiusX: Double, _ radiusY: Double, _ color: Color, count: Int = 15)
  {
    ellipse(x, y, radiusX, radiusY, color.darker(0.3), .round, edge: 0)
    let size = 1.3 * (radiusX * radiusY / Double(count)).squareRoot()
    for curl in (0..<count).reversed() {
      // The golden angle spreads them evenly.
      let angle = 2.399963 * Double(curl)
      let reach = ((Double(curl) + 0.5) / Double(count)).squareRoot()
      let place = (x + radiusX * reach * cos(angle), y + radiusY * reach * sin(angle))
      let radius = size * random.uniform(0.85, 1.1)
      disc(place.0, place.1, radius, color.darker(0.25 * reach), .round)
      let start = random.uniform(0, 2 * .pi)
      let turns = (0..<5).map { step -> (Double, Double) in
        let turn = start + 1.1 * Double(step)
        let inner = radius * (0.75 - 0.13 * Double(step))
        return (place.0 + cos(turn) * inner, place.1 + sin(turn) * inner)
      }
      line(turns, radius * 0.16, color.darker(0.45).opacity(0.7))
    }
  }

  /// Many dots of one size in one color: pips, suckers, rivets.
  func dots(_ places: [(Double, Double)], _ radius: Double, _ color: Color) {
    canvas.beginPath()
    for place in places {
      canvas.move(to: Point(place.0 + radius, place.1))
      canvas.arc(Point(place.0, place.1), radius: radius)
    }
    canvas.fill(color)
  }

  /// Straight grain along the first axis of a rectangle: wood, brushed metal.
  func grain(_ x: Double, _ y: Double, _ width: Double, _ height: Double, _ color: Color, count: Int = 12) {
    let lines = (0..<count).map { _ -> (from: Point, to: Point) in
      let row = y + random.uniform(0.04, 0.96) * height
      let start = x + random.uniform(0, 0.6) * width
      return (Point(start, row), Point(min(start + random.uniform(0.2, 0.7) * width, x + width), row))
    }
    strokes(lines, 0.012, color.darker(0.4).opacity(0.6))
  }
}
