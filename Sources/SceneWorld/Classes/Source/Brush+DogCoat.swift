import Drawing
import Foundation

/// What sets the breeds apart: ears, spots, masks, wrinkles.
extension Brush {
  /// Both ears of a breed, each swinging a little.
  func ears(_ breed: DogBreed, _ color: Color, turn: Double) {
    let swing = random.uniform(-0.1, 0.1)
    bothSides { side in
      let shift = -0.06 * turn * side
      let name = side > 0 ? "left ear" : "right ear"
      switch breed.ear {
      case .hanging(let length):
        hangingEar(breed.width, shift, swing, length, color)
        part(name, breed.width * 1.13 + shift, -0.42 + length * 0.5, radius: length * 0.35)
      case .pricked:
        prickedEar(breed.width, shift, swing, color)
        part(name, breed.width * 0.76 + shift, -0.66, radius: 0.2)
      case .folded:
        polygon(
          [
            (breed.width * 0.46 + shift, -0.6), (breed.width * 1.06 + shift, -0.46),
            (breed.width * 1.08 + shift + swing * 0.4, -0.04), (breed.width * 0.72 + shift, -0.26),
          ], color, .matte)
        part(name, breed.width * 0.88 + shift, -0.34, radius: 0.16)
      case .curled:
        curls(breed.width * 1.22 + shift + swing * 0.3, 0.06, 0.21, 0.44, color, count: 13)
        part(name, breed.width * 1.22 + shift + swing * 0.3, 0.06, radius: 0.26)
      }
    }
  }

  private func hangingEar(_ width: Double, _ shift: Double, _ swing: Double, _ length: Double, _ color: Color)
  {
    let outline = [
      (width * 0.62 + shift, -0.5), (width * 1.12 + shift, -0.42),
      (width * 1.42 + swing, -0.42 + length * 0.6),
      (width * 1.22 + swing, -0.42 + length), (width * 0.95 + swing, -0.42 + length * 0.72),
      (width * 0.82 + shift, -0.25),
    ]
    smooth(outline, color, .matte)
    inside({ $0.smoothLoop(outline.map { Point($0.0, $0.1) }) }) {
      fur(
        width * 1.1, -0.42 + length * 0.5, width * 0.35, length * 0.5, color, from: (width * 0.8, -1),
        length: 0.1,
        count: 24)
    }
  }

  private func prickedEar(_ width: Double, _ shift: Double, _ swing: Double, _ color: Color) {
    let tip = width * 0.86 + swing + shift
    smooth(
      [
        (width * 0.2 + shift, -0.44), (width * 0.5 + shift, -0.8), (tip, -0.99),
        (width * 1.08 + shift, -0.62),
        (width * 1.0 + shift, -0.2),
      ], color, .matte)
    smooth(
      [
        (width * 0.46 + shift, -0.5), (width * 0.62 + shift, -0.74), (tip, -0.88),
        (width * 0.97 + shift, -0.6),
        (width * 0.9 + shift, -0.34),
      ], Color(0.74, 0.52, 0.48).mixed(with: color, 0.25), .matte, edge: 0)
    fur(
      width * 0.72 + shift, -0.5, 0.1, 0.14, color.lighter(0.3), from: (width * 0.7, -0.1), length: 0.14,
      count: 12)
  }

  /// A dalmatian's spots: on a grid that is shaken, so that they neither cluster nor miss a part.
  func spots(_ breed: DogBreed, _ color: Color) {
    inside({ $0.ellipse(Point(0, -0.06), breed.width * 1.02, 0.6) }) {
      for row in 0..<6 {
        for column in 0..<5 {
          let x = breed.width * (Double(column) - 2 + random.uniform(-0.4, 0.4)) * 0.44
          let y = -0.56 + 0.2 * (Double(row) + random.uniform(-0.4, 0.4))
          ellipse(
            x, y, random.uniform(0.035, 0.075), random.uniform(0.03, 0.06), color, .flat,
            tilt: random.uniform(0, .pi), edge: 0)
        }
      }
    }
  }

  /// A dark crown that runs down between the eyes, pale cheeks and pale spots over the eyes.
  func cap(_ breed: DogBreed, _ coat: Color, _ marking: Color, turn: Double) {
    let x = 0.08 * turn
    bothSides { side in
      ellipse(0.3 + x * side, 0.2, 0.17, 0.24, coat.lighter(0.42), .matte, tilt: 0.35, edge: 0)
    }
    smooth(
      [
        (-0.4, -0.5), (0, -0.62), (0.4, -0.5), (0.42, -0.3), (x + 0.12, -0.24), (x, -0.02), (x - 0.12, -0.24),
        (-0.42, -0.3),
      ], marking, .matte, edge: 0)
    for side in [1.0, -1.0] {
      ellipse(side * breed.eyeSpread + x, -0.25, 0.07, 0.045, coat.lighter(0.35), .flat, edge: 0)
    }
  }

  /// A pug's folded brow and the folds beside its muzzle.
  func wrinkles(_ color: Color, turn: Double) {
    for step in 0..<3 {
      let y = -0.26 - 0.1 * Double(step)
      let half = 0.24 - 0.03 * Double(step)
      let x = 0.08 * turn
      line(
        [
          (-half + x, y + 0.06), (-half * 0.4 + x, y - 0.02), (x, y + 0.02), (half * 0.4 + x, y - 0.02),
          (half + x, y + 0.06),
        ], 0.028, color)
    }
    bothSides { side in
      line([(0.14 + 0.1 * turn * side, -0.04), (0.4, 0.1), (0.47, 0.3)], 0.028, color.opacity(0.8))
    }
  }
}
