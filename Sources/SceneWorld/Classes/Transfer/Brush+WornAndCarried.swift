import Drawing
import Foundation

/// What people wear and carry.
extension Brush {
  /// A laced sports shoe from the side.
  func shoe() {
    let upper = palette.primary
    let lift = 0.04 * articulation
    smooth(
      [
        (-0.94, 0.42), (-0.9, 0.14), (-0.66, 0.02), (-0.36, -0.1), (-0.06, -0.46), (0.12, -0.62),
        (0.22, -0.5),
        (0.62, -0.54), (0.84, -0.64), (0.9, -0.3), (0.92, 0.44), (0, 0.5),
      ], upper, .matte)
    smooth(
      [(0.08, -0.58), (0.36, -0.44), (0.8, -0.58), (0.74, -0.46), (0.42, -0.32), (0.16, -0.44)],
      palette.dark.lighter(0.2), .matte)
    smooth(
      [(-0.96, 0.44), (-0.92, 0.14), (-0.68, 0.04), (-0.5, 0.16), (-0.46, 0.44)], palette.secondary, .matte)
    part("toe", -0.74, 0.26, radius: 0.16)
    smooth([(0.62, 0.46), (0.66, 0), (0.84, -0.2), (0.93, 0.1), (0.93, 0.46)], palette.secondary, .matte)
    part("heel", 0.8, 0.2, radius: 0.15)
    for stripe in 0..<3 {
      let x = 0.08 + 0.17 * Double(stripe)
      line([(x - 0.16, -0.06), (x, 0.4)], 0.07, palette.accent, smooth: false)
    }
    smooth(
      [(0.1, -0.6), (-0.1, -0.64 - lift), (-0.3, -0.4 - lift), (-0.2, -0.3), (0, -0.4)],
      palette.secondary.lighter(0.15), .matte)
    for row in 0..<4 {
      let share = Double(row) / 3
      let x = -0.5 + 0.46 * share
      let y = 0.0 - 0.4 * share
      line([(x, y - 0.06), (x + 0.2, y + 0.1)], 0.06, palette.light)
      disc(x + 0.2, y + 0.1, 0.03, palette.dark)
    }
    part("laces", -0.2, -0.18, radius: 0.18)
    box(-0.97, 0.42, 1.93, 0.22, palette.light, .matte, corner: 0.1)
    line([(-0.9, 0.52), (0.9, 0.52)], 0.035, palette.accent.darker(0.1))
    for step in 0..<12 {
      box(-0.88 + 0.15 * Double(step), 0.58, 0.07, 0.07, palette.dark.lighter(0.2), .flat, edge: 0)
    }
    part("sole", 0, 0.53, radius: 0.1)
  }

  /// Spectacles from the front, their arms folded back.
  func spectacles() {
    let frame = palette.primary
    let squarish = random.uniform() < 0.5
    let tinted = random.uniform() < 0.4
    let glass = tinted ? palette.dark.lighter(0.2) : Color(0.72, 0.8, 0.84)
    let spread = 0.08 * articulation
    bothSides { side in
      tube(
        [(0.86, -0.14), (0.92, -0.36), (0.62 + spread, -0.52), (0.4 + spread, -0.46)], 0.07,
        frame.darker(0.15))
      part(side > 0 ? "right arm" : "left arm", 0.78, -0.45, radius: 0.1)
      let lens: (borrowing Canvas) -> Void = { canvas in
        if squarish {
          canvas.roundedRectangle(Rectangle(0.14, -0.26, 0.7, 0.66), radius: 0.2)
        } else {
          canvas.ellipse(Point(0.49, 0.06), 0.37, 0.38)
        }
      }
      shape(glass, .matte, edge: 0, lens)
      inside(lens) {
        line([(0.3, 0.3), (0.56, -0.2)], 0.08, Color.white.opacity(0.55))
        line([(0.46, 0.34), (0.68, -0.1)], 0.04, Color.white.opacity(0.45))
      }
      rod(0.11, frame, lens)
      box(0.82, -0.2, 0.14, 0.12, palette.accent, .metal, corner: 0.02)
      part(side > 0 ? "right lens" : "left lens", 0.49, 0.06, radius: 0.32)
    }
    tube([(-0.17, -0.04), (0, -0.14), (0.17, -0.04)], 0.085, frame)
    part("bridge", 0, -0.13, radius: 0.08)
  }

