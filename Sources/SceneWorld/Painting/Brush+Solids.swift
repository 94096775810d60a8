import Drawing
import Foundation

/// Round things that many classes are made of.
extension Brush {
  /// A rod of one thickness through points, lit on the side toward the light.
  func tube(_ points: [(Double, Double)], _ width: Double, _ color: Color, smooth: Bool = true) {
    let points = points.map { Point($0.0, $0.1) }
    rod(width, color) { canvas in
      if smooth {
        canvas.smoothLine(points)
      } else {
        canvas.move(to: points[0])
        for point in points.dropFirst() { canvas.line(to: point) }
      }
    }
  }

  /// A rod of one thickness bent along any path, open or closed.
  func rod(_ width: Double, _ color: Color, _ path: (borrowing Canvas) -> Void) {
    for (color, width) in [(color.darker(0.6), width + 0.028), (color, width)] {
      canvas.beginPath()
      path(canvas)
      canvas.stroke(color, width: width, roundCaps: true)
    }
    canvas.saved { canvas in
      canvas.translate(light.x * width * 0.2, light.y * width * 0.2)
      canvas.beginPath()
      path(canvas)
      canvas.stroke(color.lighter(0.35), width: width * 0.32, roundCaps: true)
    }
  }

  /// A limb along a smooth spine whose full thickness runs through `widths` from its first point to its last: a
  /// trunk, a tail, a horn.
  func tapered(
    _ spine: [(Double, Double)], widths: [Double], _ color: Color, _ finish: Finish = .round,
    edge: Double = 0.014
  ) {
    smooth(Brush.outline(spine, widths: widths), color, finish, edge: edge)
  }

  /// The closed outline of a spine of changing thickness.
  static func outline(_ spine: [(Double, Double)], widths: [Double]) -> [(Double, Double)] {
    precondition(spine.count > 1 && !widths.isEmpty, "a limb of \(spine.count) points")
    var sides: [[(Double, Double)]] = [[], []]
    for index in spine.indices {
      let before = spine[max(index - 1, 0)]
      let after = spine[min(index + 1, spine.count - 1)]
      let length = max(hypot(after.0 - before.0, after.1 - before.1), 1e-9)
      let place = Double(index) / Double(spine.count - 1) * Double(widths.count - 1)
      let lower = min(Int(place), widths.count - 1)
      let upper = min(lower + 1, widths.count - 1)
      let half = (widths[lower] + (widths[upper] - widths[lower]) * (place - Double(lower))) / 2
      let across = (-(after.1 - before.1) / length * half, (after.0 - before.0) / length * half)
      sides[0].append((spine[index].0 + across.0, spine[index].1 + across.1))
      sides[1].append((spine[index].0 - across.0, spine[index].1 - across.1))
    }
    return sides[0] + sides[1].reversed()
  }

  /// An upright drum shape seen a little from above, with what is painted on its side, and its lid.
  ///
  /// - Parameters:
  ///   - top: the height of the lid's middle.
  ///   - bottom: the height of the foot's middle.
  ///   - widths: half the width above and below.
  ///   - depth: half the height of the lid, as a share of half its width.
  func cylinder(
    _ x: Double, top: Double, bottom: Double, widths: (Double, Double), depth: Double, _ color: Color,
    _ finish: Finish = .metal, lid: Color? = nil, painted: () -> Void = {}
  ) {
    let lower = widths.1 * depth * 1.33
    let side: (borrowing Canvas) -> Void = { canvas in
      canvas.move(to: Point(x - widths.0, top))
      canvas.line(to: Point(x - widths.1, bottom))
      canvas.curve(
        Point(x - widths.1, bottom + lower), Point(x + widths.1, bottom + lower),
        to: Point(x + widths.1, bottom))
      canvas.line(to: Point(x + widths.0, top))
      canvas.closePath()
    }
    shape(color, finish, side)
    inside(side, painted)
    ellipse(x, top, widths.0, widths.0 * depth, lid ?? color.lighter(0.25), .matte)
  }

  /// Draws several times in axes turned in equal steps around the full circle.
  func around(_ count: Int, from start: Double = 0, _ body: (_ index: Int) -> Void) {
    for index in 0..<count {
      at(0, 0, turn: start + 2 * .pi * Double(index) / Double(count)) { body(index) }
    }
  }

  /// Points of a curve that is given by a share 0…1 of its length.
  func curve(_ steps: Int, _ place: (_ share: Double) -> (Double, Double)) -> [(Double, Double)] {
    (0...steps).map { place(Double($0) / Double(steps)) }
  }
}
