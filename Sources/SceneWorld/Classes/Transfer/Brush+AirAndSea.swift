import Drawing
import Foundation

/// What flies and floats.
extension Brush {
  /// A helicopter from the side: glazed cabin, tail boom, turning rotors, skids.
  func helicopter() {
    let body = palette.primary
    let spin = 0.5 + 0.42 * abs(articulation)
    let metal = palette.steel
    line([(-0.1, -0.62), (-0.1, -0.3)], 0.07, palette.dark.lighter(0.2))
    tapered(
      [(0.1, -0.1), (0.5, -0.12), (0.9, -0.2)], widths: [0.34, 0.17, 0.11], body, .matte)
    polygon([(0.76, -0.16), (0.86, -0.52), (0.97, -0.52), (0.94, -0.1)], palette.secondary, .matte)
    part("tail boom", 0.5, -0.12, radius: 0.1)
    at(0.86, -0.2, turn: articulation * 1.4) {
      for turn in [0.0, .pi / 2] {
        at(0, 0, turn: turn) { ellipse(0, 0, 0.25, 0.035, palette.dark.lighter(0.3), .flat, edge: 0) }
      }
      disc(0, 0, 0.05, palette.light)
    }
    for x in [-0.42, 0.12] { line([(x, 0.3), (x - 0.06, 0.66)], 0.05, palette.dark.lighter(0.25)) }
    tube([(-0.84, 0.56), (-0.74, 0.67), (-0.5, 0.68), (0.42, 0.68)], 0.065, metal)
    part("skid", -0.2, 0.68, radius: 0.06)
    smooth(
      [
        (-0.86, 0.14), (-0.74, -0.18), (-0.4, -0.36), (0.02, -0.34), (0.34, -0.2), (0.3, 0.16), (0.06, 0.38),
        (-0.4, 0.42), (-0.74, 0.34),
      ], body, .round)
    let glass: [(Double, Double)] = [
      (-0.82, 0.12), (-0.7, -0.16), (-0.42, -0.29), (-0.34, -0.24), (-0.36, 0.1), (-0.5, 0.18),
    ]
    pane(glass)
    pane([(-0.26, -0.22), (-0.02, -0.22), (-0.02, 0.06), (-0.26, 0.06)])
    part("cabin", -0.55, -0.04, radius: 0.2)
    line([(-0.3, -0.24), (-0.3, 0.36)], 0.02, body.darker(0.5))
    line([(-0.7, 0.26), (0.24, 0.24)], 0.06, palette.accent)
    box(-0.26, -0.45, 0.34, 0.14, body.darker(0.3), .matte, corner: 0.05)
    disc(-0.1, -0.62, 0.07, metal, .round)
    for (side, tip) in [(-1.0, -0.56), (1.0, -0.68)] {
      polygon(
        [(-0.1, -0.65), (-0.1 + side * spin, tip - 0.03), (-0.1 + side * spin, tip + 0.05), (-0.1, -0.59)],
        palette.dark.lighter(0.18), .matte)
    }
    part("rotor", -0.1, -0.62, radius: 0.08)
  }

  /// A hot-air balloon: striped gores over a wicker basket.
  func hotAirBalloon() {
    let sway = 0.07 * articulation
    for x in [-0.24, -0.08, 0.08, 0.24] {
      line([(x, 0.3), (x * 0.62 + sway, 0.72)], 0.022, palette.dark.lighter(0.25))
    }
    at(sway, 0.7) {
      box(-0.19, 0, 0.38, 0.27, Color(0.55, 0.38, 0.22), .matte, corner: 0.05)
      for row in 0..<3 {
        line(
          [(-0.17, 0.07 + 0.075 * Double(row)), (0.17, 0.07 + 0.075 * Double(row))], 0.02,
          Color(0.32, 0.2, 0.1))
      }
      line([(-0.2, 0.01), (0.2, 0.01)], 0.06, Color(0.4, 0.26, 0.14))
    }
    part("basket", sway, 0.84, radius: 0.17)
    let envelope: (borrowing Canvas) -> Void = { canvas in
      canvas.move(to: Point(-0.24, 0.46))
      canvas.curve(Point(-0.5, 0.16), Point(-0.8, 0), to: Point(-0.8, -0.26))
      canvas.curve(Point(-0.8, -0.7), Point(-0.45, -0.97), to: Point(0, -0.97))
      canvas.curve(Point(0.45, -0.97), Point(0.8, -0.7), to: Point(0.8, -0.26))
      canvas.curve(Point(0.8, 0), Point(0.5, 0.16), to: Point(0.24, 0.46))
      canvas.closePath()
    }
    shape(palette.primary, .matte, edge: 0.02, envelope)
    inside(envelope) {
      let colors = [palette.secondary, palette.accent]
      for (index, reach) in [0.92, 0.56, 0.2].enumerated() {
        for side in [-1.0, 1.0] {
          shape(index.isMultiple(of: 2) ? palette.primary : colors[0], .flat, edge: 0.012) { canvas in
            canvas.move(to: Point(0, -1))
            canvas.curve(
              Point(side * reach * 0.9, -0.8), Point(side * reach * 1.05, -0.1),
              to: Point(side * reach * 0.28, 0.5))
            canvas.line(to: Point(0, 0.5))
            canvas.closePath()
          }
        }
      }
      if random.uniform() < 0.6 { line([(-0.85, -0.3), (0, -0.16), (0.85, -0.3)], 0.17, colors[1]) }
      at(0, -0.26) { gloss(0.86) }
    }
    part("envelope", 0, -0.4, radius: 0.45)
    ellipse(0, 0.45, 0.24, 0.05, palette.dark.lighter(0.2), .matte)
  }

