import Drawing
import Foundation

/// What rolls over fields, roads and rails.
extension Brush {
  /// A motorbike from the side: fat tires, a tank, a finned engine, an exhaust.
  func motorbike() {
    let paint = palette.primary
    let steel = palette.steel
    let rake = 0.06 * articulation
    for (name, x) in [("front wheel", -0.6), ("rear wheel", 0.58)] {
      ring(x, 0.42, 0.29, 0.17, palette.dark)
      wheel(x, 0.42, 0.3, name: name, spokes: 7)
    }
    tube([(0.1, 0.34), (0.58, 0.42)], 0.08, palette.dark.lighter(0.25))
    line(
      [(-0.3, -0.2), (-0.18, 0.42), (0.2, 0.42), (0.3, -0.06)], 0.07, palette.dark.lighter(0.2), smooth: false
    )
    box(-0.22, 0.0, 0.36, 0.42, steel.darker(0.2), .metal, corner: 0.06)
    for fin in 0..<4 {
      line([(-0.21, 0.06 + 0.08 * Double(fin)), (0.13, 0.06 + 0.08 * Double(fin))], 0.028, palette.dark)
    }
    disc(0.08, 0.36, 0.15, steel, .metal, edge: 0.016)
    part("engine", -0.05, 0.2, radius: 0.2)
    tube([(-0.14, 0.34), (0.0, 0.54), (0.3, 0.54)], 0.06, steel)
    tapered([(0.26, 0.54), (0.6, 0.5), (0.95, 0.42)], widths: [0.07, 0.12, 0.13], steel, .metal)
    tube([(-0.62 + rake, 0.42), (-0.42, -0.34)], 0.075, steel)
    smooth([(-0.92, 0.2), (-0.7, 0.05), (-0.42, 0.08), (-0.36, 0.2), (-0.6, 0.13)], paint, .matte)
    smooth([(0.3, 0.08), (0.6, 0.02), (0.88, 0.2), (0.94, 0.34), (0.7, 0.16)], paint, .matte)
    tapered(
      [(0.12, -0.12), (0.4, -0.1), (0.8, -0.2)], widths: [0.18, 0.17, 0.08], palette.dark.lighter(0.1), .matte
    )
    if random.uniform() < 0.4 {
      box(0.5, -0.06, 0.4, 0.26, palette.secondary, .matte, corner: 0.05)
      line([(0.52, 0.02), (0.88, 0.02)], 0.025, palette.secondary.darker(0.5))
    }
    part("saddle", 0.42, -0.1, radius: 0.12)
    smooth(
      [(-0.4, -0.14), (-0.34, -0.36), (-0.06, -0.4), (0.18, -0.22), (0.16, -0.06), (-0.2, -0.02)], paint,
      .glossy)
    line([(-0.28, -0.16), (0.06, -0.18)], 0.05, palette.accent)
    part("tank", -0.1, -0.2, radius: 0.18)
    tube([(-0.42, -0.34), (-0.4, -0.52), (-0.2, -0.56)], 0.06, palette.dark.lighter(0.25))
    tube([(-0.44, -0.5), (-0.52, -0.72)], 0.03, steel)
    ellipse(-0.54, -0.76, 0.1, 0.06, palette.dark.lighter(0.3), .matte)
    disc(-0.56, -0.3, 0.135, steel, .metal, edge: 0.016)
    ellipse(-0.61, -0.3, 0.08, 0.11, Color(1, 0.95, 0.75), .glossy)
    part("headlight", -0.6, -0.3, radius: 0.1)
  }

  /// A tractor from the side: one great wheel, one small, a cab, a smoking pipe.
  func tractor() {
    let paint = palette.primary
    let top = random.uniform(-0.86, -0.74)
    line([(-0.5, -0.1), (-0.5, -0.5)], 0.075, palette.dark.lighter(0.15))
    line([(-0.5, -0.5), (-0.52, -0.6)], 0.1, palette.dark.lighter(0.25))
    for puff in 0..<3 {
      let rise = Double(puff)
      disc(
        -0.52 + 0.09 * rise + 0.05 * articulation * rise, -0.68 - 0.1 * rise, 0.07 + 0.03 * rise,
        Color(0.7, 0.7, 0.72), .round, edge: 0)
    }
    box(-0.86, 0.26, 1.3, 0.18, palette.dark.lighter(0.2), .matte)
    box(-0.02, top, 0.8, 0.86, paint.darker(0.1), .matte, corner: 0.04)
    pane([(0.05, top + 0.14), (0.3, top + 0.14), (0.3, -0.12), (0.05, -0.12)])
    pane([(0.38, top + 0.14), (0.69, top + 0.14), (0.69, -0.12), (0.38, -0.12)])
    part("cab", 0.34, top + 0.08, radius: 0.2)
    box(-0.12, top - 0.06, 1.0, 0.13, palette.secondary, .matte, corner: 0.05)
    smooth(
      [
        (-0.96, 0.3), (-0.95, -0.04), (-0.86, -0.14), (-0.4, -0.17), (0.06, -0.14), (0.08, 0.32),
        (-0.5, 0.34),
      ],
      paint, .matte)
    for slot in 0..<4 {
      let x = -0.72 + 0.1 * Double(slot)
      line([(x, -0.02), (x, 0.16)], 0.04, paint.darker(0.6))
    }
    line([(-0.3, 0.04), (0.02, 0.04)], 0.07, palette.accent)
    part("bonnet", -0.25, -0.06, radius: 0.18)
    smooth(
      [(-0.04, 0.2), (0.1, -0.06), (0.46, -0.14), (0.84, -0.04), (0.95, 0.2), (0.5, 0.1)], palette.secondary,
      .matte)
    lug(0.46, 0.42, 0.46, count: 18)
    wheel(0.46, 0.42, 0.45, name: "rear wheel", spokes: 8)
    disc(0.46, 0.42, 0.13, paint, .round, edge: 0.014)
    lug(-0.62, 0.62, 0.26, count: 12)
    wheel(-0.62, 0.62, 0.25, name: "front wheel", spokes: 5)
    disc(-0.62, 0.62, 0.08, paint, .round, edge: 0.014)
  }

