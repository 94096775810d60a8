import Drawing
import Foundation

extension Brush {
  /// A steel that takes some of the object's color: blades, hammer heads, keys.
  private var tinted: Color { palette.steel.mixed(with: palette.secondary, 0.25) }

  /// Scissors, more or less open, points up.
  func scissors() {
    let open = 0.3 + 0.16 * articulation
    let loop = random.uniform(0.15, 0.19)
    for (side, name) in [(-1.0, "left"), (1.0, "right")] {
      at(0, 0.06, turn: side * open) {
        shape(tinted.darker(side < 0 ? 0.15 : 0), .metal) { canvas in
          canvas.move(to: Point(-0.11, 0.12))
          canvas.line(to: Point(-0.1, -0.2))
          canvas.line(to: Point(side * 0.06, -1))
          canvas.line(to: Point(0.11, -0.14))
          canvas.line(to: Point(0.1, 0.14))
          canvas.closePath()
        }
        tapered(
          [(0, 0.08), (-side * 0.03, 0.26), (-side * 0.1, 0.4)], widths: [0.2, 0.16, 0.16], palette.primary,
          .matte)
        at(-side * 0.13, 0.6, turn: side * 0.2) {
          rod(0.12, palette.primary) { $0.ellipse(Point(0, 0), loop, loop * 1.4) }
        }
        part("\(name) blade", 0.0, -0.5, radius: 0.12)
        part("\(name) handle", -side * 0.07, 0.36, radius: 0.1)
      }
    }
    disc(0, 0.06, 0.07, palette.accent, .metal, edge: 0.016)
    line([(-0.04, 0.04), (0.04, 0.08)], 0.022, palette.dark)
  }

  /// A claw hammer, head up.
  func hammer() {
    let wide = random.uniform(0.15, 0.2)
    shape(palette.primary, .metal) { canvas in
      canvas.move(to: Point(-wide * 0.62, -0.6))
      canvas.line(to: Point(wide * 0.62, -0.6))
      canvas.curve(Point(wide * 0.7, 0), Point(wide * 0.8, 0.3), to: Point(wide * 1.1, 0.9))
      canvas.curve(Point(wide * 0.7, 1), Point(-wide * 0.7, 1), to: Point(-wide * 1.1, 0.9))
      canvas.curve(Point(-wide * 0.8, 0.3), Point(-wide * 0.7, 0), to: Point(-wide * 0.62, -0.6))
    }
    for ring in 0..<5 {
      let y = 0.42 + 0.1 * Double(ring)
      line([(-wide * 0.86, y), (wide * 0.86, y)], 0.03, palette.primary.darker(0.45))
    }
    part("handle", 0, 0.3, radius: 0.16)
    let bend = 0.14 + 0.06 * articulation
    smooth(
      [
        (0.06, -0.9), (-0.3, -0.92), (-0.68, -0.74 + bend * 0.4), (-0.94, -0.4 + bend), (-0.82, -0.44 + bend),
        (-0.54, -0.58), (-0.22, -0.54), (0.06, -0.5),
      ], tinted.darker(0.1), .metal)
    line([(-0.62, -0.68 + bend * 0.3), (-0.86, -0.44 + bend)], 0.035, palette.dark.opacity(0.8))
    part("claw", -0.54, -0.68, radius: 0.14)
    box(-0.18, -0.94, 0.38, 0.46, tinted, .metal, corner: 0.06)
    polygon([(0.18, -0.86), (0.46, -0.82), (0.46, -0.56), (0.18, -0.54)], tinted.darker(0.1), .metal)
    box(0.44, -0.92, 0.36, 0.46, tinted, .metal, corner: 0.06)
    line([(0.72, -0.88), (0.72, -0.5)], 0.02, tinted.darker(0.5))
    part("face", 0.62, -0.7, radius: 0.17)
  }

