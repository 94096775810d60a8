import Drawing
import Tensors

extension Backdrop {
  /// Draws the shapes of the place on a canvas whose side is 1.
  func paintShapes(on canvas: borrowing Canvas, random: inout RandomStream) {
    switch kind {
    case .carpet: carpet(canvas, &random)
    case .lights: lights(canvas, &random)
    case .sky, .noise:
      sweep(canvas, from: base, to: kind == .sky ? second : base.darker(0.2))
    case .hills: hills(canvas, &random)
    case .grass, .sand, .water: ground(canvas, &random)
    case .brick: bricks(canvas, &random)
    case .wood: planks(canvas, &random)
    case .room: room(canvas, &random)
    case .street: street(canvas, &random)
    }
  }

  private func sweep(_ canvas: borrowing Canvas, from top: Color, to bottom: Color) {
    canvas.beginPath()
    canvas.rectangle(Rectangle(0, 0, 1, 1))
    canvas.fill(Gradient(.linear(from: Point(0, 0), to: Point(0, 1)), stops: [(0, top), (1, bottom)]))
  }

  private func fill(_ canvas: borrowing Canvas, _ rectangle: Rectangle, _ color: Color) {
    canvas.beginPath()
    canvas.rectangle(rectangle)
    canvas.fill(color)
  }

  private func hills(_ canvas: borrowing Canvas, _ random: inout RandomStream) {
    sweep(canvas, from: base.darker(0.1), to: base.lighter(0.5))
    let ridges = 2 + random.integer(below: 3)
    let start = random.uniform(0.2, 0.5)
    for ridge in 0..<ridges {
      let level = start + (1 - start) * Double(ridge) / Double(ridges)
      var points = [Point(-0.2, 1.2), Point(-0.2, level)]
      for step in 0...5 { points.append(Point(Double(step) / 5, level + random.uniform(-0.09, 0.09))) }
      points += [Point(1.2, level), Point(1.2, 1.2)]
      let color = second.mixed(with: base, 0.6 * (1 - Double(ridge + 1) / Double(ridges)))
      canvas.beginPath()
      canvas.smoothLoop(points)
      canvas.fill(
        Gradient(
          .linear(from: Point(0, level), to: Point(0, level + 0.5)),
          stops: [(0, color), (1, color.darker(0.35))]))
    }
  }

  private func ground(_ canvas: borrowing Canvas, _ random: inout RandomStream) {
    sweep(canvas, from: base.lighter(0.25), to: base.darker(0.25))
    if random.uniform() < 0.55 {
      let horizon = random.uniform(0.08, 0.5)
      let sky = Color(
        hue: random.uniform(0.5, 0.66), saturation: random.uniform(0.1, 0.6),
        lightness: random.uniform(0.6, 0.9))
      canvas.beginPath()
      canvas.rectangle(Rectangle(0, 0, 1, horizon))
      canvas.fill(
        Gradient(
          .linear(from: Point(0, 0), to: Point(0, horizon)),
          stops: [(0, sky.darker(0.2)), (1, sky.lighter(0.3))]))
    }
    if kind == .grass {
      for _ in 0..<36 {
        let x = random.uniform(0, 1)
        let y = random.uniform(0.55, 1.1)
        let height = random.uniform(0.06, 0.2)
        canvas.beginPath()
        canvas.smoothLine([
          Point(x, y), Point(x + random.uniform(-0.02, 0.02), y - height / 2),
          Point(x + random.uniform(-0.06, 0.06), y - height),
        ])
        let color =
          random.uniform() < 0.5
          ? base.darker(random.uniform(0.1, 0.45)) : second.lighter(random.uniform(0, 0.25))
        canvas.stroke(color, width: 0.012, roundCaps: true)
      }
    }
  }

  private func bricks(_ canvas: borrowing Canvas, _ random: inout RandomStream) {
    fill(canvas, Rectangle(0, 0, 1, 1), second)
    let rows = 5 + random.integer(below: 6)
    let height = 1 / Double(rows)
    let width = height * random.uniform(1.8, 2.6)
    let mortar = height * random.uniform(0.08, 0.16)
    for row in 0..<rows {
      var x = -width * (row.isMultiple(of: 2) ? 0.2 : 0.7)
      while x < 1 {
        let color = base.darker(random.uniform(0, 0.35)).lighter(random.uniform(0, 0.14))
        fill(canvas, Rectangle(x, Double(row) * height, width - mortar, height - mortar), color)
        x += width
      }
    }
  }

