import Drawing
import Foundation

extension Brush {
  /// A house from the front: walls, gabled roof, door, windows, chimney.
  func house() {
    let eave = random.uniform(-0.16, 0.02)
    let wall = palette.primary
    let roof = palette.secondary.darker(0.3)
    if random.uniform() < 0.7 { box(0.34, -0.84, 0.2, 0.5, roof.darker(0.2), .matte) }
    box(-0.74, eave - 0.02, 1.48, 0.94 - eave, wall, .matte)
    if random.uniform() < 0.5 {
      for row in 0..<5 {
        let y = eave + 0.14 + 0.17 * Double(row)
        line([(-0.72, y), (0.72, y)], 0.014, wall.darker(0.35))
      }
    }
    let flat = random.uniform() < 0.3
    let left = flat ? -0.5 : -0.04
    polygon(
      [(-0.96, eave + 0.06), (left, -0.8), (-left, -0.8), (0.96, eave + 0.06)], roof, .matte, edge: 0.02)
    for row in 1..<4 {
      let share = Double(row) / 4
      let y = -0.8 + (eave + 0.86) * share
      let half = -left + (0.96 + left) * share
      line([(-half + 0.05, y), (half - 0.05, y)], 0.016, roof.darker(0.45))
    }
    part("roof", 0, (eave - 0.75) / 2, radius: 0.3)
    let doorX = random.pick([-0.5, -0.13, 0.24])
    box(doorX, 0.38, 0.28, 0.54, palette.accent.darker(0.15), .matte, corner: 0.02)
    disc(doorX + 0.22, 0.66, 0.025, Color(0.9, 0.8, 0.4))
    part("door", doorX + 0.14, 0.65, radius: 0.2)
    for x in [-0.58, -0.16, 0.26] where abs(x - doorX) > 0.2 {
      window(x, 0.24, 0.32, 0.32)
      part("window", x + 0.16, 0.4, radius: 0.17)
    }
  }

  /// A lighthouse with bands and a lantern.
  func lighthouse() {
    smooth([(-0.62, 0.97), (-0.46, 0.74), (0.5, 0.74), (0.66, 0.97)], Color(0.4, 0.38, 0.37), .matte)
    let tower: (borrowing Canvas) -> Void = {
      $0.polygon([Point(-0.2, -0.44), Point(0.2, -0.44), Point(0.34, 0.82), Point(-0.34, 0.82)])
    }
    shape(palette.light, .metal, tower)
    inside(tower) {
      let bands = 2 + random.integer(below: 3)
      for band in 0..<bands {
        box(
          -0.4, -0.44 + 1.26 / Double(bands) * (Double(band) + 0.25), 0.8, 0.63 / Double(bands),
          palette.primary, .metal, edge: 0)
      }
    }
    box(-0.05, 0.3, 0.1, 0.16, palette.dark, .flat, corner: 0.05)
    box(-0.07, 0.62, 0.14, 0.2, palette.dark, .flat, corner: 0.06)
    part("tower", 0, 0.2, radius: 0.3)
    box(-0.3, -0.5, 0.6, 0.08, palette.dark.lighter(0.2), .matte)
    box(-0.15, -0.76, 0.3, 0.27, Color(0.98, 0.9, 0.5), .glossy)
    for x in [-0.05, 0.05] { line([(x, -0.76), (x, -0.5)], 0.02, palette.dark) }
    part("lantern", 0, -0.62, radius: 0.15)
    polygon([(-0.22, -0.74), (0, -0.98), (0.22, -0.74)], palette.primary.darker(0.2), .matte)
  }

  /// A bridge: of stone on arches, or hung from cables between two towers.
  func bridge() {
    if random.uniform() < 0.5 { stoneBridge() } else { hangingBridge() }
  }

  private func stoneBridge() {
    let stone = palette.primary
    let arches = 2 + random.integer(below: 2)
    let pitch = 1.9 / Double(arches)
    let half = pitch * 0.4
    let centers = (0..<arches).map { -0.95 + pitch * (Double($0) + 0.5) }
    let outline = [(-0.98, -0.2), (0, -0.34), (0.98, -0.2), (0.98, 0.62), (-0.98, 0.62)]
    polygon(outline, stone, .matte)
    inside({ $0.polygon(outline.map { Point($0.0, $0.1) }) }) {
      for course in 0..<8 {
        let y = -0.26 + 0.11 * Double(course)
        line([(-1, y), (1, y)], 0.012, stone.darker(0.45).opacity(0.7))
        for joint in 0..<9 {
          let x = -1 + 0.24 * (Double(joint) + (course.isMultiple(of: 2) ? 0 : 0.5))
          line([(x, y), (x, y + 0.11)], 0.012, stone.darker(0.45).opacity(0.7))
        }
      }
    }
    for center in centers {
      canvas.saved { canvas in
        canvas.setBlend(.erase)
        canvas.beginPath()
        canvas.ellipse(Point(center, 0.64), half, 0.56)
        canvas.fill(.black)
      }
      inside({ $0.rectangle(Rectangle(-1, -1, 2, 1.62)) }) {
        canvas.beginPath()
        canvas.ellipse(Point(center, 0.64), half + 0.035, 0.595)
        canvas.stroke(stone.lighter(0.3), width: 0.07)
        canvas.beginPath()
        canvas.ellipse(Point(center, 0.64), half, 0.56)
        canvas.stroke(stone.darker(0.6), width: 0.02)
      }
    }
    line([(-0.97, -0.24), (0, -0.38), (0.97, -0.24)], 0.085, stone.darker(0.25), smooth: false)
    line([(-0.97, -0.26), (0, -0.4), (0.97, -0.26)], 0.035, stone.lighter(0.35), smooth: false)
    part("deck", 0, -0.2, radius: 0.25)
    part("pier", centers[0] + pitch / 2, 0.5, radius: 0.1)
  }

  private func hangingBridge() {
    let steel = palette.primary
    let tower = 0.54
    // The main cable: a parabola between the towers, straight to the banks beyond them.
    let cable = { (x: Double) in
      abs(x) < tower ? 0.06 - 0.74 * pow(x / tower, 2) : -0.68 + (abs(x) - tower) * 1.75
    }
    for x in stride(from: -0.94, through: 0.94, by: 0.094) {
      line([(x, cable(x)), (x, 0.2)], 0.02, steel.darker(0.45))
    }
    bothSides { side in
      box(tower - 0.075, -0.78, 0.15, 1.62, steel, .metal, corner: 0.02)
      box(tower - 0.13, 0.68, 0.26, 0.2, Color(0.5, 0.49, 0.47), .matte, corner: 0.03)
      for y in [-0.6, -0.4, -0.2] { line([(tower - 0.05, y), (tower + 0.05, y)], 0.03, steel.darker(0.5)) }
      part(side > 0 ? "right tower" : "left tower", tower, -0.5, radius: 0.14)
    }
    for side in [1.0, -1.0] {
      line(
        stride(from: 0, through: 1.001, by: 0.1).map { (side * $0 * 0.98, cable($0 * 0.98)) }, 0.05, steel,
        smooth: false)
    }
    box(-0.98, 0.16, 1.96, 0.15, palette.secondary, .matte)
    line([(-0.96, 0.17), (0.96, 0.17)], 0.025, palette.light)
    part("deck", 0, 0.235, radius: 0.25)
  }
}
