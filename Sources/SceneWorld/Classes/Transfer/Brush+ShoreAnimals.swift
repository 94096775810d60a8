import Drawing
import Foundation

extension Brush {
  /// A turtle from the side: a domed shell of plates, head out.
  func turtle() {
    let skin = palette.secondary
    let shell = palette.primary
    let high = random.uniform(0.58, 0.74)
    let reach = 0.08 * articulation
    polygon([(0.7, 0.36), (0.97, 0.56), (0.7, 0.54)], skin, .matte)
    for (x, tone) in [(-0.26, 0.35), (0.36, 0.35), (-0.46, 0.0), (0.54, 0.0)] {
      tapered(
        [(x + 0.06, 0.4), (x - 0.02, 0.6), (x - 0.06 + reach * (tone > 0 ? -1 : 1), 0.76)],
        widths: [0.3, 0.26, 0.24], skin.darker(tone), .matte)
    }
    part("front leg", -0.5, 0.62, radius: 0.12)
    part("hind leg", 0.5, 0.62, radius: 0.12)
    tapered(
      [(-0.5, 0.34), (-0.68, 0.2), (-0.76 - reach * 0.4, 0.06)], widths: [0.3, 0.24, 0.26], skin)
    ellipse(-0.78 - reach * 0.4, 0.0, 0.19, 0.16, skin, .round)
    line([(-0.96 - reach * 0.4, 0.05), (-0.82, 0.09)], 0.022, palette.dark)
    eye(-0.82 - reach * 0.4, -0.05, 0.05, name: "eye", iris: palette.light)
    let dome: (borrowing Canvas) -> Void = { canvas in
      canvas.move(to: Point(-0.7, 0.42))
      canvas.curve(Point(-0.6, 0.42 - high * 1.45), Point(0.66, 0.42 - high * 1.45), to: Point(0.8, 0.42))
      canvas.curve(Point(0.4, 0.54), Point(-0.3, 0.54), to: Point(-0.7, 0.42))
    }
    shape(shell, .round, dome)
    inside(dome) {
      let seam = shell.darker(0.55)
      let top = 0.42 - high
      for index in 0..<3 {
        let x = -0.33 + 0.38 * Double(index)
        let hexagon = [(-0.17, 0.14), (-0.11, 0.0), (0.11, 0.0), (0.17, 0.14), (0.1, 0.3), (-0.1, 0.3)].map {
          (x + $0.0, top + 0.1 + abs(x - 0.05) * 0.25 + $0.1 * high * 1.25)
        }
        polygon(hexagon, palette.accent.mixed(with: shell, 0.5), .matte, edge: 0.034)
        line([hexagon[4], (x + 0.13, 0.44)], 0.034, seam)
        line([hexagon[5], (x - 0.13, 0.44)], 0.034, seam)
        line([hexagon[1], (x - 0.12, -0.6)], 0.034, seam)
      }
      line([(-0.8, 0.3), (0.05, 0.4), (0.9, 0.3)], 0.04, seam)
    }
    part("shell", 0.05, 0.1, radius: 0.36)
  }

