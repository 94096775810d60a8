import Drawing
import Foundation

extension Brush {
  /// A mug with a handle and a band or dots.
  func mug() {
    let taper = random.uniform(-0.1, 0.08)
    let tall = random.uniform(0.62, 0.8)
    let rim = -tall * 0.85
    let base = tall * 0.95
    let loop = random.uniform(0.2, 0.28)
    canvas.saved { canvas in
      canvas.beginPath()
      canvas.ellipse(Point(0.52, 0.02), loop + 0.12, loop + 0.2)
      canvas.stroke(palette.primary.darker(0.55), width: 0.15)
      canvas.beginPath()
      canvas.ellipse(Point(0.52, 0.02), loop + 0.12, loop + 0.2)
      canvas.stroke(palette.primary.darker(0.1), width: 0.115)
    }
    part("handle", 0.62 + loop, 0.02, radius: 0.13)
    let side: (borrowing Canvas) -> Void = { canvas in
      canvas.move(to: Point(-0.6, rim))
      canvas.line(to: Point(-0.55 + taper, base))
      canvas.curve(Point(-0.3, base + 0.14), Point(0.3, base + 0.14), to: Point(0.55 - taper, base))
      canvas.line(to: Point(0.6, rim))
      canvas.closePath()
    }
    shape(palette.primary, .metal, side)
    inside(side) {
      switch random.integer(below: 3) {
      case 0:
        line([(-0.7, 0.02), (0, 0.14), (0.7, 0.02)], 0.26, palette.secondary)
        lettering(-0.3, 0.02, width: 0.66, height: 0.16, palette.accent)
      case 1:
        for row in 0..<3 {
          for column in 0..<5 {
            disc(-0.44 + 0.22 * Double(column), -0.24 + 0.3 * Double(row), 0.065, palette.accent)
          }
        }
      default:
        for row in 0..<3 {
          let y = -0.26 + 0.28 * Double(row)
          line([(-0.7, y), (0, y + 0.1), (0.7, y)], 0.08, palette.accent)
        }
      }
    }
    ellipse(0, rim, 0.6, 0.14, palette.primary.lighter(0.25), .matte)
    ellipse(0, rim + 0.02, 0.51, 0.1, Color(0.25, 0.14, 0.08), .matte)
    part("rim", 0, rim, radius: 0.3)
  }

  /// A teapot with a spout and a lid.
  func teapot() {
    canvas.beginPath()
    canvas.ellipse(Point(0.62, 0.08), 0.27, 0.32)
    canvas.stroke(palette.primary.darker(0.3), width: 0.11)
    part("handle", 0.88, 0.08, radius: 0.12)
    smooth(
      [
        (-0.5, 0.12), (-0.72, -0.02), (-0.86, -0.36), (-0.98, -0.4), (-0.8, -0.46), (-0.66, -0.26),
        (-0.42, -0.16),
        (-0.36, 0.36),
      ], palette.primary.darker(0.1), .matte)
    part("spout", -0.78, -0.2, radius: 0.16)
    smooth(
      [
        (-0.34, -0.34), (0.34, -0.34), (0.62, 0), (0.62, 0.36), (0.36, 0.62), (-0.36, 0.62), (-0.62, 0.36),
        (-0.62, 0),
      ],
      palette.primary, .glossy)
    line([(-0.6, 0.2), (0, 0.27), (0.6, 0.2)], 0.07, palette.accent)
    for dot in 0..<5 { disc(-0.4 + 0.2 * Double(dot), 0.05, 0.05, palette.secondary) }
    ellipse(0, 0.66, 0.36, 0.06, palette.primary.darker(0.35), .matte)
    smooth(
      [(-0.36, -0.32), (-0.22, -0.5), (0.22, -0.5), (0.36, -0.32), (0, -0.26)], palette.secondary, .matte)
    disc(0, -0.58, 0.095, palette.accent, .glossy, edge: 0.014)
    part("lid", 0, -0.42, radius: 0.2)
  }

  /// A table lamp with a shade.
  func lamp() {
    let wide = random.uniform(0.24, 0.42)
    ellipse(0, 0.88, 0.44, 0.09, palette.secondary.darker(0.2), .matte)
    smooth(
      [
        (-0.08, -0.1), (0.08, -0.1), (0.1, 0.1), (0.26, 0.42), (0.16, 0.84), (-0.16, 0.84), (-0.26, 0.42),
        (-0.1, 0.1),
      ],
      palette.secondary, .glossy)
    part("base", 0, 0.5, radius: 0.22)
    let shade: (borrowing Canvas) -> Void = {
      $0.polygon([Point(-wide, -0.9), Point(wide, -0.9), Point(0.74, 0), Point(-0.74, 0)])
    }
    shape(palette.primary, .matte, shade)
    inside(shade) {
      if random.uniform() < 0.5 {
        for fold in 0..<7 {
          let share = Double(fold) / 6 * 2 - 1
          line([(wide * share, -0.95), (0.74 * share, 0.05)], 0.02, palette.primary.darker(0.4))
        }
      }
      line([(-0.8, -0.06), (0.8, -0.06)], 0.1, palette.accent)
      line([(-0.8, -0.86), (0.8, -0.86)], 0.08, palette.accent)
    }
    part("shade", 0, -0.45, radius: 0.4)
    line([(0.3, 0), (0.3, 0.22)], 0.022, palette.dark)
    disc(0.3, 0.25, 0.045, palette.accent, .glossy)
  }

  /// A chair with a slatted back.
  func chair() {
    let wood = palette.primary
    line([(-0.3, 0.12), (-0.32, 0.76)], 0.09, wood.darker(0.45))
    line([(0.44, 0.1), (0.52, 0.74)], 0.09, wood.darker(0.45))
    for x in [-0.4, 0.36] { box(x, -0.94, 0.11, 1.1, wood, .matte, corner: 0.04) }
    let slats = 2 + random.integer(below: 3)
    for slat in 0..<slats {
      box(
        -0.36, -0.86 + 0.8 / Double(slats) * Double(slat), 0.78, 0.4 / Double(slats) + 0.05,
        wood.darker(0.15), .matte, corner: 0.03)
    }
    part("back", 0.03, -0.84 + 0.2 / Double(slats), radius: 0.3)
    polygon([(-0.38, 0.02), (0.46, 0.02), (0.66, 0.32), (-0.6, 0.32)], palette.secondary, .matte)
    box(-0.6, 0.3, 1.26, 0.1, wood.darker(0.25), .matte)
    part("seat", 0.03, 0.18, radius: 0.3)
    box(-0.58, 0.38, 0.12, 0.58, wood, .matte)
    box(0.52, 0.38, 0.12, 0.58, wood, .matte)
    part("front leg", -0.52, 0.7, radius: 0.15)
  }
}