  /// A hat with a band and a wide brim.
  func hat() {
    let felt = palette.primary
    let dip = 0.1 * articulation
    let high = random.uniform(0.72, 1.0)
    ellipse(0, 0.42, 0.95, 0.24, felt.darker(0.45), .matte)
    smooth(
      [
        (-0.96, 0.3 - dip), (-0.5, 0.34), (0, 0.4), (0.5, 0.34), (0.96, 0.3 + dip), (0.8, 0.5), (0.36, 0.62),
        (0, 0.64),
        (-0.36, 0.62), (-0.8, 0.5),
      ], felt, .matte)
    part("brim", 0.66, 0.44, radius: 0.12)
    let crown: (borrowing Canvas) -> Void = { canvas in
      canvas.move(to: Point(-0.56, 0.44))
      canvas.curve(Point(-0.52, 0.44 - high * 0.7), Point(-0.46, 0.4 - high), to: Point(-0.24, 0.36 - high))
      canvas.curve(Point(-0.1, 0.36 - high), Point(-0.08, 0.5 - high), to: Point(0.04, 0.48 - high))
      canvas.curve(Point(0.14, 0.46 - high), Point(0.1, 0.34 - high), to: Point(0.26, 0.36 - high))
      canvas.curve(Point(0.48, 0.4 - high), Point(0.54, 0.44 - high * 0.7), to: Point(0.58, 0.44))
      canvas.curve(Point(0.3, 0.58), Point(-0.3, 0.58), to: Point(-0.56, 0.44))
    }
    shape(felt, .round, edge: 0.018, crown)
    inside(crown) {
      line([(-0.7, 0.28), (0, 0.42), (0.7, 0.28)], 0.2, palette.accent)
      line([(-0.7, 0.17), (0, 0.31), (0.7, 0.17)], 0.02, palette.accent.darker(0.5))
      smooth(
        [(-0.02, 0.5 - high), (0.06, 0.5 - high), (0.1, 0.86 - high), (0.02, 0.9 - high)], felt.darker(0.4),
        .flat, edge: 0)
    }
    part("crown", 0.02, 0.1, radius: 0.24)
    polygon([(0.36, 0.3), (0.6, 0.14), (0.64, 0.4)], palette.accent.darker(0.2), .matte)
    part("band", -0.1, 0.4, radius: 0.1)
  }

  /// A camera from the front: a lens of rings, a grip, a flash.
  func camera() {
    let shell = palette.primary
    let hump = random.uniform(-0.2, 0.2)
    polygon(
      [(hump - 0.34, -0.42), (hump - 0.2, -0.76), (hump + 0.2, -0.76), (hump + 0.34, -0.42)], shell, .matte)
    box(hump - 0.15, -0.69, 0.3, 0.18, Color(0.88, 0.92, 0.95), .glossy, corner: 0.03)
    part("viewfinder", hump, -0.6, radius: 0.13)
    box(-0.8, -0.58, 0.28, 0.2, palette.secondary, .metal, corner: 0.04)
    ellipse(-0.66, -0.58 + 0.03 * articulation, 0.09, 0.05, palette.accent, .glossy)
    part("shutter", -0.66, -0.52, radius: 0.09)
    box(0.58, -0.55, 0.22, 0.14, palette.dark.lighter(0.25), .metal, corner: 0.03)
    box(-0.95, -0.46, 1.9, 1.16, shell, .matte, corner: 0.14, edge: 0.02)
    box(-0.94, -0.2, 1.88, 0.64, palette.dark.lighter(0.14), .matte, corner: 0.03)
    box(-0.84, -0.12, 0.26, 0.48, palette.dark.lighter(0.3), .round, corner: 0.1)
    part("grip", -0.72, 0.12, radius: 0.13)
    disc(0.06, 0.14, 0.52, palette.secondary, .metal, edge: 0.022)
    disc(0.06, 0.14, 0.43, palette.dark, .round, edge: 0)
    ring(0.06, 0.14, 0.36, 0.022, palette.light)
    disc(0.06, 0.14, 0.3, Color(0.2, 0.26, 0.36), .glossy, edge: 0.02)
    let blades = 0.12 + 0.06 * articulation
    at(0.06, 0.14) {
      polygon(
        (0..<6).map { (cos(Double($0) * .pi / 3) * blades, sin(Double($0) * .pi / 3) * blades) },
        palette.dark, .flat, edge: 0)
      disc(light.x * 0.15, light.y * 0.15, 0.06, Color.white.opacity(0.85))
    }
    part("lens", 0.06, 0.14, radius: 0.4)
    box(0.62, -0.38, 0.24, 0.1, palette.accent, .matte, corner: 0.03)
    disc(0.8, 0.57, 0.045, palette.accent, .glossy, edge: 0.012)
  }

