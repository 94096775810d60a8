import Drawing
import Foundation

extension Brush {
  /// A tree: a forked trunk under a crown of foliage, round or pointed.
  func tree() {
    let bark = Color(0.36, 0.26, 0.18)
    polygon([(-0.1, 0.1), (0.1, 0.1), (0.16, 0.94), (-0.16, 0.94)], bark, .metal)
    part("trunk", 0, 0.7, radius: 0.14)
    let crown = palette.primary
    if random.uniform() < 0.4 {
      for tier in 0..<4 {
        let y = 0.52 - 0.36 * Double(tier)
        let half = 0.72 - 0.14 * Double(tier)
        let sway = 0.05 * articulation * Double(tier)
        polygon(
          [
            (-half + sway, y), (-half * 0.4 + sway, y - 0.18), (sway, y - 0.48),
            (half * 0.4 + sway, y - 0.18),
            (half + sway, y), (half * 0.5 + sway, y - 0.05), (sway, y + 0.03), (-half * 0.5 + sway, y - 0.05),
          ],
          crown, .matte)
      }
    } else {
      line([(0, 0.3), (-0.3, -0.1)], 0.08, bark)
      line([(0, 0.3), (0.3, -0.15)], 0.08, bark)
      for index in 0..<13 {
        let ring = index < 8 ? 0.46 : 0.22
        let angle = Double(index) * 2.399 + random.uniform(-0.3, 0.3)
        let color = crown.darker(index < 8 ? 0.2 : 0).lighter(random.uniform(0, 0.15))
        disc(
          ring * 1.15 * cos(angle) + 0.06 * articulation, -0.34 + ring * sin(angle),
          random.uniform(0.24, 0.33),
          color, .round, edge: 0.008)
      }
      if random.uniform() < 0.5 {
        for _ in 0..<7 {
          disc(random.uniform(-0.5, 0.5), -0.34 + random.uniform(-0.42, 0.42), 0.055, palette.accent, .glossy)
        }
      }
    }
    part("crown", 0, -0.36, radius: 0.45)
  }

  /// A flower on a stem with leaves.
  func flower() {
    let petals = 5 + random.integer(below: 7)
    let green = Color(hue: random.uniform(0.22, 0.4), saturation: 0.5, lightness: 0.32)
    let sway = articulation * 0.16
    line([(sway, -0.3), (sway * 0.3, 0.3), (0, 0.97)], 0.065, green)
    smooth([(0.02, 0.72), (0.28, 0.36), (0.56, 0.32), (0.4, 0.62)], green, .matte)
    smooth([(0, 0.86), (-0.26, 0.52), (-0.54, 0.5), (-0.36, 0.78)], green.darker(0.1), .matte)
    part("leaf", 0.34, 0.48, radius: 0.17)
    let long = random.uniform(0.52, 0.66)
    let slim = min(0.3, 1.25 / Double(petals)) * random.uniform(0.85, 1.1)
    let pointed = random.uniform() < 0.4
    for petal in 0..<petals {
      at(sway, -0.33, turn: 2 * .pi * Double(petal) / Double(petals)) {
        if pointed {
          smooth([(0.08, 0), (long * 0.55, -slim), (long * 1.05, 0), (long * 0.55, slim)], palette.primary)
        } else {
          ellipse(long * 0.58, 0, long * 0.45, slim, palette.primary, .matte)
        }
        line([(0.12, 0), (long * 0.7, 0)], 0.022, palette.primary.darker(0.35))
      }
    }
    disc(sway, -0.33, 0.2, palette.accent, .round, edge: 0.014)
    for seed in 0..<8 {
      let angle = Double(seed) * 2.399
      let reach = 0.05 * Double(seed).squareRoot()
      disc(sway + cos(angle) * reach, -0.33 + sin(angle) * reach, 0.024, palette.accent.darker(0.5))
    }
    part("centre", sway, -0.33, radius: 0.2)
  }

