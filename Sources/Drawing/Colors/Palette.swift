/// Colors that stay apart for color-blind readers (Okabe and Ito 2008), in the order in which charts take them.
public enum Palette {
  /// Blue, the first series' color.
  public static let blue = Color(hex: 0x0072B2)
  /// Vermilion, the second series' color.
  public static let vermilion = Color(hex: 0xD55E00)
  /// Bluish green, the third series' color.
  public static let green = Color(hex: 0x009E73)
  /// Reddish purple, the fourth series' color.
  public static let purple = Color(hex: 0xCC79A7)
  /// Orange, the fifth series' color.
  public static let orange = Color(hex: 0xE69F00)
  /// Sky blue, the sixth series' color.
  public static let sky = Color(hex: 0x56B4E9)
  /// Near black, the seventh series' color.
  public static let black = Color(hex: 0x222222)
  /// Yellow; too pale for thin lines on white, so it comes last.
  public static let yellow = Color(hex: 0xF0E442)

  /// The series colors in order.
  public static let series = [blue, vermilion, green, purple, orange, sky, black, yellow]

  /// The color of series `index`; after the last the first comes again.
  public static func series(_ index: Int) -> Color {
    series[((index % series.count) + series.count) % series.count]
  }

  /// The color of a layer's lines and bars, 1…7: from light to dark along the network, and none that a network has.
  public static func layer(_ number: Int) -> Color {
    let ramp = [0xD9C74A, 0xA8B545, 0x6FA053, 0x3F8A68, 0x2B6F74, 0x35506F, 0x3A2F5B]
    return Color(hex: UInt32(ramp[min(max(number, 1), ramp.count) - 1]))
  }

  /// The color of text in figures.
  public static let ink = Color(hex: 0x1A1A1A)
  /// Secondary text in figures; 5.7 : 1 on white.
  public static let softInk = Color(hex: 0x666666)
  /// The color of axes and frames.
  public static let rule = Color(hex: 0xB0B0B0)
  /// The color of grid lines.
  public static let grid = Color(hex: 0xE6E6E6)
}
