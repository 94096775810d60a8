import Drawing
import Foundation

extension Brush {
  /// A drum with its cords, and two sticks above it.
  func drum() {
    let high = random.uniform(0.5, 0.66)
    let hoop = palette.accent
    let skin = 0.8 - high * 1.25
    cylinder(0, top: skin, bottom: 0.7, widths: (0.74, 0.74), depth: 0.25, palette.primary) {
      // Cords crowd toward the rims, as they do around a cylinder.
      let corners = curve(14) { share in
        let angle = (share - 0.5) * .pi
        let isLow = Int((share * 14).rounded()).isMultiple(of: 2) == false
        return (sin(angle) * 0.74, (isLow ? 0.72 : skin) + cos(angle) * 0.2)
      }
      line(corners, 0.05, palette.light, smooth: false)
    }
    part("side", 0, 0.62, radius: 0.2)
    for y in [0.72, skin + 0.02] {
      let hoopLine = curve(12) { share in (-0.75 * cos(share * .pi), y + sin(share * .pi) * 0.185) }
      tube(hoopLine, 0.1, hoop)
    }
    ellipse(0, skin - 0.02, 0.76, 0.2, hoop.darker(0.1), .matte)
    ellipse(0, skin - 0.02, 0.68, 0.165, palette.light, .matte)
    part("skin", 0, skin, radius: 0.2)
    for side in [-1.0, 1.0] {
      let tip = (side * -0.1, skin - 0.08)
      let end = (side * 0.72, -0.82 + 0.12 * articulation * side)
      tapered(
        [end, ((end.0 + tip.0) / 2, (end.1 + tip.1) / 2), tip], widths: [0.1, 0.085, 0.06], palette.secondary)
      ellipse(tip.0, tip.1, 0.075, 0.06, palette.secondary.lighter(0.2), .glossy)
      part(side > 0 ? "right stick" : "left stick", (end.0 + tip.0) / 2, (end.1 + tip.1) / 2, radius: 0.1)
    }
  }

  /// A trumpet from the side: a flared bell, three valves, a loop of tube.
  func trumpet() {
    let brass = palette.primary
    at(0, 0, turn: 0.1 * articulation) {
      rod(0.095, brass) { $0.roundedRectangle(Rectangle(-0.34, -0.14, 0.98, 0.5), radius: 0.24) }
      part("tuning slide", 0.64, 0.1, radius: 0.08)
      tube([(0.2, -0.14), (0.92, -0.14)], 0.08, brass)
      polygon([(0.86, -0.18), (0.96, -0.25), (0.96, -0.03), (0.86, -0.1)], palette.secondary, .metal)
      part("mouthpiece", 0.92, -0.14, radius: 0.07)
      for (index, x) in [-0.12, 0.1, 0.32].enumerated() {
        let press = index == 1 ? 0.06 * abs(articulation) : 0
        line([(x, -0.5 + press), (x, -0.24)], 0.05, palette.light.darker(0.2))
        ellipse(x, -0.52 + press, 0.095, 0.05, palette.accent, .glossy)
        box(x - 0.09, -0.3, 0.18, 0.72, palette.secondary, .metal, corner: 0.03)
        box(x - 0.105, -0.32, 0.21, 0.09, brass, .metal, corner: 0.03)
        box(x - 0.105, 0.38, 0.21, 0.09, brass, .metal, corner: 0.03)
      }
      part("valve", 0.1, 0.1, radius: 0.1)
      shape(brass, .metal, edge: 0.02) { canvas in
        canvas.move(to: Point(0.2, -0.2))
        canvas.line(to: Point(-0.3, -0.22))
        canvas.curve(Point(-0.62, -0.24), Point(-0.76, -0.36), to: Point(-0.86, -0.64))
        canvas.line(to: Point(-0.86, 0.36))
        canvas.curve(Point(-0.76, 0.08), Point(-0.62, -0.04), to: Point(-0.3, -0.06))
        canvas.line(to: Point(0.2, -0.08))
        canvas.closePath()
      }
      ellipse(-0.87, -0.14, 0.1, 0.5, brass.lighter(0.15), .matte, edge: 0.02)
      ellipse(-0.88, -0.14, 0.065, 0.42, brass.darker(0.55), .matte, edge: 0)
      part("bell", -0.76, -0.14, radius: 0.2)
    }
  }

  /// An upright piano from the front: keys, music, pedals.
  func piano() {
    let wood = palette.primary
    let low = random.uniform(-0.86, -0.7)
    box(-0.86, low, 1.72, 1.6 - (low + 0.74), wood, .matte, corner: 0.02)
    box(-0.94, low - 0.08, 1.88, 0.12, wood.lighter(0.1), .matte, corner: 0.03)
    box(-0.74, low + 0.12, 1.48, -0.16 - low, wood.darker(0.25), .matte, corner: 0.03)
    grain(-0.72, low + 0.14, 1.44, -0.2 - low, wood.darker(0.25))
    part("front", -0.6, low + 0.3, radius: 0.12)
    polygon([(-0.34, low + 0.16), (-0.02, low + 0.2), (-0.02, 0.0), (-0.36, -0.02)], palette.light, .matte)
    polygon(
      [(0.34, low + 0.16), (0.02, low + 0.2), (0.02, 0.0), (0.36, -0.02)], palette.light.darker(0.08), .matte)
    for row in 0..<4 {
      let y = low + 0.3 + 0.1 * Double(row)
      bothSides { _ in line([(0.06, y + 0.01), (0.3, y)], 0.02, palette.dark.opacity(0.6)) }
    }
    part("music", -0.16, -0.2, radius: 0.14)
    box(-0.74, 0.42, 1.48, 0.36, wood.darker(0.35), .matte, corner: 0.03)
    for x in [-0.84, 0.68] { box(x, 0.26, 0.16, 0.66, wood.darker(0.1), .matte) }
    box(-0.88, 0.82, 1.76, 0.1, wood.darker(0.2), .matte)
    for x in [-0.14, 0.0, 0.14] { box(x - 0.04, 0.7, 0.08, 0.2, palette.accent, .metal, corner: 0.03) }
    part("pedal", 0, 0.82, radius: 0.07)
    box(-0.95, 0.08, 1.9, 0.3, wood.lighter(0.08), .matte, corner: 0.03)
    let pressed = 3 + random.integer(below: 8)
    for key in 0..<14 {
      let x = -0.84 + 0.12 * Double(key)
      let drop = key == pressed ? 0.02 * abs(articulation) : 0
      box(x, 0.06 + drop, 0.115, 0.25, palette.light, .matte, corner: 0.015, edge: 0.014)
    }
    for key in 0..<13 where ![2, 6, 9].contains(key) {
      box(-0.84 + 0.12 * Double(key) + 0.08, 0.06, 0.075, 0.15, palette.dark, .matte, corner: 0.01, edge: 0)
    }
    part("keys", 0, 0.2, radius: 0.16)
  }
}