  /// The tread of a field tire: blocks around its rim.
  private func lug(_ x: Double, _ y: Double, _ radius: Double, count: Int) {
    at(x, y) {
      around(count, from: 0.3 * articulation) { _ in
        box(radius - 0.05, -radius * 0.09, 0.09, radius * 0.18, palette.dark, .flat, edge: 0)
      }
    }
  }

  /// A steam locomotive from the side under its smoke.
  func locomotive() {
    let paint = palette.primary
    let iron = palette.dark.lighter(0.2)
    for puff in 0..<4 {
      let drift = Double(puff)
      disc(
        -0.6 + 0.22 * drift, -0.74 - 0.02 * drift + 0.02 * articulation * drift, 0.1 + 0.025 * drift,
        Color(0.86, 0.86, 0.88), .round, edge: 0.006)
    }
    polygon(
      [(-0.7, -0.24), (-0.66, -0.5), (-0.74, -0.66), (-0.46, -0.66), (-0.54, -0.5), (-0.5, -0.24)], iron,
      .metal)
    part("chimney", -0.6, -0.48, radius: 0.12)
    ellipse(-0.12, -0.26, 0.11, 0.14, palette.accent, .glossy)
    box(-0.8, 0.28, 1.74, 0.13, iron, .matte)
    box(-0.82, -0.26, 1.16, 0.54, paint, .metal, corner: 0.1)
    for x in [-0.46, -0.1, 0.2] { line([(x, -0.24), (x, 0.26)], 0.035, palette.accent.darker(0.2)) }
    part("boiler", -0.26, 0.0, radius: 0.24)
    ellipse(-0.82, 0.01, 0.09, 0.27, paint.darker(0.4), .matte)
    disc(-0.78, -0.36, 0.08, Color(1, 0.95, 0.75), .glossy, edge: 0.014)
    box(0.32, -0.56, 0.56, 0.94, paint.darker(0.12), .matte)
    pane([(0.42, -0.42), (0.78, -0.42), (0.78, -0.1), (0.42, -0.1)])
    part("cab", 0.6, 0.1, radius: 0.2)
    box(0.22, -0.66, 0.76, 0.12, iron, .matte, corner: 0.04)
    polygon([(-0.8, 0.36), (-0.56, 0.36), (-0.56, 0.76), (-0.97, 0.78)], palette.secondary, .matte)
    for bar in 0..<3 {
      line([(-0.76 + 0.07 * Double(bar), 0.4), (-0.88 + 0.1 * Double(bar), 0.74)], 0.022, iron)
    }
    for (name, x, radius) in [
      ("front wheel", -0.4, 0.17), ("first driving wheel", 0.06, 0.25), ("second driving wheel", 0.62, 0.25),
    ] { wheel(x, 0.84 - radius, radius, name: name, spokes: 8) }
    let crank = articulation * .pi
    let lift = (cos(crank) * 0.13, 0.59 + sin(crank) * 0.13)
    tube([(-0.5, 0.45), (lift.0 + 0.06, lift.1)], 0.045, palette.steel.lighter(0.2))
    tube([(lift.0 + 0.06, lift.1), (lift.0 + 0.62, lift.1)], 0.06, palette.steel.lighter(0.2))
  }

  /// A wheelbarrow from the side, heaped with earth.
  func wheelbarrow() {
    let frame = palette.secondary
    smooth(
      [(-0.62, -0.2), (-0.3, -0.5), (0.02, -0.62), (0.34, -0.44), (0.6, -0.2)], Color(0.36, 0.25, 0.17),
      .matte)
    for _ in 0..<6 {
      disc(random.uniform(-0.35, 0.35), random.uniform(-0.42, -0.26), 0.05, Color(0.25, 0.17, 0.12), .round)
    }
    wheel(-0.66, 0.6, 0.3, name: "wheel", spokes: 6)
    tube([(-0.66, 0.6), (-0.3, 0.34), (0.4, 0.26), (0.95, 0.02)], 0.075, frame)
    tube([(0.8, 0.1), (0.96, 0.02)], 0.1, palette.dark.lighter(0.1))
    part("handle", 0.86, 0.06, radius: 0.08)
    tube([(0.1, 0.3), (0.26 + 0.05 * articulation, 0.88), (0.42, 0.88)], 0.07, frame, smooth: false)
    part("leg", 0.2, 0.6, radius: 0.09)
    polygon([(-0.84, -0.28), (0.78, -0.3), (0.42, 0.28), (-0.4, 0.36)], palette.primary, .matte, edge: 0.02)
    line([(-0.84, -0.28), (0.78, -0.3)], 0.075, palette.primary.lighter(0.25))
    line([(-0.3, -0.2), (-0.16, 0.26)], 0.02, palette.primary.darker(0.5))
    line([(0.36, -0.2), (0.2, 0.24)], 0.02, palette.primary.darker(0.5))
    part("tray", -0.04, 0.02, radius: 0.3)
  }
}
