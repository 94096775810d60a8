/// How a stretch of text looks: face, size in points, weight, slant and color.
public struct TextStyle: Sendable, Hashable, Codable {
  /// The kind of face.
  public var family: FontFamily
  /// The size in points (in canvas units, where a canvas is not in points).
  public var size: Double
  /// The weight.
  public var weight: FontWeight
  /// Whether the text slants.
  public var italic: Bool
  /// The color.
  public var color: Color
  /// Extra space between letters, in points.
  public var letterSpacing: Double
  /// How far the text is raised above its baseline, in points.
  public var rise: Double
  /// Whether all digits are equally wide, as columns of numbers want.
  public var tabularDigits: Bool

  /// A style; all but family and size have the plain values.
  public init(
    _ family: FontFamily, _ size: Double, weight: FontWeight = .regular, italic: Bool = false,
    color: Color = Color(hex: 0x1A1A1A), letterSpacing: Double = 0, rise: Double = 0,
    tabularDigits: Bool = false
  ) {
    self.family = family
    self.size = size
    self.weight = weight
    self.italic = italic
    self.color = color
    self.letterSpacing = letterSpacing
    self.rise = rise
    self.tabularDigits = tabularDigits
  }

  /// The same style with another color.
  public func colored(_ color: Color) -> TextStyle {
    var copy = self
    copy.color = color
    return copy
  }

  /// The same style with another weight.
  public func weighted(_ weight: FontWeight) -> TextStyle {
    var copy = self
    copy.weight = weight
    return copy
  }

  /// The same style at another size.
  public func sized(_ size: Double) -> TextStyle {
    var copy = self
    copy.size = size
    return copy
  }

  /// The same style, slanted.
  public var slanted: TextStyle {
    var copy = self
    copy.italic = true
    return copy
  }
}
