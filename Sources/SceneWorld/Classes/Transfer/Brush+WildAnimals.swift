import Drawing
import Foundation

extension Brush {
  /// A rabbit sitting, from the side, its long ears more or less upright.
  func rabbit() {
    let coat = palette.primary
    let plump = random.uniform(0.4, 0.5)
    disc(0.78, 0.56, 0.15, coat.lighter(0.55), .round, edge: 0.012)
    part("tail", 0.8, 0.56, radius: 0.14)
    for (index, tilt) in [(0, 0.28), (1, -0.06)] {
      at(-0.36 + 0.12 * Double(index), -0.24, turn: tilt + 0.2 * articulation) {
        ellipse(0, -0.4, 0.115, 0.36, index == 0 ? coat.darker(0.25) : coat, .matte)
        ellipse(-0.01, -0.38, 0.055, 0.27, Color(0.86, 0.62, 0.6), .matte, edge: 0)
        if index == 1 { part("ear", 0, -0.42, radius: 0.2) }
      }
    }
    ellipse(0.2, 0.42, 0.56, plump, coat, .round)
    tapered([(-0.22, 0.3), (-0.3, 0.6), (-0.3, 0.9)], widths: [0.3, 0.18, 0.13], coat.darker(0.08))
    ellipse(-0.38, 0.9, 0.17, 0.075, coat.lighter(0.12), .round)
    ellipse(0.4, 0.56, 0.36, 0.34, coat.lighter(0.06), .round)
    ellipse(0.24, 0.89, 0.36, 0.09, coat.lighter(0.12), .round)
    part("hind leg", 0.4, 0.6, radius: 0.26)
    smooth(
      [
        (-0.82, 0.0), (-0.62, -0.3), (-0.3, -0.38), (-0.08, -0.14), (-0.14, 0.16), (-0.42, 0.26),
        (-0.72, 0.18),
      ],
      coat, .round)
    ellipse(-0.62, 0.13, 0.16, 0.1, coat.lighter(0.4), .round, edge: 0)
    ellipse(-0.79, 0.0, 0.06, 0.045, Color(0.82, 0.48, 0.5), .matte, edge: 0)
    part("nose", -0.77, 0.01, radius: 0.07)
    for rise in [-0.08, 0.02, 0.12] {
      line([(-0.66, 0.08), (-0.96, 0.06 + rise)], 0.013, palette.light)
    }
    eye(-0.48, -0.12, 0.08, name: "eye", iris: coat.darker(0.4))
  }

  /// An owl from the front on a branch: face discs, ear tufts, barred breast.
  func owl() {
    let plumage = palette.primary
    let tuft = random.uniform(0.12, 0.3)
    tube([(-0.95, 0.86), (0, 0.82), (0.95, 0.88)], 0.11, Color(0.42, 0.3, 0.2))
    bothSides { side in
      polygon(
        [(0.14, -0.64), (0.5, -0.7 - tuft), (0.58, -0.36)], plumage.darker(0.15), .matte)
      if side > 0 { part("ear tuft", 0.46, -0.66, radius: 0.13) }
    }
    smooth(
      [
        (0, -0.74), (0.42, -0.66), (0.6, -0.36), (0.54, 0), (0.58, 0.4), (0.3, 0.8), (0, 0.86), (-0.3, 0.8),
        (-0.58, 0.4), (-0.54, 0), (-0.6, -0.36), (-0.42, -0.66),
      ], plumage, .round)
    let breast: (borrowing Canvas) -> Void = { $0.ellipse(Point(0, 0.38), 0.36, 0.42) }
    shape(palette.secondary, .matte, edge: 0, breast)
    inside(breast) {
      for row in 0..<4 {
        for column in -2...2 {
          let x = Double(column) * 0.17 + (row.isMultiple(of: 2) ? 0 : 0.085)
          let y = 0.08 + 0.17 * Double(row)
          line([(x - 0.06, y), (x, y + 0.07), (x + 0.06, y)], 0.028, palette.secondary.darker(0.5))
        }
      }
    }
    part("breast", 0, 0.4, radius: 0.26)
    bothSides { side in
      at(0.5, -0.02, turn: -0.06 - 0.12 * articulation) {
        smooth([(-0.04, -0.1), (0.14, 0.1), (0.12, 0.5), (-0.06, 0.78), (-0.12, 0.4)], plumage.darker(0.3))
        part(side > 0 ? "left wing" : "right wing", 0.02, 0.3, radius: 0.2)
      }
      disc(0.26, -0.36, 0.28, palette.secondary.lighter(0.15), .round, edge: 0.016)
      for ray in 0..<10 {
        let angle = 2 * Double.pi * Double(ray) / 10
        line(
          [
            (0.26 + cos(angle) * 0.2, -0.36 + sin(angle) * 0.2),
            (0.26 + cos(angle) * 0.26, -0.36 + sin(angle) * 0.26),
          ], 0.016, plumage.darker(0.3))
      }
      for toe in [0.08, 0.17, 0.26] {
        line([(toe, 0.8), (toe + 0.01, 0.9)], 0.07, palette.accent.darker(0.1))
      }
    }
    let iris = palette.accent.lighter(0.2)
    for (name, x) in [("left eye", 0.26), ("right eye", -0.26)] {
      eye(x, -0.36, 0.16, name: name, iris: iris)
    }
    polygon([(-0.085, -0.3), (0.085, -0.3), (0, -0.06)], palette.accent.darker(0.25), .matte)
    part("beak", 0, -0.22, radius: 0.09)
  }

