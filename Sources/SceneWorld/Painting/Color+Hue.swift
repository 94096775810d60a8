import Drawing

extension Color {
  /// A color by hue (0…1 around the circle, red at 0), saturation and lightness, each 0…1.
  init(hue: Double, saturation: Double, lightness: Double) {
    let chroma = (1 - abs(2 * lightness - 1)) * saturation
    func channel(_ offset: Double) -> Double {
      let place = (hue + offset) - (hue + offset).rounded(.down)
      let height = min(max(abs(place * 6 - 3) - 1, 0), 1)
      return lightness + chroma * (height - 0.5)
    }
    self.init(channel(0), channel(2.0 / 3), channel(1.0 / 3))
  }

  /// How bright the eye finds it, 0…1.
  var brightness: Double { 0.3 * red + 0.59 * green + 0.11 * blue }

  /// Nearer to white by a share.
  func lighter(_ share: Double) -> Color { mixed(with: Color(1, 1, 0.97, alpha), share) }

  /// Nearer to a bluish black by a share.
  func darker(_ share: Double) -> Color { mixed(with: Color(0.04, 0.04, 0.08, alpha), share) }
}
