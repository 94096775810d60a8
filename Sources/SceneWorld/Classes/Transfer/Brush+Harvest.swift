import Drawing
import Foundation

extension Brush {
  /// A pineapple: a scaled oval under a crown of leaves.
  func pineapple() {
    let skin = palette.primary
    let leaf = palette.secondary.darker(0.15)
    let sway = 0.16 * articulation
    for (row, spread) in [(0, 1.0), (1, 0.72), (2, 0.4)] {
      for side in [-1.0, 1.0] {
        for step in 0..<2 {
          let lean = side * spread * (step == 0 ? 1 : 0.55)
          tapered(
            [
              (lean * 0.16, -0.28), (lean * 0.3 + sway * 0.4, -0.56 - 0.05 * Double(row)),
              (lean * 0.58 + sway, -0.72 - 0.09 * Double(row) - 0.05 * Double(step)),
            ], widths: [0.15, 0.15, 0.01], leaf.lighter(0.12 * Double(row)), .matte)
        }
      }
    }
    tapered(
      [(0, -0.28), (sway * 0.4, -0.7), (sway, -0.97)], widths: [0.16, 0.16, 0.01], leaf.lighter(0.3), .matte)
    part("crown", sway * 0.3, -0.6, radius: 0.2)
    let body: (borrowing Canvas) -> Void = { $0.ellipse(Point(0, 0.33), 0.5, 0.63) }
    shape(skin, .round, edge: 0.02, body)
    inside(body) {
      let scales = (-6...6).flatMap { index -> [(from: Point, to: Point)] in
        let x = Double(index) * 0.2
        return [-0.58, 0.58].map { (Point(x + $0, -0.35), Point(x - $0, 1)) }
      }
      strokes(scales, 0.034, skin.darker(0.5))
      let pips = (0..<35).map { index -> (Double, Double) in
        let row = index / 5
        let shift = row.isMultiple(of: 2) ? -0.4 : -0.3
        return (0.2 * Double(index % 5) + shift, 0.1725 * Double(row) - 0.26)
      }
      dots(pips, 0.03, palette.accent.lighter(0.2))
    }
    part("fruit", 0, 0.33, radius: 0.4)
  }

  /// A cactus with raised arms in a pot.
  func cactus() {
    let flesh = palette.primary
    let lift = 0.1 * articulation
    let tall = random.uniform(-0.92, -0.78)
    let arms: [[(Double, Double)]] = [
      [(-0.06, 0.16), (-0.42, 0.14), (-0.52, -0.06), (-0.52, -0.38 + lift)],
      [(0.06, -0.02), (0.42, -0.04), (0.54, -0.26), (0.54, -0.6 - lift)],
    ]
    for arm in arms {
      line(arm, 0.27, flesh.darker(0.6))
      line(arm, 0.24, flesh.darker(0.05))
      for shift in [-0.06, 0.06] {
        line(arm.map { ($0.0 + shift, $0.1 + shift * ($0.0 < 0 ? 1 : -1)) }, 0.02, flesh.darker(0.45))
      }
    }
    part("left arm", -0.52, -0.16 + lift / 2, radius: 0.13)
    part("right arm", 0.54, -0.38 - lift / 2, radius: 0.13)
    let trunk: (borrowing Canvas) -> Void = {
      $0.roundedRectangle(Rectangle(-0.2, tall, 0.4, 0.6 - tall), radius: 0.2)
    }
    shape(flesh, .matte, edge: 0.018, trunk)
    inside(trunk) {
      let ribs = [-0.11, 0, 0.11].map { (from: Point($0, tall + 0.06), to: Point($0, 0.6)) }
      strokes(ribs, 0.024, flesh.darker(0.45))
    }
    part("trunk", 0, -0.2, radius: 0.18)
    let spines = (0..<24).flatMap { index -> [(from: Point, to: Point)] in
      let x = [-0.16, -0.055, 0.055, 0.16][index % 4]
      let y = tall + 0.16 + 0.2 * Double(index / 4)
      return [-0.02, 0.02].map { (Point(x - 0.03, y + $0), Point(x + 0.03, y - $0)) }
    }
    strokes(spines, 0.014, palette.light)
    if random.uniform() < 0.6 {
      at(0.04, tall, scale: 0.14) {
        around(5) { _ in ellipse(0.6, 0, 0.5, 0.32, palette.accent, .matte, edge: 0.06) }
        disc(0, 0, 0.3, palette.light)
      }
    }
    cylinder(
      0, top: 0.5, bottom: 0.88, widths: (0.4, 0.3), depth: 0.2, palette.secondary, lid: Color(0.3, 0.2, 0.13)
    )
    // The foot of the trunk stands before the pot's far rim.
    box(-0.2, 0.3, 0.4, 0.22, flesh, .matte, corner: 0.06, edge: 0)
    shape(palette.secondary.lighter(0.15), .matte) { canvas in
      canvas.move(to: Point(-0.46, 0.46))
      canvas.curve(Point(-0.3, 0.6), Point(0.3, 0.6), to: Point(0.46, 0.46))
      canvas.line(to: Point(0.44, 0.6))
      canvas.curve(Point(0.3, 0.74), Point(-0.3, 0.74), to: Point(-0.44, 0.6))
      canvas.closePath()
    }
    part("pot", 0, 0.78, radius: 0.18)
  }

