import Drawing
import Foundation

extension Brush {
  /// An aeroplane from the side, climbing or sinking a little.
  func aeroplane() {
    at(0, 0, turn: articulation * 0.15) {
      polygon([(0.5, -0.1), (0.78, -0.58), (0.95, -0.58), (0.86, -0.06)], palette.accent, .matte)
      part("tail fin", 0.8, -0.38, radius: 0.16)
      polygon(
        [(-0.06, -0.12), (0.1, -0.44), (0.26, -0.44), (0.2, -0.1)], palette.secondary.darker(0.3), .matte)
      smooth(
        [
          (-0.96, 0.06), (-0.8, -0.13), (-0.4, -0.2), (0.5, -0.17), (0.95, -0.1), (0.6, 0.12), (-0.4, 0.2),
          (-0.82, 0.17),
        ],
        palette.primary, .matte)
      line([(-0.9, 0.06), (0.7, 0.02)], 0.04, palette.secondary)
      for window in 0..<8 { disc(-0.48 + 0.13 * Double(window), -0.07, 0.034, Color(0.25, 0.33, 0.42)) }
      pane([(-0.84, -0.08), (-0.72, -0.15), (-0.62, -0.14), (-0.64, -0.04)])
      part("nose", -0.88, 0.05, radius: 0.1)
      polygon([(-0.16, 0.06), (0.36, 0.62), (0.56, 0.62), (0.26, 0.04)], palette.secondary, .matte)
      part("wing", 0.26, 0.34, radius: 0.24)
      ellipse(0.02, 0.34, 0.16, 0.085, palette.primary.darker(0.3), .glossy)
      polygon([(0.64, -0.04), (0.88, 0.14), (0.98, 0.14), (0.86, -0.05)], palette.secondary, .matte)
    }
  }

  /// A bicycle from the side.
  func bicycle() {
    let frame = palette.primary
    for (name, x) in [("front wheel", -0.55), ("rear wheel", 0.55)] {
      ring(x, 0.32, 0.4, 0.07, palette.dark)
      ring(x, 0.32, 0.35, 0.025, Color(0.75, 0.75, 0.78))
      for spoke in 0..<8 {
        let angle = .pi * Double(spoke) / 8 + articulation
        line(
          [
            (x - cos(angle) * 0.34, 0.32 - sin(angle) * 0.34),
            (x + cos(angle) * 0.34, 0.32 + sin(angle) * 0.34),
          ], 0.012,
          Color(0.6, 0.6, 0.64))
      }
      disc(x, 0.32, 0.05, palette.dark)
      part(name, x, 0.32, radius: 0.4)
    }
    for bar in [
      [(-0.55, 0.32), (-0.36, -0.42)],
      [(-0.38, -0.3), (0.02, 0.34), (0.55, 0.32), (0.22, -0.26), (-0.38, -0.26)],
      [(0.02, 0.34), (0.24, -0.42)],
    ] { line(bar, 0.075, frame, smooth: false) }
    line([(-0.36, -0.42), (-0.4, -0.54), (-0.6, -0.56), (-0.64, -0.44)], 0.06, palette.dark)
    part("handlebar", -0.52, -0.56, radius: 0.13)
    smooth([(0.06, -0.46), (0.42, -0.52), (0.46, -0.42), (0.2, -0.38)], palette.accent.darker(0.3), .matte)
    part("saddle", 0.28, -0.45, radius: 0.17)
    ring(0.02, 0.34, 0.1, 0.035, palette.dark)
    line([(0.02, 0.34), (-0.06, 0.56)], 0.04, palette.dark)
    line([(-0.13, 0.57), (0.02, 0.57)], 0.05, palette.dark)
  }