  /// A crab from above: a broad shell, raised claws, four pairs of legs.
  func crab() {
    let shell = palette.primary
    let open = 0.14 + 0.1 * articulation
    let claw = random.uniform(0.85, 1.15)
    bothSides { side in
      for (index, drop) in [-0.02, 0.16, 0.34, 0.5].enumerated() {
        let out = 0.9 - 0.1 * Double(index)
        tapered(
          [(0.42, 0.14 + drop * 0.6), (0.7, drop - 0.06), (out, 0.22 + drop * 1.15)],
          widths: [0.13, 0.11, 0.03], shell.darker(0.15), .matte)
      }
      tapered([(0.46, 0.06), (0.72, -0.1), (0.64, -0.36)], widths: [0.15, 0.14, 0.14], shell.darker(0.1))
      at(0.6, -0.44, turn: -0.2 + 0.16 * articulation, scale: claw) {
        at(0, 0, turn: -open) {
          tapered([(-0.02, 0.06), (-0.18, -0.16), (-0.1, -0.46)], widths: [0.2, 0.17, 0.02], shell)
        }
        at(0, 0, turn: open) {
          tapered([(0.04, 0.06), (0.2, -0.14), (0.08, -0.48)], widths: [0.28, 0.25, 0.02], shell)
        }
        disc(0.01, 0.02, 0.15, shell, .round, edge: 0.01)
        part(side > 0 ? "left claw" : "right claw", 0.04, 0.0, radius: 0.22)
      }
    }
    bothSides { side in
      tube([(0.14, -0.06), (0.17, -0.26)], 0.05, shell.darker(0.1))
      eye(0.17, -0.3, 0.08, name: side > 0 ? "left eye" : "right eye", iris: palette.light)
    }
    smooth(
      [
        (0, -0.16), (0.36, -0.14), (0.62, 0.06), (0.54, 0.36), (0.26, 0.56), (0, 0.6), (-0.26, 0.56),
        (-0.54, 0.36), (-0.62, 0.06), (-0.36, -0.14),
      ], shell, .round)
    line([(-0.2, 0.36), (0, 0.44), (0.2, 0.36)], 0.03, shell.darker(0.5))
    bothSides { _ in line([(0.2, 0.02), (0.26, 0.16), (0.18, 0.24)], 0.03, shell.darker(0.4)) }
    let spots = (0..<7).map { _ in (random.uniform(-0.42, 0.42), random.uniform(0.02, 0.34)) }
    dots(spots, 0.032, palette.secondary)
    part("shell", 0, 0.2, radius: 0.36)
  }

  /// A starfish: five tapering arms set with knobs.
  func starfish() {
    let skin = palette.primary
    let waist = random.uniform(0.32, 0.42)
    let bend = 0.16 * articulation
    let place = { (index: Double, reach: Double) -> (Double, Double) in
      let angle = -Double.pi / 2 + 2 * Double.pi * index / 5
      return (cos(angle) * reach, sin(angle) * reach + 0.06)
    }
    var rim: [(Double, Double)] = []
    for arm in 0..<5 {
      let middle = Double(arm)
      let tip = middle + bend * (arm.isMultiple(of: 2) ? 1 : -0.6)
      rim += [place(middle - 0.25, waist * 1.3), place(tip - 0.05, 0.9), place(tip + 0.05, 0.9)]
      rim += [place(middle + 0.25, waist * 1.3), place(middle + 0.5, waist)]
    }
    smooth(rim, skin, .round, edge: 0.022)
    for arm in 0..<5 {
      let middle = Double(arm)
      let tip = middle + bend * (arm.isMultiple(of: 2) ? 1 : -0.6)
      for step in 1...6 {
        let share = Double(step) / 7
        let along = middle + (tip - middle) * share
        let size = 0.056 * (1.2 - share)
        let knob = place(along, 0.94 * share)
        disc(knob.0, knob.1, size, palette.secondary, .round, edge: 0.008)
        if step < 5 {
          let beside = [-0.14, 0.14].map { place(along + $0 * (1.6 - share), 0.1 + 0.8 * share) }
          dots(beside, size * 0.6, palette.secondary)
        }
      }
      let end = place(middle + (tip - middle) * 0.6, 0.56)
      part("arm \(arm + 1)", end.0, end.1, radius: 0.16)
    }
    disc(0, 0.06, 0.07, palette.accent, .round, edge: 0.01)
    part("center", 0, 0.06, radius: 0.2)
  }

