import Drawing
import Foundation

extension Brush {
  /// A wine glass, more or less full.
  func wineGlass() {
    let glass = Color(0.8, 0.86, 0.88).mixed(with: palette.secondary, 0.2)
    let level = -0.32 + 0.28 * articulation
    let wide = random.uniform(0.46, 0.58)
    ellipse(0, 0.88, 0.42, 0.09, glass, .glossy, edge: 0.02)
    tapered([(0, 0.06), (0, 0.3), (0, 0.7), (0, 0.88)], widths: [0.3, 0.09, 0.09, 0.34], glass, .metal)
    part("stem", 0, 0.5, radius: 0.07)
    let bowl: (borrowing Canvas) -> Void = { canvas in
      canvas.move(to: Point(-wide * 0.82, -0.9))
      canvas.curve(Point(-wide * 1.25, -0.3), Point(-wide * 0.8, 0.2), to: Point(0, 0.2))
      canvas.curve(Point(wide * 0.8, 0.2), Point(wide * 1.25, -0.3), to: Point(wide * 0.82, -0.9))
      canvas.closePath()
    }
    shape(glass, .matte, edge: 0.03, bowl)
    inside(bowl) {
      box(-1, level, 2, 1, palette.primary, .round, edge: 0)
      ellipse(0, level, wide * 1.02, 0.09, palette.primary.lighter(0.3), .matte, edge: 0.01)
      line([(-wide * 0.7, -0.7), (-wide * 0.8, -0.3), (-wide * 0.5, 0.02)], 0.07, Color.white.opacity(0.5))
    }
    part("bowl", 0, -0.1, radius: 0.26)
    ellipse(0, -0.9, wide * 0.82, 0.075, glass.lighter(0.3), .matte, edge: 0.022)
    ellipse(0, -0.885, wide * 0.74, 0.05, glass.darker(0.25), .matte, edge: 0)
    part("rim", 0, -0.9, radius: 0.2)
  }

  /// A bottle with a label and a cork.
  func bottle() {
    let glass = palette.primary
    let shoulder = random.uniform(-0.3, 0.0)
    let wide = random.uniform(0.3, 0.38)
    box(-0.1, -0.97, 0.2, 0.2, Color(0.72, 0.56, 0.38), .matte, corner: 0.03)
    let body: (borrowing Canvas) -> Void = { canvas in
      canvas.move(to: Point(-0.14, -0.84))
      canvas.line(to: Point(-0.14, shoulder - 0.26))
      canvas.curve(
        Point(-0.14, shoulder - 0.06), Point(-wide, shoulder - 0.1), to: Point(-wide, shoulder + 0.16))
      canvas.line(to: Point(-wide, 0.88))
      canvas.curve(Point(-wide, 0.98), Point(wide, 0.98), to: Point(wide, 0.88))
      canvas.line(to: Point(wide, shoulder + 0.16))
      canvas.curve(
        Point(wide, shoulder - 0.1), Point(0.14, shoulder - 0.06), to: Point(0.14, shoulder - 0.26))
      canvas.line(to: Point(0.14, -0.84))
      canvas.closePath()
    }
    shape(glass, .glossy, edge: 0.02, body)
    inside(body) {
      let top = shoulder + 0.28
      box(-wide, top, wide * 2, 0.8 - top, palette.light, .round, edge: 0.012)
      line([(-wide, top + 0.05), (wide, top + 0.05)], 0.045, palette.accent)
      line([(-wide, 0.75), (wide, 0.75)], 0.045, palette.accent)
      lettering(-wide * 0.8, top + 0.13, width: wide * 1.6, height: 0.15, palette.dark)
      ellipse(0, 0.58, wide * 0.4, 0.09, palette.secondary, .round)
      line(
        [(-wide * 0.72, 0.86), (-wide * 0.72, shoulder + 0.1), (-0.08, shoulder - 0.24), (-0.08, -0.8)], 0.05,
        Color.white.opacity(0.4))
    }
    part("label", 0, 0.45, radius: 0.22)
    box(-0.17, -0.84, 0.34, 0.11, palette.secondary, .matte, corner: 0.03)
    part("neck", 0, -0.6, radius: 0.12)
  }

