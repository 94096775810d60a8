import Drawing
import Foundation

extension Brush {
  /// A cat's face from the front: pointed ears, slit eyes, whiskers, a tabby's stripes.
  func catFace() {
    let turn = articulation * 0.8
    let coat = palette.primary
    let stripe = coat.darker(0.5)
    let striped = random.uniform() < 0.65
    if random.uniform() < 0.7 {
      smooth([(-0.36, 0.35), (0.36, 0.35), (0.56, 0.98), (0, 1.02), (-0.56, 0.98)], coat.darker(0.15))
    }
    bothSides { side in
      let shift = -0.05 * turn * side
      polygon([(0.12 + shift, -0.52), (0.56 + shift, -0.98), (0.68 + shift, -0.2)], coat, .matte)
      polygon(
        [(0.3 + shift, -0.55), (0.53 + shift, -0.84), (0.6 + shift, -0.36)], Color(0.85, 0.58, 0.56), edge: 0)
      part(side > 0 ? "left ear" : "right ear", 0.47 + shift, -0.6, radius: 0.2)
    }
    smooth(
      [
        (0, -0.62), (0.48, -0.46), (0.72, 0.02), (0.62, 0.36), (0.3, 0.58), (0, 0.62), (-0.3, 0.58),
        (-0.62, 0.36),
        (-0.72, 0.02), (-0.48, -0.46),
      ], coat, .round)
    fur(0, 0.05, 0.6, 0.5, coat, from: (0, 0.1), length: 0.07, count: 60)
    if striped {
      for place in [-0.16, 0, 0.16] {
        line([(place + 0.06 * turn, -0.58), (place * 0.8 + 0.08 * turn, -0.34)], 0.05, stripe)
      }
      bothSides { _ in
        line([(0.7, 0), (0.46, 0.06)], 0.045, stripe)
        line([(0.68, 0.2), (0.46, 0.2)], 0.045, stripe)
      }
    }
    let x = 0.13 * turn
    ellipse(x, 0.46, 0.16, 0.09, coat.lighter(0.25), .round, edge: 0)
    ellipse(x - 0.14, 0.32, 0.19, 0.15, coat.lighter(0.45), .round, edge: 0)
    ellipse(x + 0.14, 0.32, 0.19, 0.15, coat.lighter(0.45), .round, edge: 0)
    polygon([(x - 0.09, 0.14), (x + 0.09, 0.14), (x, 0.24)], Color(0.82, 0.42, 0.45), .matte)
    part("nose", x, 0.18, radius: 0.1)
    part("muzzle", x, 0.36, radius: 0.2)
    line([(x, 0.24), (x, 0.32), (x - 0.14, 0.39)], 0.02, palette.dark)
    line([(x, 0.32), (x + 0.14, 0.39)], 0.02, palette.dark)
    bothSides { _ in
      for step in 0..<3 {
        let y = 0.26 + 0.07 * Double(step)
        line([(0.2, y), (0.88, y - 0.1 + 0.13 * Double(step))], 0.014, palette.light)
      }
    }
    let iris = palette.accent.lighter(0.15)
    eye(0.28 + 0.08 * turn, -0.06, 0.13, name: "left eye", iris: iris, slit: true)
    eye(-0.28 + 0.08 * turn, -0.06, 0.13, name: "right eye", iris: iris, slit: true)
  }

