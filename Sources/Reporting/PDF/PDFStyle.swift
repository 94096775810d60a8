import Drawing

/// The printed report's measures and faces.
enum PDFStyle {
  /// A4, in points.
  static let paper = Size(595.276, 841.89)
  /// Where the text stands: 460 points wide, as full-width figures are.
  static let body = Rectangle(67.6, 78, 460, 684)
  /// Text.
  static let ink = Color(hex: 0x141414)
  /// Secondary text.
  static let soft = Color(hex: 0x555555)
  /// Thin lines.
  static let rule = Color(hex: 0xC4C0B6)
  /// Links.
  static let link = Color(hex: 0x14507A)
  /// This run's numbers.
  static let ours = Color(hex: 0x0B4F86)
  /// The ground of remarks.
  static let faint = Color(hex: 0xF4F1EA)
  /// The ground of warnings.
  static let warning = Color(hex: 0xFBEFD0)

  static let text = TextStyle(.serif, 10.8, color: ink)
  static let small = TextStyle(.serif, 9.6, color: ink)
  static let caption = TextStyle(.serif, 9.4, color: ink)
  static let cell = TextStyle(.sans, 8, color: ink, tabularDigits: true)
  static let fine = TextStyle(.sans, 7.2, color: soft)
  static let code = TextStyle(.mono, 7.8, color: ink)
  static let label = TextStyle(.sans, 8, weight: .semibold, color: ink)
  static let title = TextStyle(.serif, 25, weight: .semibold, color: ink)
  static let subtitle = TextStyle(.serif, 13.5, italic: true, color: soft)
  static let chapter = TextStyle(.serif, 18.5, weight: .semibold, color: ink)
  static let heading = TextStyle(.serif, 13, weight: .semibold, color: ink)
  static let subheading = TextStyle(.serif, 11.2, weight: .semibold, color: ink)
  /// The distance of baselines of running text, as a multiple of the face's own.
  static let leading = 1.12
}