  /// A lit candle in a holder with a finger loop, wax running down.
  func candle() {
    let lean = 0.12 * articulation
    let top = random.uniform(-0.42, -0.2)
    let wax = palette.primary.lighter(0.3)
    rod(0.1, palette.secondary) { $0.arc(Point(0.68, 0.7), radius: 0.18) }
    part("loop", 0.86, 0.7, radius: 0.07)
    ellipse(0, 0.8, 0.68, 0.17, palette.secondary, .metal)
    ellipse(0, 0.75, 0.58, 0.12, palette.secondary.darker(0.25), .matte)
    cylinder(0, top: 0.5, bottom: 0.74, widths: (0.28, 0.24), depth: 0.22, palette.secondary)
    part("holder", 0, 0.68, radius: 0.14)
    cylinder(0, top: top, bottom: 0.5, widths: (0.21, 0.21), depth: 0.25, wax)
    for (x, length) in [(-0.16, 0.4), (-0.02, 0.22), (0.14, 0.5)] {
      let drop = length * random.uniform(0.7, 1.2)
      tapered(
        [(x, top), (x, top + drop * 0.6), (x, top + drop)], widths: [0.1, 0.075, 0.1], wax.lighter(0.25))
    }
    ellipse(0, top, 0.21, 0.055, wax.lighter(0.4), .matte)
    part("candle", 0, 0.1, radius: 0.18)
    line([(0, top), (lean * 0.2, top - 0.12)], 0.035, palette.dark)
    let tip = top - 0.56
    smooth(
      [
        (lean, tip), (lean * 0.5 + 0.1, tip + 0.24), (0.13, top - 0.16), (0, top - 0.05), (-0.13, top - 0.16),
        (lean * 0.5 - 0.1, tip + 0.24),
      ],
      Color(0.97, 0.62, 0.16), .flat, edge: 0.012)
    smooth(
      [(lean * 0.7, tip + 0.18), (0.06, top - 0.2), (0, top - 0.08), (-0.06, top - 0.2)], Color(1, 0.95, 0.7),
      .flat, edge: 0)
    part("flame", 0, top - 0.2, radius: 0.14)
  }

  /// A watering can with a rose on its spout.
  func wateringCan() {
    let tin = palette.primary
    let tilt = 0.08 * articulation
    at(0, 0, turn: tilt) {
      rod(0.085, palette.secondary) { $0.ellipse(Point(0.54, 0.22), 0.38, 0.42) }
      rod(0.085, palette.secondary) { $0.arc(Point(0.16, -0.26), radius: 0.42, from: .pi, to: 2 * .pi) }
      part("handle", 0.92, 0.22, radius: 0.08)
      tapered(
        [(-0.2, 0.6), (-0.46, 0.24), (-0.74, -0.34)], widths: [0.28, 0.17, 0.12], tin.darker(0.1), .metal)
      part("spout", -0.5, 0.16, radius: 0.12)
      tube([(-0.58, -0.02), (-0.16, -0.1)], 0.05, palette.secondary)
      at(-0.76, -0.42, turn: -0.5) {
        polygon([(-0.07, 0.12), (0.07, 0.12), (0.2, -0.12), (-0.2, -0.12)], palette.secondary, .metal)
        ellipse(0, -0.12, 0.21, 0.09, palette.secondary.lighter(0.2), .matte)
        for x in [-0.12, -0.04, 0.04, 0.12] { disc(x, -0.12, 0.02, palette.dark) }
      }
      part("rose", -0.78, -0.46, radius: 0.15)
      cylinder(0.16, top: -0.2, bottom: 0.8, widths: (0.4, 0.5), depth: 0.18, tin, lid: tin.darker(0.5)) {
        line([(-0.6, 0.0), (0.16, 0.12), (0.9, 0.0)], 0.05, tin.darker(0.35))
        line([(-0.6, 0.66), (0.16, 0.78), (0.9, 0.66)], 0.07, palette.accent)
      }
      shape(tin.lighter(0.1), .matte) { canvas in
        canvas.move(to: Point(-0.24, -0.2))
        canvas.curve(Point(-0.2, -0.1), Point(0.1, -0.1), to: Point(0.2, -0.14))
        canvas.curve(Point(0.2, -0.32), Point(-0.1, -0.34), to: Point(-0.24, -0.2))
      }
      part("body", 0.16, 0.36, radius: 0.3)
    }
  }
}