  /// A mushroom: a cap with gills beneath, on a stem.
  func mushroom() {
    let lean = articulation * 0.08
    let high = random.uniform(0.55, 0.8)
    smooth(
      [
        (-0.16 + lean, -0.15), (0.16 + lean, -0.15), (0.16, 0.4), (0.3, 0.88), (0, 0.96), (-0.3, 0.88),
        (-0.16, 0.4),
      ],
      palette.light.mixed(with: palette.secondary, 0.25), .metal)
    part("stem", 0, 0.45, radius: 0.2)
    smooth(
      [(-0.28 + lean, 0.12), (0.28 + lean, 0.12), (0.33 + lean, 0.28), (0, 0.24), (-0.33 + lean, 0.28)],
      palette.light)
    ellipse(lean, 0, 0.82, 0.16, palette.light.mixed(with: palette.secondary, 0.5).darker(0.2), .matte)
    for gill in 0..<9 {
      let x = -0.7 + 0.175 * Double(gill)
      line([(x + lean, 0.03), (x * 0.45 + lean, 0.13)], 0.016, palette.dark.opacity(0.6))
    }
    let cap: (borrowing Canvas) -> Void = { canvas in
      canvas.move(to: Point(-0.86 + lean, 0.02))
      canvas.curve(
        Point(-0.8 + lean, -high * 1.3), Point(0.8 + lean, -high * 1.3), to: Point(0.86 + lean, 0.02))
      canvas.curve(Point(0.5 + lean, -0.12), Point(-0.5 + lean, -0.12), to: Point(-0.86 + lean, 0.02))
    }
    shape(palette.primary, .round, cap)
    inside(cap) {
      if random.uniform() < 0.65 {
        for index in 0..<8 {
          let x = -0.62 + 0.18 * Double(index)
          let y = -0.16 - random.uniform(0.02, high * 0.8)
          ellipse(
            x + lean, y, random.uniform(0.06, 0.12), random.uniform(0.05, 0.09), palette.light, .matte,
            edge: 0)
        }
      }
    }
    part("cap", lean, -high * 0.5, radius: 0.4)
  }

  /// A house from the front: walls, gabled roof, door, windows, chimney.
  func house() {
    let eave = random.uniform(-0.16, 0.02)
    let wall = palette.primary
    let roof = palette.secondary.darker(0.3)
    if random.uniform() < 0.7 { box(0.34, -0.84, 0.2, 0.5, roof.darker(0.2), .matte) }
    box(-0.74, eave - 0.02, 1.48, 0.94 - eave, wall, .matte)
    if random.uniform() < 0.5 {
      for row in 0..<5 {
        let y = eave + 0.14 + 0.17 * Double(row)
        line([(-0.72, y), (0.72, y)], 0.014, wall.darker(0.35))
      }
    }
    let flat = random.uniform() < 0.3
    let left = flat ? -0.5 : -0.04
    polygon(
      [(-0.96, eave + 0.06), (left, -0.8), (-left, -0.8), (0.96, eave + 0.06)], roof, .matte, edge: 0.02)
    for row in 1..<4 {
      let share = Double(row) / 4
      let y = -0.8 + (eave + 0.86) * share
      let half = -left + (0.96 + left) * share
      line([(-half + 0.05, y), (half - 0.05, y)], 0.016, roof.darker(0.45))
    }
    part("roof", 0, (eave - 0.75) / 2, radius: 0.3)
    let doorX = random.pick([-0.5, -0.13, 0.24])
    box(doorX, 0.38, 0.28, 0.54, palette.accent.darker(0.15), .matte, corner: 0.02)
    disc(doorX + 0.22, 0.66, 0.025, Color(0.9, 0.8, 0.4))
    part("door", doorX + 0.14, 0.65, radius: 0.2)
    for x in [-0.58, -0.16, 0.26] where abs(x - doorX) > 0.2 {
      window(x, 0.24, 0.32, 0.32)
      part("window", x + 0.16, 0.4, radius: 0.17)
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
}