  /// A teapot with a spout and a lid.
  func teapot() {
    canvas.beginPath()
    canvas.ellipse(Point(0.62, 0.08), 0.27, 0.32)
    canvas.stroke(palette.primary.darker(0.3), width: 0.11)
    part("handle", 0.88, 0.08, radius: 0.12)
    smooth(
      [
        (-0.5, 0.12), (-0.72, -0.02), (-0.86, -0.36), (-0.98, -0.4), (-0.8, -0.46), (-0.66, -0.26),
        (-0.42, -0.16),
        (-0.36, 0.36),
      ], palette.primary.darker(0.1), .matte)
    part("spout", -0.78, -0.2, radius: 0.16)
    smooth(
      [
        (-0.34, -0.34), (0.34, -0.34), (0.62, 0), (0.62, 0.36), (0.36, 0.62), (-0.36, 0.62), (-0.62, 0.36),
        (-0.62, 0),
      ],
      palette.primary, .glossy)
    line([(-0.6, 0.2), (0, 0.27), (0.6, 0.2)], 0.07, palette.accent)
    for dot in 0..<5 { disc(-0.4 + 0.2 * Double(dot), 0.05, 0.05, palette.secondary) }
    ellipse(0, 0.66, 0.36, 0.06, palette.primary.darker(0.35), .matte)
    smooth(
      [(-0.36, -0.32), (-0.22, -0.5), (0.22, -0.5), (0.36, -0.32), (0, -0.26)], palette.secondary, .matte)
    disc(0, -0.58, 0.095, palette.accent, .glossy, edge: 0.014)
    part("lid", 0, -0.42, radius: 0.2)
  }

  /// A chair with a slatted back.
  func chair() {
    let wood = palette.primary
    line([(-0.3, 0.12), (-0.32, 0.76)], 0.09, wood.darker(0.45))
    line([(0.44, 0.1), (0.52, 0.74)], 0.09, wood.darker(0.45))
    for x in [-0.4, 0.36] { box(x, -0.94, 0.11, 1.1, wood, .matte, corner: 0.04) }
    let slats = 2 + random.integer(below: 3)
    for slat in 0..<slats {
      box(
        -0.36, -0.86 + 0.8 / Double(slats) * Double(slat), 0.78, 0.4 / Double(slats) + 0.05,
        wood.darker(0.15), .matte, corner: 0.03)
    }
    part("back", 0.03, -0.84 + 0.2 / Double(slats), radius: 0.3)
    polygon([(-0.38, 0.02), (0.46, 0.02), (0.66, 0.32), (-0.6, 0.32)], palette.secondary, .matte)
    box(-0.6, 0.3, 1.26, 0.1, wood.darker(0.25), .matte)
    part("seat", 0.03, 0.18, radius: 0.3)
    box(-0.58, 0.38, 0.12, 0.58, wood, .matte)
    box(0.52, 0.38, 0.12, 0.58, wood, .matte)
    part("front leg", -0.52, 0.7, radius: 0.15)
  }

