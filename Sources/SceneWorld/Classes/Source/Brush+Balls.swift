import Drawing
import Foundation

extension Brush {
  /// A ball of pentagons and hexagons.
  func football() {
    let spin = random.uniform(0, 2 * .pi)
    let tilt = Point(random.uniform(-0.25, 0.25), random.uniform(-0.25, 0.25))
    let patch = palette.primary.darker(0.5)
    disc(0, 0, 0.9, palette.light, .round, edge: 0.02)
    inside({ $0.arc(Point(0, 0), radius: 0.9) }) {
      // The middle pentagon, the seams from its corners, and the five patches near the rim.
      let corner = { (index: Int, reach: Double) -> (Double, Double) in
        let angle = spin + 2 * Double.pi * Double(index) / 5
        return (tilt.x + cos(angle) * reach, tilt.y + sin(angle) * reach)
      }
      polygon((0..<5).map { corner($0, 0.3) }, patch, .matte)
      for index in 0..<5 {
        let near = corner(index, 0.3)
        let far = corner(index, 0.58)
        line([near, far], 0.035, palette.dark.opacity(0.85))
        let angle = spin + 2 * Double.pi * Double(index) / 5
        let spread = 0.27
        let place = { (angle: Double, reach: Double) in
          (tilt.x + cos(angle) * reach, tilt.y + sin(angle) * reach)
        }
        polygon(
          [
            far, place(angle - spread, 0.74), place(angle - spread * 0.8, 1.05),
            place(angle + spread * 0.8, 1.05),
            place(angle + spread, 0.74),
          ], patch, .matte)
        line(
          [place(angle + spread, 0.74), place(angle + 2 * .pi / 5 - spread, 0.74)], 0.035,
          palette.dark.opacity(0.85))
      }
    }
    gloss(0.9)
    part("center patch", tilt.x, tilt.y, radius: 0.27)
  }

  /// A ball with four seams.
  func basketball() {
    let bend = random.uniform(0.25, 0.5)
    let seam = palette.dark
    at(0, 0, turn: random.uniform(0, .pi)) {
      disc(0, 0, 0.9, palette.primary, .round, edge: 0.02)
      inside({ $0.arc(Point(0, 0), radius: 0.9) }) {
        line([(-1, 0.06), (0, 0.14 * articulation), (1, 0.06)], 0.05, seam)
        line([(0.06, -1), (0.16 * articulation, 0), (0.06, 1)], 0.05, seam)
        line([(-0.75, -0.8), (-bend, 0), (-0.75, 0.8)], 0.05, seam)
        line([(0.75, -0.8), (bend, 0), (0.75, 0.8)], 0.05, seam)
      }
      part("center", 0, 0, radius: 0.25)
    }
    gloss(0.9)
  }

  /// A felt ball with one pale seam that shows as two curves.
  func tennisBall() {
    let felt = palette.primary
    let bend = 0.14 + 0.1 * articulation
    at(0, 0, turn: random.uniform(0, 2 * .pi)) {
      // The felt's hairs stand off at the rim.
      fur(0, 0, 0.9, 0.9, felt, from: (0, 0), length: 0.05, count: 220)
      disc(0, 0, 0.88, felt, .round)
      inside({ $0.arc(Point(0, 0), radius: 0.88) }) {
        fur(0, 0, 0.86, 0.86, felt, from: (0.4, 0.9), length: 0.07, count: 90)
        for side in [1.0, -1.0] {
          let curve = [
            (side * 0.98, -0.66), (side * (0.42 - bend), -0.34), (side * (0.3 - bend), 0),
            (side * (0.42 - bend), 0.34), (side * 0.98, 0.66),
          ]
          line(curve, 0.13, felt.darker(0.35))
          line(curve, 0.1, palette.light)
          part(side > 0 ? "right seam" : "left seam", side * (0.3 - bend), 0, radius: 0.14)
        }
      }
    }
    gloss(0.88)
  }
}
