import Drawing
import Foundation

extension Brush {
  /// A dog's face from the front, its head turned a little by the articulation.
  func dogFace(_ breed: DogBreed) {
    let turn = articulation * 0.8
    let coat =
      if breed.isSpotted {
        palette.light.mixed(with: palette.secondary.lighter(0.4), 0.3)
      } else if breed.isBlazed {
        palette.primary.darker(palette.primary.brightness > 0.45 ? 0.35 : 0)
      } else {
        palette.primary
      }
    let marking = breed.isSpotted ? palette.primary.darker(0.35) : palette.primary.darker(0.62)
    let earColor = breed.isSpotted ? marking : coat.darker(breed.isMasked ? 0.5 : 0.22)
    if random.uniform() < 0.7 { chest(breed.isBlazed ? palette.light.darker(0.1) : coat.darker(0.15)) }
    if case .pricked = breed.ear { ears(breed, earColor, turn: turn) }
    skull(breed, coat)
    if breed.isSpotted { spots(breed, marking) }
    if breed.isBlazed { blaze(turn: turn) }
    if breed.isCapped { cap(breed, coat, marking, turn: turn) }
    if breed.isWrinkled { wrinkles(coat.darker(0.5), turn: turn) }
    muzzle(breed, coat, marking, turn: turn)
    for side in [1.0, -1.0] {
      let name = side > 0 ? "left eye" : "right eye"
      if breed.isMasked {
        ellipse(
          side * breed.eyeSpread + 0.1 * turn, -0.1, breed.eye * 1.7, breed.eye * 1.5, marking.opacity(0.75),
          .flat, edge: 0)
      }
      eye(
        side * breed.eyeSpread + 0.1 * turn, -0.1, breed.eye, name: name,
        iris: Color(0.34, 0.2, 0.1).mixed(with: palette.primary, 0.25), irisShare: 1)
    }
    switch breed.ear {
    case .pricked: break
    case .hanging, .folded: ears(breed, earColor, turn: turn)
    }
  }

  /// A round eye with a catchlight, noted as a part.
  func eye(
    _ x: Double, _ y: Double, _ radius: Double, name: String, iris: Color, irisShare: Double = 0.88,
    slit: Bool = false
  ) {
    ellipse(x, y, radius * 1.12, radius * 1.05, palette.light, .round, edge: 0.016)
    disc(x, y, radius * irisShare, iris, .round)
    if slit {
      ellipse(x, y, radius * 0.26, radius * 0.8, palette.dark, .flat, edge: 0)
    } else {
      disc(x, y, radius * 0.62, palette.dark)
    }
    disc(x + light.x * radius * 0.4, y + light.y * radius * 0.4, radius * 0.26, .white)
    part(name, x, y, radius: radius * 1.1)
  }

  private func chest(_ color: Color) {
    smooth([(-0.34, 0.3), (0.34, 0.3), (0.55, 0.98), (0, 1.02), (-0.55, 0.98)], color)
    line([(-0.4, 0.72), (0, 0.84), (0.4, 0.72)], 0.1, palette.accent)
    disc(0, 0.88, 0.07, Color(0.9, 0.78, 0.35), .glossy, edge: 0.012)
  }

  private func skull(_ breed: DogBreed, _ coat: Color) {
    let width = breed.width
    var outline: [(Double, Double)] = []
    let count = 26
    for step in 0..<count {
      let angle = 2 * Double.pi * Double(step) / Double(count)
      // Hair stands off at the cheeks, below the ears.
      let low = max(0, sin(angle + 0.25) * (angle < .pi ? 1 : 0))
      let tuft = 1 + breed.shag * low * (step.isMultiple(of: 2) ? 1.6 : 0)
      let narrowing = 1 - 0.2 * max(0, sin(angle))
      outline.append(
        (width * cos(angle) * tuft * narrowing * 1.05, -0.06 + 0.6 * sin(angle) * (0.9 + 0.1 * tuft)))
    }
    smooth(outline, coat, .round)
  }

  private func muzzle(_ breed: DogBreed, _ coat: Color, _ marking: Color, turn: Double) {
    let x = 0.2 * turn
    let top = 0.02
    let bottom = top + breed.muzzleLength + 0.12
    let half = breed.muzzleWidth
    let color = breed.isMasked ? marking : breed.isBlazed ? palette.light : coat.lighter(0.35)
    if random.uniform() < 0.45 {
      ellipse(x, bottom + 0.05, half * 0.42, 0.14, Color(0.86, 0.42, 0.45), .matte)
      line([(x, bottom), (x, bottom + 0.12)], 0.015, Color(0.6, 0.25, 0.3))
    }
    ellipse(x * 0.9, bottom - 0.02, half * 0.62, 0.1, color.darker(0.25), .matte)
    smooth(
      [
        (x * 0.5 - half * 0.45, top - 0.08), (x * 0.5 + half * 0.45, top - 0.08),
        (x + half * 0.95, bottom - 0.2),
        (x + half * 0.8, bottom), (x, bottom - 0.03), (x - half * 0.8, bottom),
        (x - half * 0.95, bottom - 0.2),
      ], color, .round, edge: 0.008)
    let noseY = bottom - 0.24
    line([(x * 1.2, noseY), (x * 1.1, bottom - 0.06)], 0.02, palette.dark)
    line(
      [(x - half * 0.75, bottom - 0.06), (x - half * 0.3, bottom - 0.01), (x * 1.1, bottom - 0.07)], 0.02,
      palette.dark)
    line(
      [(x + half * 0.75, bottom - 0.06), (x + half * 0.3, bottom - 0.01), (x * 1.1, bottom - 0.07)], 0.02,
      palette.dark)
    let noseWidth = 0.1 + half * 0.2
    smooth(
      [
        (x * 1.25 - noseWidth, noseY - 0.05), (x * 1.25, noseY - 0.1), (x * 1.25 + noseWidth, noseY - 0.05),
        (x * 1.25 + noseWidth * 0.5, noseY + 0.06), (x * 1.25, noseY + 0.09),
        (x * 1.25 - noseWidth * 0.5, noseY + 0.06),
      ], palette.dark, .glossy, edge: 0.01)
    part("nose", x * 1.25, noseY, radius: noseWidth)
  }

