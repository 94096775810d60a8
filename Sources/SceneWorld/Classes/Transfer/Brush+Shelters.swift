import Drawing
import Foundation

extension Brush {
  /// A windmill: a tapering tower with a cap and four latticed sails.
  func windmill() {
    let wall = palette.primary
    polygon([(-0.24, -0.34), (0.24, -0.34), (0.44, 0.95), (-0.44, 0.95)], wall, .metal, edge: 0.02)
    if random.uniform() < 0.6 {
      for row in 0..<4 {
        let y = 0.02 + 0.24 * Double(row)
        let half = 0.27 + 0.155 * (y + 0.2)
        line([(-half, y), (half, y)], 0.018, wall.darker(0.35))
      }
    }
    for y in [0.02, 0.4] { window(-0.09, y, 0.18, 0.2) }
    box(-0.12, 0.66, 0.24, 0.29, palette.accent.darker(0.2), .matte, corner: 0.05)
    part("tower", 0, 0.32, radius: 0.24)
    part("door", 0, 0.8, radius: 0.12)
    shape(palette.secondary.darker(0.2), .matte) { canvas in
      canvas.move(to: Point(-0.3, -0.3))
      canvas.curve(Point(-0.26, -0.7), Point(0.26, -0.7), to: Point(0.3, -0.3))
      canvas.closePath()
    }
    part("cap", 0.12, -0.42, radius: 0.12)
    let arm = palette.dark.lighter(0.2)
    at(0, -0.3, turn: .pi / 4 + articulation * .pi / 4) {
      for index in 0..<4 {
        at(0, 0, turn: Double(index) * .pi / 2) {
          polygon([(0.14, 0.02), (0.68, 0.02), (0.68, 0.22), (0.14, 0.2)], palette.light, .matte, edge: 0.02)
          for bar in 0..<4 {
            line([(0.24 + 0.12 * Double(bar), 0.02), (0.24 + 0.12 * Double(bar), 0.21)], 0.02, arm)
          }
          line([(0.14, 0.115), (0.68, 0.12)], 0.02, arm)
          line([(0, 0), (0.69, 0)], 0.05, arm)
          part("sail \(index + 1)", 0.42, 0.08, radius: 0.16)
        }
      }
      disc(0, 0, 0.085, palette.accent, .round, edge: 0.016)
    }
  }

  /// A ridge tent with an open flap, guy ropes and pegs.
  func tent() {
    let cloth = palette.primary
    let open = 0.16 + 0.1 * articulation
    for (from, to) in [((-0.3, -0.56), (-0.97, 0.66)), ((0.74, -0.42), (0.97, 0.5))] {
      line([from, to], 0.02, palette.dark.lighter(0.2))
      line([(to.0 - 0.02, to.1 - 0.06), (to.0 + 0.01, to.1 + 0.05)], 0.04, palette.dark)
    }
    polygon(
      [(-0.3, -0.62), (0.74, -0.46), (0.95, 0.5), (0.36, 0.72)], cloth.darker(0.15), .matte, edge: 0.02)
    for share in [0.35, 0.7] {
      line(
        [(-0.3 + 1.04 * share, -0.62 + 0.16 * share), (0.36 + 0.59 * share, 0.72 - 0.22 * share)], 0.02,
        cloth.darker(0.5))
    }
    polygon([(0.5, 0.22), (0.74, 0.16), (0.78, 0.32), (0.55, 0.4)], palette.secondary, .matte)
    part("side", 0.36, 0.0, radius: 0.24)
    polygon([(-0.3, -0.62), (0.36, 0.72), (-0.86, 0.72)], cloth, .matte, edge: 0.02)
    polygon(
      [(-0.3, -0.42), (-0.26 + open, 0.72), (-0.3 - open * 1.2, 0.72)], palette.dark.lighter(0.08), .matte)
    smooth(
      [
        (-0.3, -0.44), (-0.3 + open * 0.4, 0.1), (-0.24 + open, 0.7), (-0.04 + open, 0.72),
        (0.0 + open * 0.6, 0.3),
      ], palette.secondary, .matte)
    smooth(
      [
        (-0.3, -0.44), (-0.34 - open * 0.4, 0.1), (-0.3 - open * 1.1, 0.7), (-0.52 - open, 0.72),
        (-0.5 - open * 0.5, 0.3),
      ], palette.secondary.darker(0.1), .matte)
    part("entrance", -0.29, 0.45, radius: 0.14)
    line([(-0.3, -0.66), (0.74, -0.5)], 0.045, palette.accent)
    line([(-0.3, -0.62), (-0.3, -0.8)], 0.04, palette.dark.lighter(0.2))
    polygon([(-0.3, -0.94), (-0.02, -0.87), (-0.3, -0.78)], palette.accent, .matte)
  }