  /// A bird from the side, standing on two legs.
  func bird() {
    let nod = articulation * 0.12
    let long = random.uniform(0, 0.25)
    let leg = Color(0.85, 0.5, 0.2).darker(0.2)
    for (foot, x) in [("left leg", 0.02), ("right leg", 0.22)] {
      let ground = 0.92
      line([(x - 0.05, 0.4), (x, 0.66), (x - 0.04, ground)], 0.045, leg, smooth: false)
      for toe in [-0.16, 0.0, 0.13] {
        line([(x - 0.04, ground - 0.02), (x - 0.04 + toe, ground + 0.04)], 0.035, leg)
      }
      part(foot, x - 0.02, 0.75, radius: 0.16)
    }
    polygon([(0.4, 0.16), (0.96, 0.3 + long), (0.9, 0.44 + long), (0.3, 0.46)], palette.primary.darker(0.35))
    smooth(
      [(-0.42, -0.12), (-0.1, -0.22), (0.36, 0.06), (0.56, 0.32), (0.2, 0.52), (-0.24, 0.46), (-0.5, 0.18)],
      palette.primary, .round)
    smooth(
      [(-0.48, 0.08), (-0.3, 0.12), (0.05, 0.42), (-0.1, 0.48), (-0.3, 0.42)], palette.secondary, .matte,
      edge: 0)
    at(-0.42, -0.38 + nod) {
      polygon([(-0.24, -0.06), (-0.6, 0.06), (-0.22, 0.1)], Color(0.92, 0.65, 0.2), .matte)
      line([(-0.58, 0.06), (-0.24, 0.02)], 0.015, palette.dark)
      part("beak", -0.38, 0.03, radius: 0.16)
    }
    smooth(
      [
        (-0.7, -0.36 + nod), (-0.5, -0.66 + nod), (-0.2, -0.58 + nod), (-0.05, -0.2), (-0.3, 0.1),
        (-0.52, 0.05),
      ],
      palette.primary, .round, edge: 0.01)
    if random.uniform() < 0.4 {
      polygon([(-0.5, -0.6 + nod), (-0.2, -0.9 + nod), (-0.24, -0.58 + nod)], palette.accent)
    }
    disc(-0.48, -0.42 + nod, 0.085, palette.light)
    disc(-0.49, -0.42 + nod, 0.06, palette.dark)
    disc(-0.5 + light.x * 0.02, -0.43 + nod + light.y * 0.02, 0.02, .white)
    part("eye", -0.48, -0.42 + nod, radius: 0.09)
    at(-0.12, 0.02, turn: articulation * 0.2) {
      let wing = palette.primary.darker(0.3)
      smooth([(-0.1, -0.06), (0.22, -0.04), (0.72, 0.34), (0.4, 0.36), (0.04, 0.28)], wing)
      for step in 0..<3 {
        let drop = 0.08 * Double(step)
        line(
          [(0.02, 0.08 + drop), (0.24, 0.14 + drop), (0.52 - drop, 0.28 + drop * 0.3)], 0.024,
          wing.darker(0.5))
      }
      line([(-0.02, 0.04), (0.2, 0.05)], 0.05, palette.accent)
      part("wing", 0.25, 0.15, radius: 0.28)
    }
  }

  /// A fish from the side, striped or plain.
  func fish() {
    let bend = articulation * 0.16
    let fin = palette.accent
    let tall = random.uniform(0.36, 0.55)
    polygon([(0.46, 0), (0.97, -0.42 + bend), (0.84, bend), (0.97, 0.42 + bend)], fin, .matte)
    line([(0.6, 0), (0.88, -0.26 + bend)], 0.02, fin.darker(0.4))
    line([(0.6, 0), (0.88, 0.26 + bend)], 0.02, fin.darker(0.4))
    part("tail", 0.82, bend, radius: 0.26)
    smooth(
      [(-0.35, -tall * 0.8), (0, -tall - 0.3), (0.36, -tall * 0.85), (0.42, -0.18), (0, -tall * 0.7)], fin)
    polygon([(-0.05, tall * 0.8), (0.2, tall + 0.24), (0.3, tall * 0.6)], fin)
    let body: (borrowing Canvas) -> Void = { canvas in
      canvas.smoothLoop([
        Point(-0.92, 0.04), Point(-0.62, -tall * 0.72), Point(-0.1, -tall), Point(0.36, -tall * 0.5),
        Point(0.62, -0.07),
        Point(0.62, 0.07), Point(0.36, tall * 0.5), Point(-0.1, tall), Point(-0.62, tall * 0.72),
      ])
    }
    shape(palette.primary, .round, body)
    inside(body) {
      switch random.integer(below: 3) {
      case 0:
        for x in [-0.32, 0.0, 0.3] {
          line([(x, -0.6), (x + 0.1, 0), (x, 0.6)], 0.13, palette.secondary)
        }
      case 1:
        for y in [-0.2, 0.02, 0.24] {
          line([(-0.4, y), (0, y - 0.03), (0.7, y * 0.3)], 0.07, palette.secondary)
        }
      default:
        for column in 0..<5 {
          for row in -2...2 {
            let y = Double(row) * 0.17 + (column.isMultiple(of: 2) ? 0 : 0.085)
            ring(-0.32 + Double(column) * 0.17, y, 0.1, 0.022, palette.primary.darker(0.4))
          }
        }
      }
      smooth(
        [(-1, 0.3), (-0.4, 0.3), (0.3, 0.3), (0.3, 0.8), (-1, 0.8)], palette.light.opacity(0.35), .flat,
        edge: 0)
    }
    line([(-0.48, -tall * 0.6), (-0.38, 0), (-0.48, tall * 0.6)], 0.03, palette.primary.darker(0.5))
    smooth([(-0.22, 0.08), (0.12, 0.02), (0.16, 0.24), (-0.1, 0.22)], fin, .matte)
    part("fin", -0.03, 0.14, radius: 0.18)
    line([(-0.9, 0.12), (-0.76, 0.16)], 0.025, palette.dark)
    disc(-0.64, -0.1, 0.115, palette.light, .round, edge: 0.014)
    disc(-0.66, -0.1, 0.065, palette.dark)
    disc(-0.66 + light.x * 0.03, -0.1 + light.y * 0.03, 0.025, .white)
    part("eye", -0.64, -0.1, radius: 0.11)
  }
}