  /// A door key: a pierced bow, a shank, a toothed bit.
  func key() {
    let metal = tinted.mixed(with: palette.primary, 0.55)
    let cloverleaf = random.uniform() < 0.5
    at(0, 0, turn: 0.12 * articulation) {
      let top = cloverleaf ? -0.42 : -0.24
      box(-0.075, top, 0.15, 0.94 - top, metal, .metal, corner: 0.05)
      for notch in 0..<2 {
        box(-0.1, -0.16 + 0.11 * Double(notch), 0.2, 0.06, metal.darker(0.15), .metal, corner: 0.02)
      }
      polygon(
        [
          (0.06, 0.46), (0.42, 0.46), (0.42, 0.6), (0.28, 0.6), (0.28, 0.68), (0.42, 0.68), (0.42, 0.86),
          (0.24, 0.86), (0.24, 0.78), (0.06, 0.78),
        ], metal, .metal)
      part("bit", 0.2, 0.62, radius: 0.16)
      part("shank", 0, 0.2, radius: 0.12)
      let lobes = cloverleaf ? [(-0.27, -0.48), (0.27, -0.48), (0, -0.72)] : [(0.0, -0.56)]
      let bow = cloverleaf ? (0.17, 0.16) : (0.36, 0.3)
      for lobe in lobes { rod(0.13, metal) { $0.ellipse(Point(lobe.0, lobe.1), bow.0, bow.1) } }
      part("bow", 0, cloverleaf ? -0.88 : -0.86, radius: 0.08)
      if cloverleaf { disc(0, -0.44, 0.1, metal, .metal) }
    }
  }

  /// A ship's anchor with its ring.
  func anchor() {
    let iron = palette.primary
    let tilt = 0.1 * articulation
    rod(0.095, iron) { $0.arc(Point(0, -0.78), radius: 0.15) }
    part("ring", 0, -0.93, radius: 0.08)
    at(0, -0.42, turn: tilt) {
      tube([(-0.44, 0), (0.44, 0)], 0.13, iron.darker(0.1))
      for x in [-0.47, 0.47] { disc(x, 0, 0.1, iron, .round, edge: 0.014) }
    }
    part("stock", 0.3, -0.42 + tilt * 0.3, radius: 0.09)
    tapered([(0, -0.64), (0, 0.1), (0, 0.82)], widths: [0.15, 0.17, 0.2], iron, .metal)
    part("shank", 0, 0.1, radius: 0.12)
    let arc = curve(8) { share in
      (0.74 * sin((share - 0.5) * 2.5), 0.16 + 0.68 * cos((share - 0.5) * 2.5))
    }
    tapered(arc, widths: [0.1, 0.18, 0.22, 0.18, 0.1], iron, .metal)
    bothSides { side in
      polygon(
        [(0.76, -0.02), (0.94, 0.36), (0.66, 0.32), (0.46, 0.22)], iron.darker(0.1), .matte, edge: 0.02)
      part(side > 0 ? "right fluke" : "left fluke", 0.7, 0.22, radius: 0.12)
    }
    polygon([(-0.13, 0.86), (0, 0.98), (0.13, 0.86), (0, 0.74)], iron, .matte)
    if random.uniform() < 0.6 {
      let rope = palette.accent.lighter(0.2)
      let wound: [(Double, Double)] = [
        (0, -0.8), (0.24, -0.56), (-0.2, -0.22), (0.2, 0.1), (-0.2, 0.4), (0.16, 0.62), (0.5, 0.92),
      ]
      tube(wound, 0.06, rope)
    }
  }

  /// A step ladder, its legs apart, with a few treads.
  func ladder() {
    let wood = palette.primary
    let steps = 4 + random.integer(below: 2)
    let spread = 0.1 * articulation
    for x in [0.3, 0.8] {
      tube([(x - 0.2, -0.86), (x + 0.08 + spread, 0.92)], 0.07, wood.darker(0.45), smooth: false)
    }
    tube([(0.36 + spread * 0.6, 0.3), (0.84 + spread * 0.6, 0.3)], 0.05, wood.darker(0.45))
    for step in 0..<steps {
      let share = (Double(step) + 0.8) / (Double(steps) + 0.2)
      let y = -0.86 + 1.78 * share
      let left = -0.28 - 0.5 * share
      let right = 0.4 - 0.14 * share
      polygon(
        [(left, y - 0.04), (right, y - 0.04), (right + 0.04, y + 0.06), (left - 0.02, y + 0.06)],
        palette.secondary, .matte)
      if step == 1 { part("tread", (left + right) / 2, y, radius: 0.1) }
    }
    tube([(-0.28, -0.86), (-0.78, 0.92)], 0.1, wood, smooth: false)
    tube([(0.4, -0.86), (0.26, 0.92)], 0.1, wood, smooth: false)
    part("left rail", -0.53, 0.03, radius: 0.1)
    part("right rail", 0.33, 0.03, radius: 0.1)
    polygon([(-0.4, -0.96), (0.6, -0.96), (0.68, -0.84), (-0.42, -0.84)], palette.accent, .matte)
    part("top", 0.1, -0.9, radius: 0.12)
  }
}