  /// A snail from the side: a coiled shell on a creeping foot, horns out.
  func snail() {
    let skin = palette.secondary
    let shell = palette.primary
    let horn = 0.12 * articulation
    for (x, tip) in [(-0.6, -0.44 + horn), (-0.74, -0.9 - horn)] {
      tube([(x, 0.2), (x * 0.4 + tip * 0.6, -0.06), (tip, -0.3)], 0.05, skin)
      disc(tip, -0.32, 0.06, palette.dark, .glossy)
    }
    part("horn", -0.84 - horn * 0.6, -0.06, radius: 0.08)
    smooth(
      [
        (-0.9, 0.3), (-0.78, 0.1), (-0.56, 0.12), (-0.4, 0.44), (0.1, 0.6), (0.6, 0.64), (0.97, 0.86),
        (0.3, 0.9), (-0.5, 0.88), (-0.74, 0.6),
      ], skin, .matte)
    line([(-0.88, 0.4), (-0.78, 0.42)], 0.025, palette.dark)
    part("head", -0.72, 0.28, radius: 0.15)
    line([(-0.5, 0.83), (0.3, 0.85), (0.85, 0.85)], 0.03, skin.darker(0.4))
    part("foot", -0.2, 0.74, radius: 0.12)
    // Larger or smaller, it rests on the foot.
    let size = random.uniform(0.52, 0.64)
    let middle = (x: 0.2, y: 0.68 - size)
    disc(middle.x, middle.y, size, shell, .round, edge: 0.02)
    let coil = curve(48) { share in
      let angle = 1.9 + share * 2.6 * 2 * .pi
      let reach = size * pow(1 - share, 0.8)
      return (middle.x + cos(angle) * reach, middle.y + sin(angle) * reach)
    }
    inside({ $0.arc(Point(middle.x, middle.y), radius: size) }) {
      line(coil.map { ($0.0 - light.x * 0.03, $0.1 - light.y * 0.03) }, 0.075, shell.darker(0.25))
      line(coil, 0.035, shell.darker(0.65))
      if random.uniform() < 0.6 {
        for spot in stride(from: 3, to: 40, by: 4) {
          let inner = coil[min(spot + 9, 48)]
          disc(
            (coil[spot].0 + inner.0) / 2, (coil[spot].1 + inner.1) / 2, 0.045, palette.accent.opacity(0.8))
        }
      }
    }
    part("shell", middle.x, middle.y, radius: size * 0.7)
  }

  /// A penguin from the front, its flippers held out more or less.
  func penguin() {
    let back = palette.primary.darker(0.5)
    let beak = palette.accent
    bothSides { side in
      ellipse(0.2, 0.9, 0.2, 0.07, beak, .matte)
      part(side > 0 ? "left foot" : "right foot", 0.22, 0.9, radius: 0.1)
      at(0.4, -0.2, turn: -0.35 - 0.25 * articulation) {
        smooth(
          [(-0.08, -0.1), (0.12, 0), (0.16, 0.4), (0.02, 0.66), (-0.06, 0.4)], back.darker(0.15), .matte)
        part(side > 0 ? "left flipper" : "right flipper", 0.05, 0.3, radius: 0.16)
      }
    }
    smooth(
      [
        (0, -0.94), (0.26, -0.84), (0.33, -0.6), (0.36, -0.36), (0.5, 0), (0.52, 0.44), (0.36, 0.82),
        (0, 0.9),
        (-0.36, 0.82), (-0.52, 0.44), (-0.5, 0), (-0.36, -0.36), (-0.33, -0.6), (-0.26, -0.84),
      ], back, .round)
    smooth(
      [
        (0, -0.3), (0.26, -0.24), (0.37, 0.1), (0.38, 0.46), (0.24, 0.76), (0, 0.82), (-0.24, 0.76),
        (-0.38, 0.46), (-0.37, 0.1), (-0.26, -0.24),
      ],
      palette.light, .round, edge: 0)
    if random.uniform() < 0.5 {
      line([(-0.3, -0.26), (0, -0.14), (0.3, -0.26)], 0.08, palette.accent.lighter(0.2))
    }
    part("belly", 0, 0.34, radius: 0.28)
    bothSides { side in
      ellipse(0.25, -0.5, 0.07, 0.13, palette.accent.lighter(0.35), .flat, tilt: 0.3, edge: 0)
      eye(0.13, -0.66, 0.06, name: side > 0 ? "left eye" : "right eye", iris: palette.light)
    }
    smooth(
      [(-0.09, -0.56), (0, -0.62), (0.09, -0.56), (0.05, -0.4), (0, -0.28), (-0.05, -0.4)], beak, .matte)
    line([(0, -0.52), (0, -0.32)], 0.016, palette.dark)
    part("beak", 0, -0.48, radius: 0.09)
  }