  /// A hand of bananas.
  func banana() {
    let skin = palette.primary
    let count = 2 + random.integer(below: 2)
    for index in 0..<count {
      let fan = Double(index) - Double(count - 1) / 2
      at(0.52, -0.74, turn: fan * (0.26 + 0.06 * articulation)) {
        let spine = curve(8) { share in
          let angle = 0.1 + share * 1.5
          return (-1.2 + cos(angle) * 1.2, sin(angle) * 1.36)
        }
        let tone = skin.darker(0.12 * Double(count - 1 - index))
        tapered(spine, widths: [0.1, 0.25, 0.31, 0.32, 0.3, 0.22, 0.08], tone, .matte, edge: 0.022)
        line(spine.dropFirst().dropLast().map { ($0.0 * 0.97 - 0.01, $0.1 * 0.97) }, 0.026, tone.darker(0.35))
        line(spine.dropFirst().dropLast().map { ($0.0 * 1.06 + 0.02, $0.1 * 1.06) }, 0.03, tone.lighter(0.4))
        let end = spine[8]
        disc(end.0, end.1, 0.055, palette.dark)
        part("banana \(index + 1)", spine[4].0, spine[4].1, radius: 0.16)
      }
    }
    tapered(
      [(0.46, -0.58), (0.52, -0.78), (0.62, -0.95)], widths: [0.3, 0.2, 0.15], skin.darker(0.25), .matte)
    box(0.54, -0.98, 0.17, 0.07, palette.dark, .flat, corner: 0.03, edge: 0)
    part("stalk", 0.52, -0.76, radius: 0.1)
  }

  /// Scoops of ice cream in a wafer cone.
  func iceCream() {
    let wafer = palette.secondary
    let scoops = 2 + random.integer(below: 2)
    let lean = 0.08 * articulation
    let cone: [(Double, Double)] = [(-0.4, 0.0), (0.4, 0.0), (0.06, 0.96), (-0.06, 0.96)]
    polygon(cone, wafer, .metal, edge: 0.02)
    inside({ $0.polygon(cone.map { Point($0.0, $0.1) }) }) {
      let ridges = (-5...5).flatMap { index -> [(from: Point, to: Point)] in
        let x = Double(index) * 0.16
        return [-0.3, 0.3].map { (Point(x + $0, -0.1), Point(x - $0, 1)) }
      }
      strokes(ridges, 0.03, wafer.darker(0.45))
    }
    part("cone", 0, 0.4, radius: 0.18)
    let flavors = [palette.primary, palette.accent, palette.light]
    let places: [(Double, Double)] =
      scoops == 2 ? [(0, -0.12), (lean, -0.52)] : [(-0.24, -0.14), (0.24, -0.14), (lean, -0.5)]
    for (index, place) in places.enumerated() {
      let color = flavors[index]
      let rim = curve(10) { share in
        (
          place.0 - 0.4 + 0.8 * share,
          place.1 + 0.12 + (Int((share * 10).rounded()).isMultiple(of: 2) ? 0.14 : 0.05)
        )
      }
      disc(place.0, place.1, 0.37, color, .round, edge: 0.014)
      for bump in rim { disc(bump.0, bump.1, 0.075, color, .round, edge: 0.006) }
      ellipse(place.0, place.1 + 0.06, 0.33, 0.24, color, .flat, edge: 0)
      canvas.saved { canvas in
        canvas.translate(place.0, place.1)
        gloss(0.36)
      }
      for _ in 0..<6 {
        let x = place.0 + random.uniform(-0.22, 0.22)
        let y = place.1 + random.uniform(-0.24, 0.12)
        at(x, y, turn: random.uniform(0, 3)) {
          line([(-0.025, 0), (0.025, 0)], 0.026, palette.dark.opacity(0.6))
        }
      }
      part("scoop \(index + 1)", place.0, place.1, radius: 0.28)
    }
    line([(lean, -0.82), (lean + 0.12, -0.97)], 0.03, palette.dark)
    disc(lean, -0.8, 0.11, Color(0.78, 0.12, 0.16), .glossy, edge: 0.012)
  }
}
