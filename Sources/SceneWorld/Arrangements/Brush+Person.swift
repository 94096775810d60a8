import Drawing

extension Brush {
  /// A person's head and shoulders from the front.
  func person() {
    let skin = Color(hue: 0.06, saturation: 0.42, lightness: random.uniform(0.32, 0.78))
    let hair = Color(hue: random.uniform(0.05, 0.11), saturation: 0.4, lightness: random.uniform(0.1, 0.5))
    let hasLongHair = random.uniform() < 0.5
    if hasLongHair {
      smooth(
        [(-0.44, -0.5), (0, -0.95), (0.44, -0.5), (0.5, 0.2), (0.2, 0.34), (-0.2, 0.34), (-0.5, 0.2)], hair,
        .round)
    }
    shoulders(skin)
    let turn = 0.07 * articulation
    for side in [1.0, -1.0] {
      ellipse(side * 0.345 + turn * 0.3, -0.3, 0.07, 0.11, skin.darker(0.12), .matte)
    }
    smooth(
      [
        (0, -0.84), (0.28, -0.72), (0.35, -0.38), (0.27, -0.02), (0.11, 0.15), (-0.11, 0.15), (-0.27, -0.02),
        (-0.35, -0.38), (-0.28, -0.72),
      ], skin, .round)
    smooth(
      [
        (-0.37, -0.36), (-0.36, -0.72), (0, -0.97), (0.36, -0.72), (0.37, -0.36), (0.29, -0.58),
        (0.06 + turn, -0.7), (-0.29, -0.58),
      ], hair, .matte)
    for side in [1.0, -1.0] {
      let x = side * 0.14 + turn
      ellipse(x, -0.35, 0.058, 0.036, palette.light, .flat, edge: 0.008)
      disc(x, -0.35, 0.03, Color(0.22, 0.16, 0.12))
      line([(x - 0.075, -0.43), (x, -0.46), (x + 0.075, -0.43)], 0.026, hair.darker(0.2))
      part(side > 0 ? "left eye" : "right eye", x, -0.35, radius: 0.06)
    }
    smooth(
      [(turn * 1.3 - 0.05, -0.16), (turn * 1.5, -0.32), (turn * 1.3 + 0.05, -0.16), (turn * 1.3, -0.13)],
      skin.darker(0.14), .round, edge: 0)
    part("nose", turn * 1.3, -0.18, radius: 0.06)
    smooth(
      [(turn - 0.11, -0.03), (turn, -0.05), (turn + 0.11, -0.03), (turn, 0.035)],
      Color(0.7, 0.3, 0.3).mixed(with: skin, 0.35), .matte, edge: 0)
    line([(turn - 0.11, -0.035), (turn, -0.01), (turn + 0.11, -0.035)], 0.014, Color(0.4, 0.14, 0.14))
    part("mouth", turn, -0.02, radius: 0.1)
  }

  private func shoulders(_ skin: Color) {
    smooth(
      [
        (-0.16, 0.22), (0.16, 0.22), (0.55, 0.36), (0.82, 0.62), (0.88, 0.98), (0, 1.0), (-0.88, 0.98),
        (-0.82, 0.62), (-0.55, 0.36),
      ], palette.primary, .matte)
    smooth(
      [(-0.14, 0), (0.14, 0), (0.16, 0.28), (0, 0.4), (-0.16, 0.28)], skin.darker(0.16), .matte, edge: 0)
    line([(-0.19, 0.25), (0, 0.44), (0.19, 0.25)], 0.055, palette.secondary)
  }
}