  /// An octopus: a swollen head over eight curling arms.
  func octopus() {
    let skin = palette.primary
    // From the hindmost, which reach out furthest, to the two in front.
    for (index, reach) in [0.97, 0.8, 0.54, 0.2].enumerated() {
      let rank = Double(index)
      let fall = [0.28, 0.6, 0.82, 0.93][index]
      bothSides { side in
        let wave = 0.09 * articulation * side * (index.isMultiple(of: 2) ? 1 : -1)
        let arm: [(Double, Double)] = [
          (0.24 - 0.05 * rank, 0.02), (reach * 0.55 + 0.04, 0.1 + 0.1 * rank),
          (reach * 0.86, fall - 0.2 + wave), (reach * 0.92, fall - 0.02), (reach * 0.78, fall + 0.02),
          (reach * 0.72 - 0.04, fall - 0.1),
        ]
        let tone = skin.darker(0.24 - 0.08 * rank)
        tapered(arm, widths: [0.24, 0.2, 0.15, 0.11, 0.08, 0.04], tone, edge: 0.02)
        dots(Array(arm[1...3]), 0.026, palette.secondary.lighter(0.2))
        part("\(side > 0 ? "left" : "right") arm \(index + 1)", arm[1].0, arm[1].1, radius: 0.1)
      }
    }
    smooth(
      [
        (0, -0.95), (0.34, -0.86), (0.48, -0.56), (0.38, -0.22), (0.34, 0.04), (0.18, 0.2), (-0.18, 0.2),
        (-0.34, 0.04), (-0.38, -0.22), (-0.48, -0.56), (-0.34, -0.86),
      ], skin, .round)
    for _ in 0..<6 {
      disc(
        random.uniform(-0.32, 0.32), random.uniform(-0.84, -0.4), random.uniform(0.03, 0.06),
        palette.secondary.opacity(0.8))
    }
    part("head", 0, -0.5, radius: 0.34)
    bothSides { side in
      eye(0.17, -0.1, 0.11, name: side > 0 ? "left eye" : "right eye", iris: palette.light)
    }
    line([(-0.09, 0.09), (0, 0.13), (0.09, 0.09)], 0.03, palette.dark)
  }

  /// A spider from above on eight jointed legs, hanging from its thread.
  func spider() {
    let body = palette.primary
    let crouch = 0.08 * articulation
    line([(0, -0.97), (0, -0.3)], 0.022, palette.light)
    bothSides { _ in
      // Two pairs forwards, two backwards, each with its knee outermost.
      let legs: [[(Double, Double)]] = [
        [(0.1, -0.26), (0.44, -0.52), (0.36, -0.96)], [(0.14, -0.2), (0.68, -0.42), (0.9, -0.8)],
        [(0.14, -0.1), (0.72, 0.02), (0.94, 0.44)], [(0.1, -0.02), (0.56, 0.34), (0.6, 0.95)],
      ]
      for (index, leg) in legs.enumerated() {
        let step = crouch * (index.isMultiple(of: 2) ? 1 : -1)
        tube([leg[0], (leg[1].0, leg[1].1 + step), leg[2]], 0.052, body.darker(0.35), smooth: false)
        disc(leg[1].0, leg[1].1 + step, 0.045, palette.accent)
      }
    }
    ellipse(0, 0.36, 0.4, 0.44, body, .round, edge: 0.02)
    inside({ $0.ellipse(Point(0, 0.36), 0.4, 0.44) }) {
      if random.uniform() < 0.5 {
        line([(0, 0), (0, 0.7)], 0.09, palette.accent)
        line([(-0.14, 0.24), (0.14, 0.24)], 0.09, palette.accent)
        line([(-0.1, 0.5), (0.1, 0.5)], 0.07, palette.accent)
      } else {
        for row in 0..<4 {
          line(
            [
              (-0.3, 0.2 + 0.17 * Double(row)), (0, 0.06 + 0.17 * Double(row)),
              (0.3, 0.2 + 0.17 * Double(row)),
            ], 0.05, palette.secondary, smooth: false)
        }
      }
    }
    part("abdomen", 0, 0.4, radius: 0.32)
    ellipse(0, -0.16, 0.24, 0.22, body.darker(0.2), .round, edge: 0.02)
    bothSides { _ in
      tapered(
        [(0.07, -0.32), (0.12, -0.44), (0.05, -0.52)], widths: [0.08, 0.06, 0.02], body.darker(0.4), .matte)
      disc(0.07, -0.28, 0.04, palette.light)
      disc(0.15, -0.23, 0.028, palette.light)
    }
    part("head", 0, -0.16, radius: 0.18)
  }
}