  private func planks(_ canvas: borrowing Canvas, _ random: inout RandomStream) {
    let count = 3 + random.integer(below: 5)
    let height = 1 / Double(count)
    for plank in 0..<count {
      let y = Double(plank) * height
      let color = base.darker(random.uniform(0, 0.3)).lighter(random.uniform(0, 0.12))
      fill(canvas, Rectangle(0, y, 1, height), color)
      fill(canvas, Rectangle(0, y, 1, height * 0.05), base.darker(0.65))
      let joint = random.uniform(0, 1)
      fill(canvas, Rectangle(joint, y, 0.008, height), base.darker(0.6))
    }
  }

  private func room(_ canvas: borrowing Canvas, _ random: inout RandomStream) {
    let floor = random.uniform(0.55, 0.85)
    sweep(canvas, from: base.lighter(0.1), to: base.darker(0.15))
    fill(canvas, Rectangle(0, floor, 1, 1 - floor), second)
    fill(canvas, Rectangle(0, floor - 0.03, 1, 0.03), base.lighter(0.5))
    let daylight = Color(0.9, 0.95, 1)
    let x = random.uniform(-0.1, 0.8)
    fill(canvas, Rectangle(x, 0.08, 0.3, 0.36), daylight)
    fill(canvas, Rectangle(x + 0.14, 0.08, 0.02, 0.36), second.darker(0.2))
    for _ in 0..<4 {
      let color = Color(
        hue: random.uniform(), saturation: random.uniform(0.1, 0.6), lightness: random.uniform(0.2, 0.7))
      let width = random.uniform(0.08, 0.4)
      let height = random.uniform(0.08, 0.4)
      fill(canvas, Rectangle(random.uniform(-0.1, 0.9), floor + 0.06 - height, width, height), color)
    }
  }

  private func street(_ canvas: borrowing Canvas, _ random: inout RandomStream) {
    let floor = random.uniform(0.6, 0.85)
    sweep(canvas, from: base.lighter(0.5), to: base)
    var x = -0.1
    while x < 1 {
      let width = random.uniform(0.15, 0.35)
      let top = random.uniform(-0.1, 0.45)
      let wall = Color(
        hue: random.uniform(), saturation: random.uniform(0, 0.35), lightness: random.uniform(0.2, 0.7))
      fill(canvas, Rectangle(x, top, width, floor - top), wall)
      let lit = random.uniform() < 0.5 ? wall.lighter(0.6) : wall.darker(0.5)
      for row in 0..<4 {
        for column in 0..<2 {
          fill(
            canvas,
            Rectangle(
              x + width * (0.16 + 0.42 * Double(column)), top + 0.05 + 0.14 * Double(row), width * 0.26, 0.08),
            lit)
        }
      }
      x += width
    }
    fill(canvas, Rectangle(0, floor, 1, 1 - floor), second)
    fill(canvas, Rectangle(0, floor, 1, 0.02), second.lighter(0.4))
  }

  private func carpet(_ canvas: borrowing Canvas, _ random: inout RandomStream) {
    let pattern = random.integer(below: 4)
    let pitch = random.uniform(0.07, 0.2)
    canvas.saved { canvas in
      canvas.translate(0.5, 0.5)
      canvas.rotate(random.uniform(-0.8, 0.8))
      let reach = Int(0.75 / pitch) + 1
      canvas.beginPath()
      for row in -reach...reach {
        let y = Double(row) * pitch
        if pattern == 0 {
          canvas.rectangle(Rectangle(-0.8, y, 1.6, pitch * 0.45))
          continue
        }
        for column in -reach...reach {
          let x = Double(column) * pitch
          switch pattern {
          case 1 where (row + column).isMultiple(of: 2): canvas.rectangle(Rectangle(x, y, pitch, pitch))
          case 2: canvas.arc(Point(x + (row.isMultiple(of: 2) ? 0 : pitch / 2), y), radius: pitch * 0.26)
          case 3: canvas.rectangle(Rectangle(x, y, pitch * 0.82, pitch * 0.82))
          default: break
          }
        }
      }
      canvas.fill(second)
    }
  }

  private func lights(_ canvas: borrowing Canvas, _ random: inout RandomStream) {
    sweep(canvas, from: base, to: second)
    for _ in 0..<14 {
      let color = Color(
        hue: random.uniform(), saturation: random.uniform(0.2, 0.8), lightness: random.uniform(0.5, 0.85))
      canvas.beginPath()
      canvas.arc(Point(random.uniform(0, 1), random.uniform(0, 1)), radius: random.uniform(0.03, 0.12))
      canvas.fill(color.opacity(random.uniform(0.15, 0.6)))
    }
  }
}
