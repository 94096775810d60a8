import Drawing
import Foundation

extension Brush {
  /// A mug with a handle and a band or dots.
  func mug() {
    let taper = random.uniform(-0.1, 0.08)
    let tall = random.uniform(0.62, 0.8)
    let rim = -tall * 0.85
    let base = tall * 0.95
    let loop = random.uniform(0.2, 0.28)
    canvas.saved { canvas in
      canvas.beginPath()
      canvas.ellipse(Point(0.52, 0.02), loop + 0.12, loop + 0.2)
      canvas.stroke(palette.primary.darker(0.55), width: 0.15)
      canvas.beginPath()
      canvas.ellipse(Point(0.52, 0.02), loop + 0.12, loop + 0.2)
      canvas.stroke(palette.primary.darker(0.1), width: 0.115)
    }
    part("handle", 0.62 + loop, 0.02, radius: 0.13)
    let side: (borrowing Canvas) -> Void = { canvas in
      canvas.move(to: Point(-0.6, rim))
      canvas.line(to: Point(-0.55 + taper, base))
      canvas.curve(Point(-0.3, base + 0.14), Point(0.3, base + 0.14), to: Point(0.55 - taper, base))
      canvas.line(to: Point(0.6, rim))
      canvas.closePath()
    }
    shape(palette.primary, .metal, side)
    inside(side) {
      switch random.integer(below: 3) {
      case 0:
        line([(-0.7, 0.02), (0, 0.14), (0.7, 0.02)], 0.26, palette.secondary)
        lettering(-0.3, 0.02, width: 0.66, height: 0.16, palette.accent)
      case 1:
        for row in 0..<3 {
          for column in 0..<5 {
            disc(-0.44 + 0.22 * Double(column), -0.24 + 0.3 * Double(row), 0.065, palette.accent)
          }
        }
      default:
        for row in 0..<3 {
          let y = -0.26 + 0.28 * Double(row)
          line([(-0.7, y), (0, y + 0.1), (0.7, y)], 0.08, palette.accent)
        }
      }
    }
    ellipse(0, rim, 0.6, 0.14, palette.primary.lighter(0.25), .matte)
    ellipse(0, rim + 0.02, 0.51, 0.1, Color(0.25, 0.14, 0.08), .matte)
    part("rim", 0, rim, radius: 0.3)
  }

  /// A clock's face with marks and two hands.
  func clock() {
    let square = random.uniform() < 0.3
    let face = palette.light
    if square {
      box(-0.88, -0.88, 1.76, 1.76, palette.primary, .matte, corner: 0.2)
    } else {
      disc(0, 0, 0.92, palette.primary, .metal, edge: 0.016)
    }
    disc(0, 0, 0.76, face, .matte, edge: 0.02)
    let bold = random.uniform() < 0.5
    for hour in 0..<12 {
      let angle = Double(hour) * .pi / 6
      let major = hour.isMultiple(of: 3)
      let inner = major ? 0.54 : 0.62
      line(
        [(cos(angle) * inner, sin(angle) * inner), (cos(angle) * 0.69, sin(angle) * 0.69)],
        major ? (bold ? 0.09 : 0.05) : 0.035, major && bold ? palette.accent.darker(0.2) : palette.dark)
    }
    let minute = random.uniform(0, 2 * .pi)
    let hour = random.uniform(0, 2 * .pi)
    line([(-cos(hour) * 0.1, -sin(hour) * 0.1), (cos(hour) * 0.38, sin(hour) * 0.38)], 0.085, palette.dark)
    line(
      [(-cos(minute) * 0.12, -sin(minute) * 0.12), (cos(minute) * 0.6, sin(minute) * 0.6)], 0.055,
      palette.dark)
    part("hour hand", cos(hour) * 0.22, sin(hour) * 0.22, radius: 0.18)
    part("minute hand", cos(minute) * 0.34, sin(minute) * 0.34, radius: 0.26)
    disc(0, 0, 0.075, palette.accent, .glossy, edge: 0.012)
    part("centre", 0, 0, radius: 0.1)
  }

