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

  /// A bridge: deck, arches or cables, piers.
  func bridge() {
    let stone = palette.primary
    if random.uniform() < 0.5 {
      shape(stone, .matte) { canvas in
        canvas.polygon([
          Point(-0.97, -0.2), Point(0, -0.3), Point(0.97, -0.2), Point(0.97, 0.6), Point(-0.97, 0.6),
        ])
      }
      canvas.saved { canvas in
        canvas.setBlend(.erase)
        for x in [-0.6, 0.0, 0.6] {
          canvas.beginPath()
          canvas.ellipse(Point(x, 0.62), 0.22, 0.48)
          canvas.fill(.black)
        }
      }
      for x in [-0.6, 0.0, 0.6] {
        canvas.saved { canvas in
          canvas.beginPath()
          canvas.rectangle(Rectangle(-1, -1, 2, 1.6))
          canvas.clip()
          canvas.beginPath()
          canvas.ellipse(Point(x, 0.62), 0.25, 0.51)
          canvas.stroke(stone.darker(0.45), width: 0.05)
        }
      }
      line([(-0.95, -0.22), (0, -0.32), (0.95, -0.22)], 0.07, stone.lighter(0.25), smooth: false)
      part("deck", 0, -0.12, radius: 0.25)
      part("left pier", -0.3, 0.45, radius: 0.1)
    } else {
      for x in [-0.5, 0.44] { box(x, -0.7, 0.1, 1.4, stone.darker(0.2), .matte) }
      line(
        [(-0.97, -0.05), (-0.45, -0.66), (0, 0.06), (0.49, -0.66), (0.97, -0.05)], 0.045, stone.darker(0.4))
      for index in -8...8 {
        let x = Double(index) * 0.11
        let sag = abs(x) < 0.47 ? 0.04 - 0.66 * pow(abs(x) / 0.47, 1.6) : -0.62 + (abs(x) - 0.47) * 1.15
        line([(x, sag), (x, 0.16)], 0.022, stone.darker(0.4))
      }
      box(-0.98, 0.1, 1.96, 0.13, palette.secondary, .matte)
      part("deck", 0, 0.165, radius: 0.25)
      part("left pier", -0.45, 0.45, radius: 0.1)
    }
  }
}