  private func ears(_ breed: DogBreed, _ color: Color, turn: Double) {
    let width = breed.width
    let swing = random.uniform(-0.12, 0.12)
    let lean = -0.06 * turn
    bothSides { side in
      let name = side > 0 ? "left ear" : "right ear"
      let shift = lean * side
      switch breed.ear {
      case .hanging(let length):
        smooth(
          [
            (width * 0.62 + shift, -0.5), (width * 1.12 + shift, -0.42),
            (width * 1.42 + swing, -0.42 + length * 0.6),
            (width * 1.22 + swing, -0.42 + length), (width * 0.95 + swing, -0.42 + length * 0.72),
            (width * 0.82 + shift, -0.25),
          ], color, .matte)
        if breed.hasLongEars {
          for wave in 0..<4 {
            let y = -0.2 + 0.18 * Double(wave)
            line(
              [
                (width * 0.98 + swing * 0.5, y), (width * 1.12 + swing * 0.7, y + 0.06),
                (width * 1.24 + swing * 0.8, y - 0.02),
              ], 0.022, color.darker(0.4))
          }
        }
        part(name, width * 1.13 + shift, -0.42 + length * 0.5, radius: length * 0.35)
      case .pricked:
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
          ], Color(0.74, 0.52, 0.48), .matte, edge: 0)
        part(name, width * 0.76 + shift, -0.66, radius: 0.2)
      case .folded:
        polygon(
          [
            (width * 0.5 + shift, -0.58), (width * 1.08 + shift, -0.42),
            (width * 1.02 + shift + swing * 0.4, -0.06),
            (width * 0.72 + shift, -0.28),
          ], color, .matte)
        part(name, width * 0.88 + shift, -0.34, radius: 0.16)
      }
    }
  }

  private func spots(_ breed: DogBreed, _ color: Color) {
    inside({ $0.ellipse(Point(0, -0.06), breed.width, 0.58) }) {
      for _ in 0..<16 {
        let angle = random.uniform(0, 2 * .pi)
        let reach = random.uniform(0.15, 1).squareRoot()
        disc(
          breed.width * reach * cos(angle), -0.06 + 0.58 * reach * sin(angle), random.uniform(0.03, 0.085),
          color)
      }
    }
  }

  /// A pale stripe from the crown to the muzzle, widening downwards.
  private func blaze(turn: Double) {
    let x = 0.09 * turn
    smooth(
      [
        (x * 0.3, -0.62), (x + 0.07, -0.4), (x + 0.06, -0.14), (x + 0.26, 0.22), (x, 0.4), (x - 0.26, 0.22),
        (x - 0.06, -0.14), (x - 0.07, -0.4),
      ], palette.light, .matte, edge: 0)
  }

  /// A dark crown that runs down between the eyes, pale cheeks and pale spots over the eyes.
  private func cap(_ breed: DogBreed, _ coat: Color, _ marking: Color, turn: Double) {
    let x = 0.08 * turn
    bothSides { side in
      ellipse(0.3 + x * side, 0.2, 0.17, 0.24, coat.lighter(0.42), .matte, tilt: 0.35, edge: 0)
    }
    smooth(
      [
        (-0.4, -0.5), (0, -0.62), (0.4, -0.5), (0.42, -0.3), (x + 0.12, -0.24), (x, -0.02), (x - 0.12, -0.24),
        (-0.42, -0.3),
      ],
      marking, .matte, edge: 0)
    for side in [1.0, -1.0] {
      ellipse(side * breed.eyeSpread + x, -0.25, 0.07, 0.045, coat.lighter(0.35), .flat, edge: 0)
    }
  }

  private func wrinkles(_ color: Color, turn: Double) {
    for step in 0..<3 {
      let y = -0.26 - 0.1 * Double(step)
      let half = 0.2 - 0.02 * Double(step)
      line(
        [(-half + 0.08 * turn, y + 0.05), (0.08 * turn, y - 0.03), (half + 0.08 * turn, y + 0.05)], 0.022,
        color)
    }
  }
}
