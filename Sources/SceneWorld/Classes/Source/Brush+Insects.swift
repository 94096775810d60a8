import Drawing
import Foundation

extension Brush {
  /// A butterfly from above, its wings more or less open.
  func butterfly() {
    let open = 0.86 + 0.14 * articulation
    let rim = palette.primary.darker(0.7)
    let tailed = random.uniform() < 0.4
    let rings = random.uniform(0.08, 0.14)
    bothSides { side in
      canvas.scale(open, 1)
      smooth(
        [
          (0.05, 0.06), (0.5, 0.04), (0.74, 0.34), (0.62, 0.66), (tailed ? 0.5 : 0.4, tailed ? 0.92 : 0.72),
          (0.22, 0.56),
        ],
        rim, .matte)
      smooth(
        [(0.08, 0.12), (0.46, 0.12), (0.62, 0.36), (0.52, 0.56), (0.24, 0.46)], palette.secondary, .matte,
        edge: 0)
      disc(0.46, 0.36, rings, rim)
      disc(0.46, 0.36, rings * 0.65, palette.accent)
      smooth(
        [(0.05, 0.02), (0.2, -0.5), (0.62, -0.86), (0.95, -0.72), (0.86, -0.2), (0.5, 0.1)], rim, .matte)
      smooth(
        [(0.1, -0.06), (0.26, -0.44), (0.58, -0.7), (0.8, -0.6), (0.72, -0.2), (0.44, 0)], palette.primary,
        .matte, edge: 0)
      line([(0.1, -0.04), (0.4, -0.3), (0.66, -0.66)], 0.02, rim)
      line([(0.1, -0.03), (0.46, -0.18), (0.76, -0.4)], 0.02, rim)
      disc(0.56, -0.42, rings * 1.15, rim)
      disc(0.56, -0.42, rings * 0.75, palette.light)
      for step in 0..<4 {
        disc(0.86 - 0.012 * Double(step * step), -0.64 + 0.15 * Double(step), 0.028, palette.light)
      }
      part(side > 0 ? "right wing" : "left wing", 0.5, -0.35, radius: 0.36)
      line([(0.02, -0.4), (0.1, -0.66), (0.24, -0.84)], 0.022, palette.dark)
      disc(0.24, -0.84, 0.03, palette.dark)
    }
    ellipse(0, 0.08, 0.065, 0.46, palette.dark.lighter(0.12), .round)
    disc(0, -0.4, 0.085, palette.dark.lighter(0.12), .round)
    part("body", 0, 0.05, radius: 0.14)
  }

  /// A beetle from above, on six legs.
  func beetle() {
    let stride = articulation * 0.1
    let leg = palette.dark
    bothSides { side in
      for (index, y) in [-0.3, 0.06, 0.4].enumerated() {
        let step = (index.isMultiple(of: 2) ? stride : -stride) * side
        let end = y + [-0.34, 0.04, 0.4][index] + step
        line([(0.3, y), (0.66, y + (end - y) * 0.35), (0.88, end)], 0.055, leg, smooth: false)
      }
      line([(0.08, -0.72), (0.2, -0.9), (0.38, -0.96)], 0.03, leg)
    }
    disc(0, -0.66, 0.17, leg.lighter(0.1), .glossy, edge: 0.012)
    part("head", 0, -0.66, radius: 0.17)
    smooth(
      [(-0.3, -0.6), (0.3, -0.6), (0.42, -0.3), (0, -0.24), (-0.42, -0.3)], palette.secondary.darker(0.3),
      .glossy)
    let spotted = random.uniform() < 0.5
    let spots = (0..<3).map { _ in (random.uniform(0.14, 0.3), random.uniform(0.06, 0.11)) }
    shape(palette.primary, .glossy) { $0.ellipse(Point(0, 0.26), 0.53, 0.62) }
    inside({ $0.ellipse(Point(0, 0.26), 0.53, 0.62) }) {
      bothSides { _ in
        for (index, spot) in spots.enumerated() {
          if spotted {
            disc(spot.0, -0.08 + 0.3 * Double(index), spot.1, palette.dark)
          } else {
            line(
              [
                (0.1 + 0.13 * Double(index), -0.4), (0.12 + 0.15 * Double(index), 0.3),
                (0.06 + 0.08 * Double(index), 0.9),
              ], 0.025, palette.primary.darker(0.5))
          }
        }
      }
      polygon([(-0.09, -0.4), (0.09, -0.4), (0, -0.2)], palette.dark)
    }
    line([(0, -0.34), (0, 0.88)], 0.026, palette.primary.darker(0.7))
    part("left wing case", -0.27, 0.26, radius: 0.26)
    part("right wing case", 0.27, 0.26, radius: 0.26)
  }
}
