import Drawing
import Foundation

extension Brush {
  /// A clock's face with marks and two hands.
  func clock() {
    let square = random.uniform() < 0.3
    let face = palette.light
    if square {
      box(-0.88, -0.88, 1.76, 1.76, palette.primary, .matte, corner: 0.2)
    } else {
      disc(0, 0, 0.92, palette.primary, .metal, edge: 0.016)
    }
    disc(0, 0, 0.76, face, .matte, edge: 0.02)
    let bold = random.uniform() < 0.5
    for hour in 0..<12 {
      let angle = Double(hour) * .pi / 6
      let major = hour.isMultiple(of: 3)
      let inner = major ? 0.54 : 0.62
      line(
        [(cos(angle) * inner, sin(angle) * inner), (cos(angle) * 0.69, sin(angle) * 0.69)],
        major ? (bold ? 0.09 : 0.05) : 0.035, major && bold ? palette.accent.darker(0.2) : palette.dark)
    }
    let minute = random.uniform(0, 2 * .pi)
    let hour = random.uniform(0, 2 * .pi)
    line([(-cos(hour) * 0.1, -sin(hour) * 0.1), (cos(hour) * 0.38, sin(hour) * 0.38)], 0.085, palette.dark)
    line(
      [(-cos(minute) * 0.12, -sin(minute) * 0.12), (cos(minute) * 0.6, sin(minute) * 0.6)], 0.055,
      palette.dark)
    part("hour hand", cos(hour) * 0.22, sin(hour) * 0.22, radius: 0.18)
    part("minute hand", cos(minute) * 0.34, sin(minute) * 0.34, radius: 0.26)
    disc(0, 0, 0.075, palette.accent, .glossy, edge: 0.012)
    part("center", 0, 0, radius: 0.1)
  }

  /// A computer keyboard.
  func keyboard() {
    box(-0.96, -0.46, 1.92, 0.92, palette.primary.darker(0.2), .matte, corner: 0.08)
    let key = palette.secondary
    for row in 0..<4 {
      let y = -0.36 + 0.19 * Double(row)
      let offset = 0.045 * Double(row)
      for column in 0..<(row == 3 ? 2 : 9) {
        let x = -0.86 + offset + 0.185 * Double(column)
        if x < 0.72 {
          box(
            x, y, 0.15, 0.15, random.uniform() < 0.06 ? palette.accent : key, .matte, corner: 0.03,
            edge: 0.018)
        }
      }
    }
    box(-0.3, 0.21, 0.72, 0.15, key, .matte, corner: 0.03, edge: 0.018)
    part("space bar", 0.06, 0.285, radius: 0.2)
    for column in 0..<2 {
      box(0.52 + 0.185 * Double(column), 0.21, 0.15, 0.15, key, .matte, corner: 0.03, edge: 0.018)
    }
    part("first key", -0.79, -0.29, radius: 0.08)
  }

  /// An open umbrella with a hooked stick.
  func umbrella() {
    let sag = 0.05 * articulation
    line([(0, -0.8), (0, 0.68), (0.06, 0.84), (0.2, 0.86), (0.27, 0.7)], 0.065, Color(0.4, 0.26, 0.16))
    part("handle", 0.2, 0.86, radius: 0.12)
    let edges: [Double] = [-0.95, -0.58, -0.2, 0.2, 0.58, 0.95]
    for panel in 0..<5 {
      let left = edges[panel]
      let right = edges[panel + 1]
      let color = panel.isMultiple(of: 2) ? palette.primary : palette.secondary
      shape(color, .matte) { canvas in
        canvas.move(to: Point(0, -0.84))
        canvas.curve(Point(left * 0.65, -0.82), Point(left, -0.4), to: Point(left, 0.06 + sag))
        canvas.curve(
          Point(left * 0.7 + right * 0.3, -0.12), Point(left * 0.3 + right * 0.7, -0.12),
          to: Point(right, 0.06 + sag))
        canvas.curve(Point(right, -0.4), Point(right * 0.65, -0.82), to: Point(0, -0.84))
      }
    }
    part("canopy", 0, -0.4, radius: 0.4)
    line([(0, -0.84), (0, -0.97)], 0.05, palette.dark)
    part("tip", 0, -0.92, radius: 0.06)
  }

  /// A guitar upright.
  func guitar() {
    let body: [(Double, Double)] = [
      (0, -0.14), (0.26, -0.18), (0.4, 0.02), (0.31, 0.26), (0.5, 0.5), (0.44, 0.84), (0, 0.96),
      (-0.44, 0.84),
      (-0.5, 0.5), (-0.31, 0.26), (-0.4, 0.02), (-0.26, -0.18),
    ]
    smooth(body, palette.primary, .round, edge: 0.05)
    part("body", 0, 0.62, radius: 0.3)
    disc(0, 0.24, 0.17, palette.dark, .flat)
    ring(0, 0.24, 0.19, 0.03, palette.accent)
    part("sound hole", 0, 0.24, radius: 0.17)
    box(-0.075, -0.78, 0.15, 0.95, palette.dark.lighter(0.15), .matte)
    for fret in 0..<6 {
      line([(-0.07, -0.66 + 0.13 * Double(fret)), (0.07, -0.66 + 0.13 * Double(fret))], 0.016, palette.light)
    }
    polygon([(-0.09, -0.76), (-0.13, -0.98), (0.13, -0.98), (0.09, -0.76)], palette.secondary, .matte)
    for y in [-0.93, -0.85] { bothSides { _ in disc(0.16, y, 0.035, palette.light, .round) } }
    part("head", 0, -0.88, radius: 0.12)
    box(-0.2, 0.64, 0.4, 0.06, palette.dark, .flat, edge: 0)
    for string in [-0.045, -0.015, 0.015, 0.045] {
      line([(string, -0.9), (string, 0.66)], 0.009, palette.light)
    }
  }
}