  /// An open umbrella with a hooked stick.
  func umbrella() {
    let sag = 0.05 * articulation
    line([(0, -0.8), (0, 0.68), (0.06, 0.84), (0.2, 0.86), (0.27, 0.7)], 0.065, Color(0.4, 0.26, 0.16))
    part("handle", 0.2, 0.86, radius: 0.12)
    let edges: [Double] = [-0.95, -0.58, -0.2, 0.2, 0.58, 0.95]
    for panel in 0..<5 {
      let left = edges[panel]
      let right = edges[panel + 1]
      let color = panel.isMultiple(of: 2) ? palette.primary : palette.secondary
      shape(color, .matte) { canvas in
        canvas.move(to: Point(0, -0.84))
        canvas.curve(Point(left * 0.65, -0.82), Point(left, -0.4), to: Point(left, 0.06 + sag))
        canvas.curve(
          Point(left * 0.7 + right * 0.3, -0.12), Point(left * 0.3 + right * 0.7, -0.12),
          to: Point(right, 0.06 + sag))
        canvas.curve(Point(right, -0.4), Point(right * 0.65, -0.82), to: Point(0, -0.84))
      }
    }
    part("canopy", 0, -0.4, radius: 0.4)
    line([(0, -0.84), (0, -0.97)], 0.05, palette.dark)
    part("tip", 0, -0.92, radius: 0.06)
  }

  /// A ball of pentagons and hexagons.
  func football() {
    let spin = random.uniform(0, 2 * .pi)
    let tilt = Point(random.uniform(-0.25, 0.25), random.uniform(-0.25, 0.25))
    let patch = palette.primary.darker(0.5)
    disc(0, 0, 0.9, palette.light, .round, edge: 0.02)
    inside({ $0.arc(Point(0, 0), radius: 0.9) }) {
      // The middle pentagon, the seams from its corners, and the five patches near the rim.
      let corner = { (index: Int, reach: Double) -> (Double, Double) in
        let angle = spin + 2 * Double.pi * Double(index) / 5
        return (tilt.x + cos(angle) * reach, tilt.y + sin(angle) * reach)
      }
      polygon((0..<5).map { corner($0, 0.3) }, patch, .matte)
      for index in 0..<5 {
        let near = corner(index, 0.3)
        let far = corner(index, 0.58)
        line([near, far], 0.035, palette.dark.opacity(0.85))
        let angle = spin + 2 * Double.pi * Double(index) / 5
        let spread = 0.27
        let place = { (angle: Double, reach: Double) in
          (tilt.x + cos(angle) * reach, tilt.y + sin(angle) * reach)
        }
        polygon(
          [
            far, place(angle - spread, 0.74), place(angle - spread * 0.8, 1.05),
            place(angle + spread * 0.8, 1.05),
            place(angle + spread, 0.74),
          ], patch, .matte)
        line(
          [place(angle + spread, 0.74), place(angle + 2 * .pi / 5 - spread, 0.74)], 0.035,
          palette.dark.opacity(0.85))
      }
    }
    gloss(0.9)
    part("centre patch", tilt.x, tilt.y, radius: 0.27)
  }

  /// A ball with four seams.
  func basketball() {
    let bend = random.uniform(0.25, 0.5)
    let seam = palette.dark
    at(0, 0, turn: random.uniform(0, .pi)) {
      disc(0, 0, 0.9, palette.primary, .round, edge: 0.02)
      inside({ $0.arc(Point(0, 0), radius: 0.9) }) {
        line([(-1, 0.06), (0, 0.14 * articulation), (1, 0.06)], 0.05, seam)
        line([(0.06, -1), (0.16 * articulation, 0), (0.06, 1)], 0.05, seam)
        line([(-0.75, -0.8), (-bend, 0), (-0.75, 0.8)], 0.05, seam)
        line([(0.75, -0.8), (bend, 0), (0.75, 0.8)], 0.05, seam)
      }
      part("centre", 0, 0, radius: 0.25)
    }
    gloss(0.9)
  }

  /// The light and dark sides of a ball, over what is painted on it.
  func gloss(_ radius: Double) {
    let light = light
    canvas.beginPath()
    canvas.arc(Point(0, 0), radius: radius)
    canvas.fill(
      Gradient(
        .radial(
          focus: Point(light.x * radius * 0.45, light.y * radius * 0.45), center: Point(0, 0),
          radius: radius * 1.05),
        stops: [
          (0, Color.white.opacity(0.5)), (0.25, Color.white.opacity(0.08)), (0.5, Color.black.opacity(0.0)),
          (1, Color.black.opacity(0.5)),
        ]))
  }

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
}