  /// An elephant from the side, its trunk hanging or raised.
  func elephant() {
    let skin = palette.primary
    let lift = articulation > 0 ? 0.8 + 0.2 * articulation : 0.2 + 0.2 * articulation
    let fan = random.uniform(0.9, 1.15)
    line([(0.84, -0.2), (0.93, 0.1), (0.9, 0.3)], 0.04, skin.darker(0.4))
    for x in [0.0, 0.42] { columnLeg(x, from: 0.1, width: 0.23, skin.darker(0.35)) }
    for x in [-0.22, 0.66] { columnLeg(x, from: 0.1, width: 0.27, skin) }
    smooth(
      [
        (-0.4, -0.4), (0, -0.6), (0.45, -0.58), (0.8, -0.36), (0.88, 0.05), (0.72, 0.42), (0.2, 0.48),
        (-0.3, 0.42), (-0.5, 0),
      ], skin, .round)
    part("front leg", -0.22, 0.66, radius: 0.16)
    part("hind leg", 0.66, 0.66, radius: 0.16)
    // Hanging down and curling in, or thrown up and curling back.
    let hanging = [(-0.6, -0.2), (-0.76, 0.1), (-0.82, 0.42), (-0.84, 0.7), (-0.72, 0.84)]
    let thrown = [(-0.58, -0.08), (-0.76, 0.1), (-0.88, -0.1), (-0.89, -0.48), (-0.78, -0.8)]
    let trunk = zip(hanging, thrown).map { down, up in
      (down.0 + (up.0 - down.0) * lift, down.1 + (up.1 - down.1) * lift)
    }
    tapered(trunk, widths: [0.36, 0.24, 0.18, 0.14, 0.11], skin)
    for fold in 2...3 {
      let (x, y) = trunk[fold]
      line([(x - 0.06, y), (x + 0.06, y)], 0.02, skin.darker(0.4))
    }
    part("trunk", trunk[2].0, trunk[2].1, radius: 0.12)
    ellipse(-0.5, -0.32, 0.32, 0.36, skin, .round, edge: 0.008)
    tapered(
      [(-0.6, 0.02), (-0.7, 0.22), (-0.92, 0.28)], widths: [0.11, 0.09, 0.02], palette.light, .matte)
    disc(-0.64, -0.36, 0.05, palette.dark)
    disc(-0.64 + light.x * 0.015, -0.36 + light.y * 0.015, 0.016, .white)
    part("eye", -0.64, -0.36, radius: 0.06)
    at(-0.42, -0.34, scale: fan) {
      smooth(
        [(0, -0.26), (0.26, -0.34), (0.46, -0.14), (0.42, 0.16), (0.24, 0.42), (0.06, 0.34), (-0.04, 0.08)],
        skin.darker(0.18), .matte, edge: 0.02)
      smooth(
        [(0.06, -0.14), (0.24, -0.2), (0.34, -0.06), (0.3, 0.14), (0.18, 0.26), (0.08, 0.16)],
        skin.mixed(with: Color(0.85, 0.6, 0.58), 0.4), .matte, edge: 0)
      part("ear", 0.2, 0.04, radius: 0.24)
    }
  }

  /// An upright leg with toenails, its foot on the ground at 0.92.
  private func columnLeg(_ x: Double, from top: Double, width: Double, _ color: Color) {
    box(x - width / 2, top, width, 0.93 - top, color, .matte, corner: width * 0.3)
    for toe in [-0.3, 0.0, 0.3] { ellipse(x + toe * width, 0.9, width * 0.12, 0.035, palette.light, edge: 0) }
  }