  /// A telephone with a dial, its handset on the cradle.
  func telephone() {
    let shell = palette.primary
    let holes = Color(0.15, 0.15, 0.18)
    tube(
      curve(36) { share in
        (-0.72 - 0.12 * share + 0.06 * sin(share * 40), -0.3 + 1.1 * share)
      }, 0.04, palette.dark.lighter(0.2))
    smooth(
      [
        (-0.3, -0.34), (0.3, -0.34), (0.46, 0), (0.74, 0.5), (0.8, 0.84), (0.5, 0.92), (-0.5, 0.92),
        (-0.8, 0.84),
        (-0.74, 0.5), (-0.46, 0),
      ], shell, .glossy)
    box(-0.66, 0.84, 1.32, 0.09, palette.dark.lighter(0.15), .matte, corner: 0.04)
    bothSides { _ in box(0.24, -0.52, 0.12, 0.24, shell.darker(0.2), .matte, corner: 0.04) }
    disc(0, 0.34, 0.43, palette.light, .matte, edge: 0.02)
    at(0, 0.34, turn: 0.6 * articulation) {
      for hole in 0..<10 {
        let angle = 2.4 + 0.5 * Double(hole)
        disc(cos(angle) * 0.31, sin(angle) * 0.31, 0.068, holes, .flat)
      }
    }
    disc(0, 0.34, 0.17, palette.accent, .round, edge: 0.014)
    part("dial", 0, 0.34, radius: 0.38)
    let lift = -0.04 * (articulation + 1)
    at(0, lift, turn: 0.06 * articulation) {
      tapered(
        [(-0.72, -0.5), (-0.4, -0.68), (0, -0.74), (0.4, -0.68), (0.72, -0.5)],
        widths: [0.16, 0.2, 0.2, 0.2, 0.16],
        shell.darker(0.12), .matte)
      bothSides { side in
        smooth(
          [(0.54, -0.64), (0.86, -0.6), (0.95, -0.34), (0.78, -0.24), (0.56, -0.3), (0.5, -0.46)],
          shell.darker(0.12), .round)
        ellipse(0.75, -0.28, 0.18, 0.07, palette.dark.lighter(0.2), .matte, tilt: -0.16)
        part(side > 0 ? "earpiece" : "mouthpiece", 0.72, -0.46, radius: 0.15)
      }
    }
  }

  /// An open book with lines of print and an image.
  func book() {
    let cover = palette.primary
    let lift = 0.1 * articulation
    polygon(
      [(-0.97, -0.5), (0, -0.42), (0.97, -0.5), (0.97, 0.68), (0, 0.78), (-0.97, 0.68)], cover, .matte,
      edge: 0.02)
    let plate = random.uniform() < 0.5 ? 1.0 : -1.0
    for side in [-1.0, 1.0] {
      for layer in 0..<3 {
        let inset = 0.03 * Double(layer)
        let rise = inset + (side > 0 ? lift : -lift) * Double(layer) / 2
        let page: (borrowing Canvas) -> Void = { canvas in
          canvas.move(to: Point(0, -0.4 - inset))
          canvas.curve(
            Point(side * 0.3, -0.66 - rise), Point(side * 0.6, -0.62 - rise),
            to: Point(side * (0.92 - inset), -0.54 - rise))
          canvas.line(to: Point(side * (0.92 - inset), 0.6 - rise))
          canvas.curve(
            Point(side * 0.6, 0.52 - rise), Point(side * 0.3, 0.48 - rise), to: Point(0, 0.74 - inset))
          canvas.closePath()
        }
        shape(palette.light.darker(layer == 2 ? 0 : 0.14), .matte, page)
        guard layer == 2 else { continue }
        for row in 0..<7 where !(side == plate && row < 4) {
          let y = -0.38 + 0.125 * Double(row) - rise
          line(
            [(side * 0.13, y + 0.06), (side * 0.44, y - 0.05), (side * (row == 6 ? 0.6 : 0.78), y - 0.03)],
            0.036, palette.dark.opacity(0.75))
        }
        if side == plate {
          let y = -0.44 - rise
          polygon(
            [
              (side * 0.16, y + 0.02), (side * 0.76, y - 0.04), (side * 0.76, y + 0.38),
              (side * 0.16, y + 0.44),
            ], palette.secondary, .matte)
          polygon(
            [(side * 0.2, y + 0.4), (side * 0.4, y + 0.1), (side * 0.7, y + 0.36)], palette.accent, .matte)
        }
      }
      part(side > 0 ? "right page" : "left page", side * 0.46, 0.1, radius: 0.3)
    }
    line([(0, -0.42), (0, 0.72)], 0.03, palette.dark.opacity(0.6))
    if random.uniform() < 0.6 {
      polygon([(0.02, 0.6), (0.14, 0.6), (0.16, 0.96), (0.09, 0.88), (0.02, 0.97)], palette.accent, .matte)
    }
  }
}
