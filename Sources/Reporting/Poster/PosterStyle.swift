import Drawing

/// The poster's measures and faces.
enum PosterStyle {
  /// A1, upright, in points.
  static let paper = Size(1683.78, 2383.94)
  /// The distance of all that stands on the paper from its edges.
  static let margin = 72.0
  /// The gap between columns.
  static let gutter = 54.0
  /// The width between the margins.
  static let width = paper.width - 2 * margin
  /// The width of one of two columns.
  static let half = (width - gutter) / 2
  /// The ground of the ledger and of all below it.
  static let pale = Color(hex: 0xF3F5F4)
  /// The ground of the title.
  static let ground = Color(hex: 0x12324A)
  /// The largest factor by which a figure is drawn larger than in the report.
  static let largest = 4.0

  // Whatever is to be read has 24 points or more: it is read from a meter and a half.
  static let title = TextStyle(.serif, 56, weight: .semibold, color: .white)
  static let subtitle = TextStyle(.serif, 30, italic: true, color: Color(hex: 0xD7E3EC))
  static let reference = TextStyle(.sans, 24, color: Color(hex: 0xD7E3EC))
  static let heading = TextStyle(.serif, 38, weight: .semibold, color: ground)
  static let text = TextStyle(.serif, 25, color: PDFStyle.ink)
  static let caption = TextStyle(.serif, 24, color: PDFStyle.ink)
  static let ledger = TextStyle(.serif, 24, color: PDFStyle.ink, tabularDigits: true)
  static let number = TextStyle(.sans, 24, weight: .semibold, color: PDFStyle.ink)
  static let code = TextStyle(.mono, 24, color: PDFStyle.ink)
}
