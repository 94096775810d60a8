import Drawing
import Foundation

extension Brush {
  /// A dog's face from the front, its head turned a little by the articulation.
  func dogFace(_ breed: DogBreed) {
    let turn = articulation * 0.8
    let coat =
      breed.isSpotted
      ? palette.light.mixed(with: palette.secondary.lighter(0.4), 0.3)
      : breed.isMasked ? palette.primary.mixed(with: palette.light, 0.18) : palette.primary
    let marking = palette.primary.darker(breed.isSpotted ? 0.55 : 0.72)
    let earColor = breed.isSpotted ? marking : breed.isMasked ? coat.darker(0.6) : coat.darker(0.2)
    if random.uniform() < 0.75 { chest(coat.darker(0.12)) }
    if case .pricked = breed.ear { ears(breed, earColor, turn: turn) }
    skull(breed, coat)
    if breed.isSpotted { spots(breed, marking) }
    if breed.isCapped { cap(breed, coat, marking, turn: turn) }
    if breed.isWrinkled { wrinkles(coat.darker(0.6), turn: turn) }
    if breed.isCurled { curls(0.03 * turn, -0.58, breed.width * 0.95, 0.3, coat, count: 22) }
    for side in [1.0, -1.0] { socket(breed, coat, marking, side: side, turn: turn) }
    muzzle(breed, coat, marking, turn: turn)
    if case .pricked = breed.ear { return }
    ears(breed, earColor, turn: turn)
  }

  /// An eye in its shadowed hollow, under a brow.
  private func socket(_ breed: DogBreed, _ coat: Color, _ marking: Color, side: Double, turn: Double) {
    let x = side * breed.eyeSpread + 0.1 * turn
    let hollow = breed.isMasked ? marking.opacity(0.8) : coat.darker(0.35).opacity(0.55)
    ellipse(x, -0.1, breed.eye * 1.75, breed.eye * 1.5, hollow, .flat, tilt: side * 0.3, edge: 0)
    eye(
      x, -0.1, breed.eye, name: side > 0 ? "left eye" : "right eye",
      iris: Color(0.36, 0.2, 0.09).mixed(with: palette.primary, 0.2), irisShare: 0.98)
    line(
      [
        (x - breed.eye * 1.2, -0.12 - breed.eye * 0.7), (x, -0.12 - breed.eye * 1.15),
        (x + breed.eye * 1.2, -0.12 - breed.eye * 0.7),
      ], 0.028, coat.darker(0.6))
  }

  private func chest(_ color: Color) {
    smooth([(-0.34, 0.3), (0.34, 0.3), (0.58, 0.98), (0, 1.02), (-0.58, 0.98)], color)
    fur(0, 0.75, 0.42, 0.2, color, from: (0, 0), length: 0.12, count: 36)
    line([(-0.43, 0.76), (0, 0.87), (0.43, 0.76)], 0.1, palette.accent)
    line([(-0.43, 0.735), (0, 0.845), (0.43, 0.735)], 0.02, palette.accent.lighter(0.4))
    disc(0, 0.93, 0.06, Color(0.9, 0.78, 0.35), .glossy, edge: 0.012)
  }

  private func skull(_ breed: DogBreed, _ coat: Color) {
    let width = breed.width
    let count = 26
    let outline = (0..<count).map { step -> (Double, Double) in
      let angle = 2 * Double.pi * Double(step) / Double(count)
      // Hair stands off at the cheeks, below the ears.
      let low = max(0, sin(angle + 0.25) * (angle < .pi ? 1 : 0))
      let tuft = 1 + breed.shag * low * (step.isMultiple(of: 2) ? 1.6 : 0)
      let narrowing = 1 - breed.taper * max(0, sin(angle))
      return (width * cos(angle) * tuft * narrowing * 1.05, -0.06 + 0.6 * sin(angle) * (0.9 + 0.1 * tuft))
    }
    smooth(outline, coat, .round)
    inside({ $0.smoothLoop(outline.map { Point($0.0, $0.1) }) }) {
      fur(
        0, 0, width, 0.58, coat, from: (0, -0.1), length: 0.05 + 0.6 * breed.shag,
        count: breed.isSpotted ? 20 : 70)
    }
  }

  private func muzzle(_ breed: DogBreed, _ coat: Color, _ marking: Color, turn: Double) {
    let x = 0.2 * turn
    let top = 0.02
    let bottom = top + breed.muzzleLength + 0.12
    let half = breed.muzzleWidth
    let color = breed.isMasked ? marking : coat.lighter(0.3)
    let mouth = palette.dark.mixed(with: color, 0.12)
    if random.uniform() < 0.5 {
      smooth(
        [
          (x - half * 0.42, bottom - 0.05), (x + half * 0.42, bottom - 0.05), (x + half * 0.4, bottom + 0.14),
          (x, bottom + 0.22), (x - half * 0.4, bottom + 0.14),
        ], Color(0.86, 0.42, 0.45), .round)
      line([(x, bottom), (x, bottom + 0.14)], 0.018, Color(0.6, 0.25, 0.3))
      part("tongue", x, bottom + 0.1, radius: half * 0.4)
    }
    ellipse(x * 0.9, bottom - 0.02, half * 0.66, 0.1, color.darker(0.35), .matte)
    smooth(
      [
        (x * 0.5 - half * 0.45, top - 0.08), (x * 0.5 + half * 0.45, top - 0.08),
        (x + half * 0.95, bottom - 0.2),
        (x + half * 0.8, bottom), (x, bottom - 0.03), (x - half * 0.8, bottom),
        (x - half * 0.95, bottom - 0.2),
      ], color, .round, edge: 0.008)
    let noseY = bottom - 0.24
    line([(x * 1.2, noseY), (x * 1.1, bottom - 0.06)], 0.022, mouth)
    bothSides { side in
      let x = x * side
      line(
        [(x, bottom - 0.07), (x + half * 0.35, bottom - 0.005), (x + half * 0.78, bottom - 0.07)], 0.024,
        mouth)
      for dot in 0..<4 {
        disc(
          x + half * (0.42 + 0.13 * Double(dot % 2)), bottom - 0.15 + 0.035 * Double(dot), 0.011,
          color.darker(0.6))
      }
      part(
        side > 0 ? "left mouth corner" : "right mouth corner", x + half * 0.74, bottom - 0.06, radius: 0.08)
    }
    part("muzzle", x, bottom - 0.1, radius: half * 0.7)
    nose(x * 1.25, noseY, width: 0.1 + half * 0.2)
  }

  /// A wet nose: a rounded triangle with nostrils and a highlight.
  private func nose(_ x: Double, _ y: Double, width: Double) {
    smooth(
      [
        (x - width, y - 0.05), (x, y - 0.1), (x + width, y - 0.05), (x + width * 0.5, y + 0.06),
        (x, y + 0.09),
        (x - width * 0.5, y + 0.06),
      ], palette.dark, .glossy, edge: 0.01)
    for side in [-1.0, 1.0] {
      ellipse(x + side * width * 0.45, y + 0.01, width * 0.2, 0.025, .black, .flat, tilt: side * 0.5, edge: 0)
    }
    part("nose", x, y, radius: width)
  }
}
