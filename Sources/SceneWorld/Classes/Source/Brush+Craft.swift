import Drawing
import Foundation

extension Brush {
  /// A bicycle from the side.
  func bicycle() {
    let frame = palette.primary
    for (name, x) in [("front wheel", -0.55), ("rear wheel", 0.55)] {
      ring(x, 0.32, 0.4, 0.07, palette.dark)
      ring(x, 0.32, 0.35, 0.025, Color(0.75, 0.75, 0.78))
      for spoke in 0..<8 {
        let angle = .pi * Double(spoke) / 8 + articulation
        line(
          [
            (x - cos(angle) * 0.34, 0.32 - sin(angle) * 0.34),
            (x + cos(angle) * 0.34, 0.32 + sin(angle) * 0.34),
          ], 0.012,
          Color(0.6, 0.6, 0.64))
      }
      disc(x, 0.32, 0.05, palette.dark)
      part(name, x, 0.32, radius: 0.4)
    }
    for bar in [
      [(-0.55, 0.32), (-0.36, -0.42)],
      [(-0.38, -0.3), (0.02, 0.34), (0.55, 0.32), (0.22, -0.26), (-0.38, -0.26)],
      [(0.02, 0.34), (0.24, -0.42)],
    ] { line(bar, 0.075, frame, smooth: false) }
    line([(-0.36, -0.42), (-0.4, -0.54), (-0.6, -0.56), (-0.64, -0.44)], 0.06, palette.dark)
    part("handlebar", -0.52, -0.56, radius: 0.13)
    smooth([(0.06, -0.46), (0.42, -0.52), (0.46, -0.42), (0.2, -0.38)], palette.accent.darker(0.3), .matte)
    part("saddle", 0.28, -0.45, radius: 0.17)
    ring(0.02, 0.34, 0.1, 0.035, palette.dark)
    line([(0.02, 0.34), (-0.06, 0.56)], 0.04, palette.dark)
    line([(-0.13, 0.57), (0.02, 0.57)], 0.05, palette.dark)
  }

  /// An aeroplane from the side, climbing or sinking a little.
  func aeroplane() {
    at(0, 0, turn: articulation * 0.15) {
      polygon([(0.5, -0.1), (0.78, -0.58), (0.95, -0.58), (0.86, -0.06)], palette.accent, .matte)
      part("tail fin", 0.8, -0.38, radius: 0.16)
      polygon(
        [(-0.06, -0.12), (0.1, -0.44), (0.26, -0.44), (0.2, -0.1)], palette.secondary.darker(0.3), .matte)
      smooth(
        [
          (-0.96, 0.06), (-0.8, -0.13), (-0.4, -0.2), (0.5, -0.17), (0.95, -0.1), (0.6, 0.12), (-0.4, 0.2),
          (-0.82, 0.17),
        ],
        palette.primary, .matte)
      line([(-0.9, 0.06), (0.7, 0.02)], 0.04, palette.secondary)
      for window in 0..<8 { disc(-0.48 + 0.13 * Double(window), -0.07, 0.034, Color(0.25, 0.33, 0.42)) }
      if random.uniform() < 0.6 {
        lettering(-0.34, 0.03, width: 0.62, height: 0.11, palette.accent.darker(0.2))
      }
      pane([(-0.84, -0.08), (-0.72, -0.15), (-0.62, -0.14), (-0.64, -0.04)])
      part("nose", -0.88, 0.05, radius: 0.1)
      polygon([(-0.16, 0.06), (0.36, 0.62), (0.56, 0.62), (0.26, 0.04)], palette.secondary, .matte)
      part("wing", 0.26, 0.34, radius: 0.24)
      ellipse(0.02, 0.34, 0.16, 0.085, palette.primary.darker(0.3), .glossy)
      polygon([(0.64, -0.04), (0.88, 0.14), (0.98, 0.14), (0.86, -0.05)], palette.secondary, .matte)
    }
  }

  /// A sailing boat: hull, mast, two sails, a pennant.
  func sailingBoat() {
    let belly = 0.12 * articulation
    let striped = random.uniform() < 0.5
    line([(-0.03, 0.5), (-0.03, -0.92)], 0.05, Color(0.5, 0.34, 0.2))
    polygon([(-0.03, -0.96), (0.24, -0.88), (-0.03, -0.8)], palette.accent)
    let sail: (borrowing Canvas) -> Void = { canvas in
      canvas.move(to: Point(0.02, -0.82))
      canvas.curve(Point(0.34 + belly, -0.4), Point(0.6 + belly, 0), to: Point(0.74, 0.28))
      canvas.line(to: Point(0.02, 0.3))
      canvas.closePath()
    }
    shape(palette.light, .matte, sail)
    inside(sail) {
      if striped {
        for y in [-0.46, -0.16, 0.14] { line([(0, y), (1, y + 0.06)], 0.12, palette.secondary) }
      } else {
        for y in [-0.4, -0.1, 0.14] { line([(0, y), (1, y + 0.04)], 0.014, palette.dark.opacity(0.5)) }
        lettering(0.12, -0.02, width: 0.3, height: 0.16, palette.primary)
      }
    }
    part("mainsail", 0.24, 0.02, radius: 0.3)
    shape(palette.secondary.lighter(0.3), .matte) { canvas in
      canvas.move(to: Point(-0.08, -0.72))
      canvas.curve(Point(-0.3 - belly, -0.3), Point(-0.46, 0), to: Point(-0.68, 0.28))
      canvas.line(to: Point(-0.1, 0.3))
      canvas.closePath()
    }
    part("jib", -0.27, 0.08, radius: 0.2)
    smooth(
      [
        (-0.94, 0.4), (-0.4, 0.44), (0.4, 0.44), (0.9, 0.38), (0.74, 0.7), (0.5, 0.82), (-0.5, 0.82),
        (-0.76, 0.68),
      ],
      palette.primary, .matte)
    line([(-0.84, 0.52), (0.82, 0.5)], 0.045, palette.light)
    for x in [-0.36, 0.0, 0.36] {
      disc(x, 0.65, 0.055, palette.dark.lighter(0.2), .round, edge: 0.016)
    }
    part("hull", 0, 0.62, radius: 0.22)
  }
}
