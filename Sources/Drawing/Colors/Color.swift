/// A color in sRGB with opacity, components in 0…1.
public struct Color: Sendable, Hashable {
  /// How much red, from 0 to 1.
  public var red: Double
  /// How much green, from 0 to 1.
  public var green: Double
  /// How much blue, from 0 to 1.
  public var blue: Double
  /// Opacity, 0 (clear) … 1.
  public var alpha: Double

  /// A color of the given components.
  public init(_ red: Double, _ green: Double, _ blue: Double, _ alpha: Double = 1) {
    self.red = red
    self.green = green
    self.blue = blue
    self.alpha = alpha
  }

  /// A color from 0xRRGGBB.
  public init(hex: UInt32) {
    self.init(
      Double(hex >> 16 & 0xFF) / 255, Double(hex >> 8 & 0xFF) / 255, Double(hex & 0xFF) / 255)
  }

  /// The same color with another opacity.
  public func opacity(_ alpha: Double) -> Color { Color(red, green, blue, alpha) }

  /// A mix of this color and another: 0 is this one, 1 the other.
  public func mixed(with other: Color, _ share: Double) -> Color {
    Color(
      red + (other.red - red) * share, green + (other.green - green) * share,
      blue + (other.blue - blue) * share, alpha + (other.alpha - alpha) * share)
  }

  /// Black, for lines and text on white.
  public static let black = Color(0, 0, 0)
  /// White, the color of the paper.
  public static let white = Color(1, 1, 1)
  /// Middle gray: half of each channel.
  public static let gray = Color(0.5, 0.5, 0.5)
}