  /// A giraffe from the side, its neck more or less raised, its coat in patches.
  func giraffe() {
    let coat = palette.primary
    let patch = palette.secondary.brightness < coat.brightness ? palette.secondary : coat.darker(0.5)
    let nod = 0.1 * articulation
    line([(0.74, 0.02), (0.86, 0.26), (0.84, 0.42)], 0.035, coat.darker(0.4))
    for (x, color) in [(-0.02, coat.darker(0.3)), (0.5, coat.darker(0.3)), (-0.14, coat), (0.64, coat)] {
      tapered(
        [(x + 0.02, 0.12), (x, 0.5), (x + 0.01, 0.94)], widths: [0.2, 0.1, 0.1, 0.09], color, .matte)
      box(x - 0.06, 0.89, 0.12, 0.06, palette.dark, .flat, edge: 0)
    }
    part("front leg", -0.14, 0.6, radius: 0.1)
    let head = (-0.52 + nod, -0.72 + abs(nod) * 0.4)
    let neck = Brush.outline(
      [(0.1, 0.12), (-0.14, -0.2), (-0.34 + nod * 0.6, -0.5), head], widths: [0.5, 0.26, 0.18, 0.16])
    let trunk: [(Double, Double)] = [
      (-0.26, 0.02), (0.1, -0.14), (0.5, -0.02), (0.78, 0.08), (0.74, 0.34), (0.4, 0.4), (0, 0.42),
      (-0.24, 0.3),
    ]
    for outline in [trunk, neck] { smooth(outline, coat, .matte) }
    let spots = (0..<34).map { _ in (random.uniform(-0.5, 0.5), random.uniform(0, 1)) }
    for outline in [trunk, neck] {
      inside({ $0.smoothLoop(outline.map { Point($0.0, $0.1) }) }) {
        for row in 0..<8 {
          for column in 0..<8 {
            let jitter = spots[(row * 5 + column * 3) % spots.count]
            let x = -0.62 + 0.19 * Double(column) + (row.isMultiple(of: 2) ? 0.095 : 0) + jitter.0 * 0.04
            let y = -0.72 + 0.165 * Double(row)
            at(x, y, turn: jitter.1) {
              polygon(
                [(-0.075, -0.03), (0, -0.075), (0.075, -0.02), (0.05, 0.065), (-0.05, 0.06)], patch, edge: 0)
            }
          }
        }
      }
    }
    part("neck", -0.2, -0.3, radius: 0.14)
    part("body", 0.3, 0.16, radius: 0.24)
    at(head.0, head.1, turn: nod) {
      for x in [0.0, 0.09] {
        line([(x, -0.06), (x + 0.02, -0.22)], 0.035, coat.darker(0.2))
        disc(x + 0.02, -0.22, 0.035, palette.dark)
      }
      ellipse(0.17, -0.1, 0.12, 0.045, coat.darker(0.1), tilt: -0.4)
      smooth(
        [(0.1, -0.12), (0.08, 0.08), (-0.2, 0.16), (-0.36, 0.14), (-0.36, 0.03), (-0.12, -0.1)], coat, .matte)
      ellipse(-0.32, 0.085, 0.07, 0.06, coat.darker(0.35), edge: 0)
      disc(-0.04, -0.03, 0.035, palette.dark)
      part("head", -0.06, 0.03, radius: 0.14)
    }
  }

  /// A snake winding upward, its head raised, its tongue out.
  func snake() {
    let skin = palette.primary
    let sway = 0.12 * articulation
    let turns = random.uniform(2.4, 2.9)
    let spine = curve(40) { share in
      (
        sin(share * turns * .pi + 0.4) * (0.66 - 0.14 * share) + sway * share,
        0.84 - 1.5 * share
      )
    }
    let widths = [0.03, 0.13, 0.2, 0.23, 0.23, 0.21, 0.17]
    let outline = Brush.outline(spine, widths: widths)
    smooth(outline, skin, .round, edge: 0.02)
    let banded = random.uniform() < 0.5
    inside({ $0.smoothLoop(outline.map { Point($0.0, $0.1) }) }) {
      for index in stride(from: 3, to: 40, by: banded ? 3 : 2) {
        let ahead = spine[index + 1]
        let here = spine[index]
        at(here.0, here.1, turn: atan2(ahead.1 - here.1, ahead.0 - here.0)) {
          if banded {
            box(-0.045, -0.2, 0.09, 0.4, palette.secondary, .flat, edge: 0)
          } else {
            polygon([(-0.08, 0), (0, -0.075), (0.08, 0), (0, 0.075)], palette.accent, .flat, edge: 0.012)
          }
        }
      }
      line(
        spine.map { ($0.0 + light.x * 0.05, $0.1 + light.y * 0.05) }, 0.035, skin.lighter(0.5).opacity(0.5))
    }
    part("body", spine[20].0, spine[20].1, radius: 0.12)
    let end = spine[40]
    let before = spine[37]
    at(end.0, end.1, turn: atan2(end.1 - before.1, end.0 - before.0)) {
      let tongue = Color(0.75, 0.15, 0.2)
      line([(0.26, 0), (0.4, 0)], 0.032, tongue)
      for fork in [-0.06, 0.06] { line([(0.4, 0), (0.48, fork)], 0.026, tongue) }
      smooth(
        [(-0.12, -0.08), (0.06, -0.16), (0.28, -0.08), (0.32, 0), (0.28, 0.08), (0.06, 0.16), (-0.12, 0.08)],
        skin)
      for side in [-0.085, 0.085] { eye(0.1, side, 0.045, iris: palette.accent) }
      part("head", 0.1, 0, radius: 0.15)
    }
  }
}
