import Drawing
import Foundation

extension Brush {
  /// A car from the side.
  func car() {
    let roof = random.uniform(-0.62, -0.48)
    let hatch = random.uniform(0, 0.16)
    let nose = random.uniform(0.02, 0.1)
    let body = palette.primary
    smooth(
      [
        (-0.96, 0.22), (-0.9, -0.02 + nose), (-0.52, -0.1), (-0.3, roof), (0.28, roof - 0.02),
        (0.66 + hatch, -0.12),
        (0.92, -0.02), (0.96, 0.24), (0.88, 0.4), (-0.9, 0.4),
      ], body, .matte)
    pane([(-0.42, -0.1), (-0.24, roof + 0.09), (0.0, roof + 0.08), (0.0, -0.1)])
    pane([(0.07, -0.1), (0.07, roof + 0.08), (0.26, roof + 0.08), (0.54 + hatch * 0.7, -0.1)])
    part("window", 0.05, (roof - 0.1) / 2, radius: 0.24)
    line([(-0.9, 0.08), (0.9, 0.06)], 0.022, body.darker(0.4))
    line([(0.03, -0.08), (0.05, 0.36)], 0.018, body.darker(0.5))
    line([(0.12, 0.02), (0.22, 0.02)], 0.03, palette.light)
    box(-0.94, 0.3, 1.88, 0.1, palette.dark.lighter(0.15), .flat, corner: 0.04, edge: 0)
    if random.uniform() < 0.35 {
      lettering(-0.28, 0.14, width: 0.6, height: 0.13, palette.accent)
      part("lettering", 0.02, 0.205, radius: 0.3)
    }
    ellipse(-0.87, 0.08, 0.07, 0.06, Color(1, 0.95, 0.75), .glossy)
    box(0.87, 0.04, 0.08, 0.1, Color(0.8, 0.12, 0.1), .matte, corner: 0.02)
    part("headlight", -0.87, 0.08, radius: 0.07)
    for (name, x) in [("front wheel", -0.56), ("rear wheel", 0.56)] {
      disc(x, 0.38, 0.27, palette.dark.lighter(0.05))
      wheel(x, 0.4, 0.225, name: name)
    }
  }

  /// A lorry from the side: a cab before a tall box.
  func truck() {
    let top = random.uniform(-0.66, -0.52)
    box(-0.9, 0.3, 1.84, 0.14, palette.dark.lighter(0.15), .matte)
    box(-0.36, top, 1.3, 0.36 - top, palette.secondary, .matte, corner: 0.03)
    for rib in 0..<5 {
      let x = -0.2 + 0.24 * Double(rib)
      line([(x, top + 0.06), (x, 0.3)], 0.014, palette.secondary.darker(0.4))
    }
    if random.uniform() < 0.6 { lettering(-0.16, top + 0.26, width: 0.9, height: 0.2, palette.accent) }
    smooth(
      [
        (-0.95, 0.36), (-0.93, 0), (-0.82, -0.34), (-0.7, -0.4), (-0.44, -0.4), (-0.41, -0.1), (-0.41, 0.38),
        (-0.7, 0.4),
      ],
      palette.primary, .matte)
    pane([(-0.84, -0.06), (-0.76, -0.28), (-0.54, -0.28), (-0.54, -0.06)])
    part("window", -0.68, -0.17, radius: 0.14)
    line([(-0.5, 0.06), (-0.5, 0.3)], 0.02, palette.primary.darker(0.5))
    disc(-0.9, 0.2, 0.055, Color(1, 0.95, 0.75), .glossy, edge: 0.012)
    part("headlight", -0.9, 0.2, radius: 0.06)
    for (name, x) in [("front wheel", -0.64), ("middle wheel", 0.38), ("rear wheel", 0.76)] {
      wheel(x, 0.46, 0.185, name: name)
    }
  }

  /// A bus from the side: one long box with a row of windows.
  func bus() {
    let double = random.uniform() < 0.35
    let top = double ? -0.8 : -0.5
    box(-0.96, top, 1.92, 0.44 - top, palette.primary, .matte, corner: 0.1)
    box(-0.96, 0.14, 1.92, 0.1, palette.secondary, .flat, edge: 0)
    for row in 0..<(double ? 2 : 1) {
      let y = top + 0.12 + 0.44 * Double(row)
      for column in 0..<5 {
        let x = -0.84 + 0.345 * Double(column)
        pane([(x, y), (x + 0.29, y), (x + 0.29, y + 0.28), (x, y + 0.28)])
      }
    }
    part("window", -0.01, top + 0.26, radius: 0.18)
    box(-0.62, double ? 0.0 : -0.04, 0.26, 0.44, palette.dark.lighter(0.35), .matte, corner: 0.02)
    line([(-0.49, 0), (-0.49, 0.38)], 0.016, palette.dark)
    part("door", -0.49, 0.18, radius: 0.17)
    lettering(-0.2, 0.25, width: 0.7, height: 0.12, palette.accent.lighter(0.2))
    box(-0.95, 0.26, 0.07, 0.1, Color(1, 0.95, 0.75), .glossy, corner: 0.03)
    wheel(-0.72, 0.46, 0.17, name: "front wheel", spokes: 6)
    wheel(0.58, 0.46, 0.17, name: "rear wheel", spokes: 6)
  }
}
