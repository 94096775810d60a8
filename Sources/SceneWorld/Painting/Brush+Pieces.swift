import Drawing
import Foundation

/// Pieces that things of several classes are made of, and the clutter too.
extension Brush {
  /// A round eye with a catchlight, noted as a part where it has a name.
  func eye(
    _ x: Double, _ y: Double, _ radius: Double, name: String? = nil, iris: Color, irisShare: Double = 0.88,
    slit: Bool = false
  ) {
    ellipse(x, y, radius * 1.12, radius * 1.05, palette.light, .round, edge: 0.016)
    disc(x, y, radius * irisShare, iris, .round)
    if slit {
      ellipse(x, y, radius * 0.26, radius * 0.8, palette.dark, .flat, edge: 0)
    } else {
      disc(x, y, radius * 0.62, palette.dark)
    }
    disc(x + light.x * radius * 0.4, y + light.y * radius * 0.4, radius * 0.26, .white)
    if let name { part(name, x, y, radius: radius * 1.1) }
  }

  /// A wheel: tire, rim, spokes, hub.
  func wheel(_ x: Double, _ y: Double, _ radius: Double, name: String, spokes: Int = 5) {
    disc(x, y, radius, palette.dark, .round, edge: 0.012)
    disc(x, y, radius * 0.62, Color(0.72, 0.73, 0.76), .metal)
    for spoke in 0..<spokes {
      let angle = 2 * Double.pi * Double(spoke) / Double(spokes) + articulation
      line(
        [(x, y), (x + cos(angle) * radius * 0.55, y + sin(angle) * radius * 0.55)], radius * 0.14,
        palette.dark.lighter(0.2))
    }
    disc(x, y, radius * 0.17, palette.light, .round)
    part(name, x, y, radius: radius)
  }

  /// A pane of glass with a reflection.
  func pane(_ points: [(Double, Double)]) {
    let glass = Color(0.32, 0.42, 0.5)
    polygon(points, glass.lighter(0.15), .matte, edge: 0.02)
    inside({ $0.polygon(points.map { Point($0.0, $0.1) }) }) {
      let x = points.map(\.0).reduce(0, +) / Double(points.count)
      let y = points.map(\.1).reduce(0, +) / Double(points.count)
      line([(x - 0.12, y + 0.16), (x + 0.06, y - 0.16)], 0.05, Color.white.opacity(0.4))
    }
  }

  /// A window with a cross, in a pale frame.
  func window(_ x: Double, _ y: Double, _ width: Double, _ height: Double) {
    box(x, y, width, height, palette.light, .matte)
    let glass = random.uniform() < 0.3 ? Color(0.95, 0.8, 0.4) : Color(0.3, 0.4, 0.5)
    box(x + width * 0.12, y + height * 0.12, width * 0.76, height * 0.76, glass, .matte, edge: 0)
    line([(x + width / 2, y + height * 0.1), (x + width / 2, y + height * 0.9)], width * 0.1, palette.light)
    line([(x + width * 0.1, y + height / 2), (x + width * 0.9, y + height / 2)], width * 0.1, palette.light)
  }

  /// The light and dark sides of a ball, over what is painted on it.
  func gloss(_ radius: Double) {
    let light = light
    canvas.beginPath()
    canvas.arc(Point(0, 0), radius: radius)
    canvas.fill(
      Gradient(
        .radial(
          focus: Point(light.x * radius * 0.45, light.y * radius * 0.45), center: Point(0, 0),
          radius: radius * 1.05),
        stops: [
          (0, Color.white.opacity(0.5)), (0.25, Color.white.opacity(0.08)), (0.5, Color.black.opacity(0.0)),
          (1, Color.black.opacity(0.5)),
        ]))
  }
}
