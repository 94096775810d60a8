import Drawing
import Figures

/// The printed report's measures and faces.
enum PDFStyle {
  /// A4, in points.
  static let paper = Size(595.276, 841.89)
  /// Where the text stands: as wide as full-width figures.
  static let body = Rectangle((paper.width - FigureMeasure.textWidth) / 2, 62, FigureMeasure.textWidth, 724)
  /// The gap between what stands side by side.
  static let gutter = FigureMeasure.textWidth - 2 * FigureMeasure.halfWidth
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

  static let text = TextStyle(.serif, 10.2, color: ink)
  static let small = TextStyle(.serif, 9.2, color: ink)
  static let caption = TextStyle(.serif, 8.8, color: ink)
  static let cell = TextStyle(.sans, 7.6, color: ink, tabularDigits: true)
  /// Words in the cells of tables that hold sentences.
  static let ledger = TextStyle(.serif, 8.4, color: ink, tabularDigits: true)
  static let fine = TextStyle(.sans, 7.5, color: soft)
  static let code = TextStyle(.mono, 7.6, color: ink)
  static let label = TextStyle(.sans, 7.6, weight: .semibold, color: ink)
  static let title = TextStyle(.serif, 23, weight: .semibold, color: ink)
  static let subtitle = TextStyle(.serif, 12.5, italic: true, color: soft)
  static let chapter = TextStyle(.serif, 17, weight: .semibold, color: ink)
  static let heading = TextStyle(.serif, 12.4, weight: .semibold, color: ink)
  static let subheading = TextStyle(.serif, 10.8, weight: .semibold, color: ink)
  /// The distance of baselines of running text, as a multiple of the face's own.
  static let leading = 1.08
}