  /// A castle: two towers with battlements, a wall, a gate, flags.
  func castle() {
    let stone = palette.primary
    let pointed = random.uniform() < 0.4
    let wave = 0.05 * articulation
    battlement(-0.5, 0.5, top: -0.02, stone.darker(0.1))
    box(-0.52, 0.06, 1.04, 0.86, stone.darker(0.1), .matte)
    for (name, x) in [("left tower", -0.66), ("right tower", 0.66)] {
      let top = -0.4
      line([(x, top - 0.1), (x, -0.9)], 0.03, palette.dark)
      polygon([(x, -0.92), (x + 0.28, -0.84 + wave), (x, -0.74)], palette.accent, .matte)
      box(x - 0.26, top, 0.52, 1.34, stone, .metal)
      if pointed {
        polygon(
          [(x - 0.33, top + 0.04), (x, top - 0.4), (x + 0.33, top + 0.04)], palette.secondary.darker(0.2),
          .matte)
      } else {
        battlement(x - 0.31, x + 0.31, top: top - 0.14, stone)
      }
      box(x - 0.06, -0.14, 0.12, 0.26, palette.dark, .flat, corner: 0.06, edge: 0)
      for (dx, y) in [(-0.2, 0.24), (0.06, 0.36), (-0.12, 0.52), (0.1, 0.66), (-0.2, 0.76)] {
        box(x + dx, y, 0.12, 0.055, stone.darker(0.25), .flat, edge: 0)
      }
      part(name, x, 0.2, radius: 0.22)
    }
    let gate: (borrowing Canvas) -> Void = { canvas in
      canvas.move(to: Point(-0.25, 0.93))
      canvas.line(to: Point(-0.25, 0.56))
      canvas.curve(Point(-0.25, 0.22), Point(0.25, 0.22), to: Point(0.25, 0.56))
      canvas.line(to: Point(0.25, 0.93))
      canvas.closePath()
    }
    shape(palette.dark.lighter(0.06), .matte, edge: 0.05, gate)
    inside(gate) {
      let drop = 0.1 * articulation
      let bars = (-2...2).map { bar in
        (from: Point(Double(bar) * 0.1, 0.2), to: Point(Double(bar) * 0.1, 0.78 + drop))
      }
      let rows = (0..<4).map { row in
        let y = 0.38 + 0.12 * Double(row) + drop
        return (from: Point(-0.3, y), to: Point(0.3, y))
      }
      strokes(bars + rows, 0.024, stone.lighter(0.3))
    }
    part("gate", 0, 0.64, radius: 0.22)
  }

  /// A parapet with merlons from one x to another.
  private func battlement(_ left: Double, _ right: Double, top: Double, _ color: Color) {
    let count = right - left > 0.8 ? 5 : 3
    let pitch = (right - left) / (Double(count) - 0.4)
    for merlon in 0..<count {
      box(left + pitch * Double(merlon), top - 0.13, pitch * 0.6, 0.17, color, .matte)
    }
    box(left, top, right - left, 0.14, color.lighter(0.08), .matte)
  }
}
