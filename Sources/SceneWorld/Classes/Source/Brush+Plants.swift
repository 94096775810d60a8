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
      for shade in [crown.lighter(0.3), crown.darker(0.4)] {
        strokes(
          (0..<60).map { _ in
            let angle = random.uniform(0, 2 * .pi)
            let reach = random.uniform().squareRoot()
            let x = 0.68 * reach * cos(angle)
            let y = -0.34 + 0.6 * reach * sin(angle)
            return (Point(x, y), Point(x + random.uniform(-0.05, 0.05), y + 0.04))
          }, 0.03, shade.opacity(0.6))
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
    part("center", sway, -0.33, radius: 0.2)
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

  /// A single leaf with veins and a toothed rim.
  func leaf() {
    let wide = random.uniform(0.38, 0.56)
    let teeth = random.uniform() < 0.6 ? 0.07 : 0.0
    let count = 11
    var points: [(Double, Double)] = [(0, -0.95)]
    for side in [1.0, -1.0] {
      let steps = side > 0 ? Array(1..<count) : Array((1..<count).reversed())
      for step in steps {
        let share = Double(step) / Double(count)
        let half = wide * sin(.pi * pow(share, 0.8)) + (step.isMultiple(of: 2) ? teeth : 0)
        points.append((side * half, -0.95 + 1.55 * share))
      }
      if side > 0 { points.append((0, 0.62)) }
    }
    let bend = articulation * 0.15
    line([(0, 0.5), (bend, 0.96)], 0.065, palette.primary.darker(0.4))
    part("stalk", bend * 0.6, 0.78, radius: 0.12)
    if teeth > 0 { polygon(points, palette.primary, .matte) } else { smooth(points, palette.primary, .matte) }
    let vein = palette.primary.lighter(0.4)
    line([(0, -0.85), (0, 0.62)], 0.035, vein)
    for step in 0..<5 {
      let y = -0.45 + 0.22 * Double(step)
      bothSides { _ in line([(0, y), (wide * 0.72, y - 0.22)], 0.02, vein) }
    }
    part("tip", 0, -0.86, radius: 0.12)
  }
}
