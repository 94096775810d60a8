/// How a stretch of text looks: face, size in points, weight, slant and color.
public struct TextStyle: Sendable, Hashable, Codable {
  /// The kind of face.
  public var family: FontFamily
  /// The size in points (in canvas units, where a canvas is not in points).
  public var size: Double
  /// How heavy the strokes are.
  public var weight: FontWeight
  /// Whether the text slants.
  public var italic: Bool
  /// The color of the glyphs.
  public var color: Color
  /// Extra space between letters, in points.
  public var letterSpacing: Double
  /// How far the text is raised above its baseline, in points.
  public var rise: Double
  /// Whether all digits have the same width, for columns of numbers.
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

/// One of the kinds of face that the project sets text in, each with its fallbacks.
public enum FontFamily: String, Sendable, Hashable, Codable {
  /// Body text: Linux Libertine.
  case serif
  /// Labels of figures and tables: Inter.
  case sans
  /// Code and digests: DejaVu Sans Mono.
  case mono
  /// Mathematics: Libertine, with STIX for what it lacks.
  case math

  /// The names that fontconfig is asked for, best first.
  var names: String {
    switch self {
    case .serif: "Linux Libertine O,Libertinus Serif,STIX,DejaVu Serif,serif"
    case .sans: "Inter,Linux Biolinum O,DejaVu Sans,sans-serif"
    case .mono: "DejaVu Sans Mono,Liberation Mono,monospace"
    case .math: "Linux Libertine O,Libertinus Serif,STIX,STIX Math,DejaVu Serif,serif"
    }
  }
}

/// How heavy the strokes of a face are.
public enum FontWeight: String, Sendable, Hashable, Codable {
  /// The weight of running text.
  case regular
  /// Between regular and bold.
  case medium
  /// Between medium and bold, for headings and labels.
  case semibold
  /// The heaviest in use.
  case bold
}