  /// A rocket upright on its flame: a pointed body, fins, portholes.
  func rocket() {
    let body = palette.primary
    let flare = 0.12 * articulation
    smooth(
      [(-0.2, 0.52), (-0.26, 0.72), (-0.08, 0.84), (flare, 0.98), (0.1, 0.84), (0.26, 0.72), (0.2, 0.52)],
      Color(0.95, 0.55, 0.15), .round, edge: 0)
    smooth(
      [(-0.1, 0.52), (-0.12, 0.68), (flare * 0.6, 0.84), (0.12, 0.68), (0.1, 0.52)], Color(1, 0.92, 0.6),
      .flat, edge: 0)
    bothSides { side in
      shape(palette.secondary.darker(side > 0 ? 0 : 0.15), .matte) { canvas in
        canvas.move(to: Point(0.26, 0.02))
        canvas.curve(Point(0.62, 0.2), Point(0.66, 0.44), to: Point(0.64, 0.74))
        canvas.curve(Point(0.54, 0.56), Point(0.36, 0.5), to: Point(0.22, 0.5))
        canvas.closePath()
      }
      part(side > 0 ? "right fin" : "left fin", 0.46, 0.36, radius: 0.16)
    }
    let hull: (borrowing Canvas) -> Void = { canvas in
      canvas.move(to: Point(0, -0.97))
      canvas.curve(Point(0.34, -0.7), Point(0.44, -0.1), to: Point(0.24, 0.5))
      canvas.line(to: Point(-0.24, 0.5))
      canvas.curve(Point(-0.44, -0.1), Point(-0.34, -0.7), to: Point(0, -0.97))
    }
    shape(body, .round, edge: 0.018, hull)
    inside(hull) {
      box(-0.5, -1, 1, 0.42, palette.accent, .matte, edge: 0.016)
      line([(-0.5, 0.36), (0, 0.42), (0.5, 0.36)], 0.08, palette.accent)
      line([(-0.4, 0.06), (0.4, 0.06)], 0.016, body.darker(0.5))
    }
    part("nose", 0, -0.74, radius: 0.15)
    polygon([(-0.18, 0.5), (0.18, 0.5), (0.24, 0.6), (-0.24, 0.6)], palette.dark.lighter(0.3), .metal)
    for (y, radius) in [(-0.28, 0.15), (0.18, 0.09)] {
      disc(0, y, radius, palette.steel, .metal, edge: 0.014)
      disc(0, y, radius * 0.68, Color(0.3, 0.42, 0.52), .glossy)
    }
    part("porthole", 0, -0.28, radius: 0.14)
    polygon(
      [(-0.045, 0.1), (0.045, 0.1), (0.03, 0.76), (-0.03, 0.76)], palette.secondary.lighter(0.15), .matte)
  }

  /// A steamship from the side: a long hull, decks, funnels with smoke.
  func steamship() {
    let funnels = 2 + random.integer(below: 2)
    let hull = palette.primary
    for index in 0..<funnels {
      let x = -0.32 + 0.74 * Double(index) / Double(funnels - 1) * 0.9
      for puff in 0..<3 {
        let rise = Double(puff)
        disc(
          x + 0.14 + 0.12 * rise, -0.68 - 0.07 * rise + 0.04 * articulation * rise, 0.07 + 0.03 * rise,
          Color(0.45, 0.45, 0.48), .round, edge: 0)
      }
      polygon([(x - 0.09, 0), (x - 0.04, -0.62), (x + 0.14, -0.62), (x + 0.11, 0)], palette.accent, .metal)
      polygon(
        [(x - 0.046, -0.56), (x - 0.04, -0.66), (x + 0.14, -0.66), (x + 0.137, -0.56)], palette.dark, .flat)
      part("funnel \(index + 1)", x + 0.04, -0.35, radius: 0.12)
    }
    for x in [-0.74, 0.72] { line([(x, 0.2), (x, -0.68)], 0.032, palette.dark.lighter(0.25)) }
    line([(-0.94, 0.06), (-0.74, -0.66), (0.72, -0.66), (0.92, 0.1)], 0.012, palette.dark, smooth: false)
    box(-0.46, -0.18, 0.96, 0.2, palette.light, .matte)
    box(-0.62, 0.0, 1.28, 0.2, palette.light.darker(0.06), .matte)
    for index in 0..<9 { box(-0.55 + 0.13 * Double(index), 0.05, 0.07, 0.08, Color(0.3, 0.4, 0.5), edge: 0) }
    for index in 0..<6 { box(-0.38 + 0.14 * Double(index), -0.12, 0.07, 0.08, Color(0.3, 0.4, 0.5), edge: 0) }
    let side: (borrowing Canvas) -> Void = { canvas in
      canvas.move(to: Point(-0.97, 0.08))
      canvas.curve(Point(-0.6, 0.22), Point(0.4, 0.22), to: Point(0.96, 0.12))
      canvas.curve(Point(0.9, 0.4), Point(0.86, 0.6), to: Point(0.7, 0.76))
      canvas.line(to: Point(-0.68, 0.76))
      canvas.curve(Point(-0.8, 0.6), Point(-0.9, 0.34), to: Point(-0.97, 0.08))
    }
    shape(hull, .matte, side)
    inside(side) {
      box(-1, 0.62, 2, 0.2, palette.secondary, .matte, edge: 0)
      line([(-0.97, 0.16), (0, 0.28), (0.97, 0.2)], 0.04, palette.light)
      for index in 0..<9 {
        disc(-0.66 + 0.165 * Double(index), 0.43, 0.045, palette.dark.lighter(0.25), .round, edge: 0.014)
      }
    }
    part("hull", 0, 0.5, radius: 0.24)
    line([(-0.78, 0.3), (-0.78, 0.44)], 0.04, palette.dark)
  }
}
