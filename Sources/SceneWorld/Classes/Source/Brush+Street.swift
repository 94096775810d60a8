import Drawing
import Foundation

extension Brush {
  /// A road sign on a post, with a symbol and something like text.
  func roadSign() {
    box(-0.06, 0.1, 0.12, 0.88, Color(0.6, 0.62, 0.65), .metal)
    part("post", 0, 0.72, radius: 0.12)
    let kind = random.integer(below: 4)
    let sides = [3, 8, 4, 40][kind]
    let turn = [-Double.pi / 2, Double.pi / 8, 0, 0][kind]
    let y = kind == 0 ? -0.2 : -0.32
    let loop = { (radius: Double) in
      (0..<sides).map { index -> (Double, Double) in
        let angle = turn + 2 * Double.pi * Double(index) / Double(sides)
        return (cos(angle) * radius, y + sin(angle) * radius)
      }
    }
    let ground = random.uniform() < 0.5 ? palette.light : palette.secondary.lighter(0.2)
    polygon(loop(kind == 0 ? 0.76 : 0.66), palette.primary, .matte)
    polygon(loop(kind == 0 ? 0.53 : 0.53), ground, .matte, edge: 0)
    let ink = ground.brightness > 0.5 ? palette.dark : palette.light
    switch random.integer(below: 3) {
    case 0:
      lettering(-0.3, y - 0.1, width: 0.66, height: 0.22, ink)
    case 1:
      line([(0, y + 0.26), (0, y - 0.2)], 0.1, ink)
      polygon([(-0.2, y - 0.1), (0.2, y - 0.1), (0, y - 0.36)], ink, .flat, edge: 0)
    default:
      line([(-0.27, y), (0.27, y)], 0.17, ink)
    }
    part("plate", 0, y, radius: 0.42)
  }

  /// A fence: pickets on rails, or a mesh in a frame.
  func fence() {
    let wood = palette.primary
    if random.uniform() < 0.5 {
      for y in [-0.32, 0.42] { box(-0.96, y, 1.92, 0.15, wood.darker(0.3), .matte) }
      let count = 5 + random.integer(below: 3)
      let pitch = 1.9 / Double(count)
      for index in 0..<count {
        let x = -0.95 + pitch * (Double(index) + 0.16)
        let width = pitch * 0.66
        polygon(
          [(x, -0.62), (x + width / 2, -0.82), (x + width, -0.62), (x + width, 0.84), (x, 0.84)], wood, .matte
        )
      }
    } else {
      let cells = 5 + random.integer(below: 3)
      let pitch = 1.7 / Double(cells)
      inside({ $0.rectangle(Rectangle(-0.86, -0.76, 1.72, 1.52)) }) {
        for index in -cells...cells {
          let x = Double(index) * pitch
          line([(x - 0.86, -0.86), (x + 0.86, 0.86)], 0.075, wood.lighter(0.15), smooth: false)
          line([(x + 0.86, -0.86), (x - 0.86, 0.86)], 0.06, wood.darker(0.15), smooth: false)
        }
      }
      for x in [-0.94, 0.8] { box(x, -0.88, 0.14, 1.8, wood.darker(0.25), .metal, corner: 0.04) }
      for y in [-0.84, 0.72] { box(-0.88, y, 1.76, 0.11, wood.darker(0.25), .metal) }
    }
    part("left post", -0.84, 0.45, radius: 0.12)
    part("right post", 0.84, 0.45, radius: 0.12)
  }

  /// A poster: a sheet with a heading, an image and lines of text, pinned at its corners.
  func poster() {
    let paper = random.uniform() < 0.6 ? palette.light : palette.secondary.lighter(0.55)
    box(-0.68, -0.96, 1.36, 1.92, paper, .matte, edge: 0.02)
    if random.uniform() < 0.5 { box(-0.62, -0.9, 1.24, 1.8, palette.primary, .flat, edge: 0) }
    box(-0.56, -0.84, 1.12, 1.68, paper, .flat, edge: 0)
    lettering(-0.52, -0.74, width: 1.06, height: 0.26, palette.primary.darker(0.25))
    part("heading", 0, -0.61, radius: 0.28)
    posterImage(-0.5, -0.36, width: 1, height: 0.74)
    part("image", 0, 0.01, radius: 0.36)
    for row in 0..<3 {
      lettering(-0.5, 0.48 + 0.125 * Double(row), width: 1.02, height: 0.07, palette.dark)
    }
    part("text", 0, 0.64, radius: 0.2)
    bothSides { _ in
      for y in [-0.91, 0.91] { disc(0.62, y, 0.035, palette.accent, .glossy, edge: 0.01) }
    }
  }

  /// What a poster shows: a sun over hills, rings, or a star.
  private func posterImage(_ x: Double, _ y: Double, width: Double, height: Double) {
    let ground = palette.primary
    box(x, y, width, height, ground, .matte, edge: 0)
    let (middleX, middleY) = (x + width / 2, y + height / 2)
    inside({ $0.rectangle(Rectangle(x, y, width, height)) }) {
      switch random.integer(below: 3) {
      case 0:
        disc(middleX + random.uniform(-0.2, 0.2), middleY - 0.08, 0.2, palette.accent)
        smooth(
          [
            (x - 0.2, y + height), (x, middleY + 0.06), (middleX - 0.1, y + height),
            (middleX, y + height + 0.3),
          ],
          ground.darker(0.5), .flat, edge: 0)
        smooth(
          [
            (middleX - 0.4, y + height + 0.1), (middleX + 0.2, middleY + 0.04), (x + width + 0.2, y + height),
            (middleX, y + height + 0.4),
          ], ground.darker(0.7), .flat, edge: 0)
      case 1:
        for ring in 0..<3 {
          disc(
            middleX, middleY, 0.33 - 0.1 * Double(ring), ring == 1 ? palette.accent : palette.light)
        }
      default:
        let points = (0..<10).map { corner -> (Double, Double) in
          let angle = .pi * Double(corner) / 5 - .pi / 2
          let reach = corner.isMultiple(of: 2) ? 0.34 : 0.14
          return (middleX + cos(angle) * reach, middleY + sin(angle) * reach)
        }
        polygon(points, palette.accent, .matte, edge: 0)
      }
    }
  }
}