  /// A guitar upright.
  func guitar() {
    let body: [(Double, Double)] = [
      (0, -0.14), (0.26, -0.18), (0.4, 0.02), (0.31, 0.26), (0.5, 0.5), (0.44, 0.84), (0, 0.96),
      (-0.44, 0.84),
      (-0.5, 0.5), (-0.31, 0.26), (-0.4, 0.02), (-0.26, -0.18),
    ]
    smooth(body, palette.primary, .round, edge: 0.05)
    part("body", 0, 0.62, radius: 0.3)
    disc(0, 0.24, 0.17, palette.dark, .flat)
    ring(0, 0.24, 0.19, 0.03, palette.accent)
    part("sound hole", 0, 0.24, radius: 0.17)
    box(-0.075, -0.78, 0.15, 0.95, palette.dark.lighter(0.15), .matte)
    for fret in 0..<6 {
      line([(-0.07, -0.66 + 0.13 * Double(fret)), (0.07, -0.66 + 0.13 * Double(fret))], 0.016, palette.light)
    }
    polygon([(-0.09, -0.76), (-0.13, -0.98), (0.13, -0.98), (0.09, -0.76)], palette.secondary, .matte)
    for y in [-0.93, -0.85] { bothSides { _ in disc(0.16, y, 0.035, palette.light, .round) } }
    part("head", 0, -0.88, radius: 0.12)
    box(-0.2, 0.64, 0.4, 0.06, palette.dark, .flat, edge: 0)
    for string in [-0.045, -0.015, 0.015, 0.045] {
      line([(string, -0.9), (string, 0.66)], 0.009, palette.light)
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

  /// A single leaf with veins and a toothed rim.
  func leaf() {
    let wide = random.uniform(0.38, 0.56)
    let teeth = random.uniform() < 0.6 ? 0.07 : 0.0
    let count = 11
    var points: [(Double, Double)] = [(0, -0.95)]
    for side in [1.0, -1.0] {
      let steps = side > 0 ? Array(1..<count) : Array((1..<count).reversed())
      for step in steps {
        let share = Double(step) / Double(count)
        let half = wide * sin(.pi * pow(share, 0.8)) + (step.isMultiple(of: 2) ? teeth : 0)
        points.append((side * half, -0.95 + 1.55 * share))
      }
      if side > 0 { points.append((0, 0.62)) }
    }
    let bend = articulation * 0.15
    line([(0, 0.5), (bend, 0.96)], 0.065, palette.primary.darker(0.4))
    part("stalk", bend * 0.6, 0.78, radius: 0.12)
    if teeth > 0 { polygon(points, palette.primary, .matte) } else { smooth(points, palette.primary, .matte) }
    let vein = palette.primary.lighter(0.4)
    line([(0, -0.85), (0, 0.62)], 0.035, vein)
    for step in 0..<5 {
      let y = -0.45 + 0.22 * Double(step)
      bothSides { _ in line([(0, y), (wide * 0.72, y - 0.22)], 0.02, vein) }
    }
    part("tip", 0, -0.86, radius: 0.12)
  }

  /// A table lamp with a shade.
  func lamp() {
    let wide = random.uniform(0.24, 0.42)
    ellipse(0, 0.88, 0.44, 0.09, palette.secondary.darker(0.2), .matte)
    smooth(
      [
        (-0.08, -0.1), (0.08, -0.1), (0.1, 0.1), (0.26, 0.42), (0.16, 0.84), (-0.16, 0.84), (-0.26, 0.42),
        (-0.1, 0.1),
      ],
      palette.secondary, .glossy)
    part("base", 0, 0.5, radius: 0.22)
    let shade: (borrowing Canvas) -> Void = {
      $0.polygon([Point(-wide, -0.9), Point(wide, -0.9), Point(0.74, 0), Point(-0.74, 0)])
    }
    shape(palette.primary, .matte, shade)
    inside(shade) {
      if random.uniform() < 0.5 {
        for fold in 0..<7 {
          let share = Double(fold) / 6 * 2 - 1
          line([(wide * share, -0.95), (0.74 * share, 0.05)], 0.02, palette.primary.darker(0.4))
        }
      }
      line([(-0.8, -0.06), (0.8, -0.06)], 0.1, palette.accent)
      line([(-0.8, -0.86), (0.8, -0.86)], 0.08, palette.accent)
    }
    part("shade", 0, -0.45, radius: 0.4)
    line([(0.3, 0), (0.3, 0.22)], 0.022, palette.dark)
    disc(0.3, 0.25, 0.045, palette.accent, .glossy)
  }

  /// A computer keyboard.
  func keyboard() {
    box(-0.96, -0.46, 1.92, 0.92, palette.primary.darker(0.2), .matte, corner: 0.08)
    let key = palette.secondary
    for row in 0..<4 {
      let y = -0.36 + 0.19 * Double(row)
      let offset = 0.045 * Double(row)
      for column in 0..<(row == 3 ? 2 : 9) {
        let x = -0.86 + offset + 0.185 * Double(column)
        if x < 0.72 {
          box(
            x, y, 0.15, 0.15, random.uniform() < 0.06 ? palette.accent : key, .matte, corner: 0.03,
            edge: 0.018)
        }
      }
    }
    box(-0.3, 0.21, 0.72, 0.15, key, .matte, corner: 0.03, edge: 0.018)
    part("space bar", 0.06, 0.285, radius: 0.2)
    for column in 0..<2 {
      box(0.52 + 0.185 * Double(column), 0.21, 0.15, 0.15, key, .matte, corner: 0.03, edge: 0.018)
    }
    part("first key", -0.79, -0.29, radius: 0.08)
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
