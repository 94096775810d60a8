/// Something that is not divided between pages: a line, a figure, a row of a table.
struct PDFPiece {
  /// How a piece takes part in the flow.
  enum Kind {
    /// It stands where it comes, after every figure before it.
    case fixed
    /// It may move up past a figure that does not fit: text, small tables, claims.
    case text
    /// It may do so once on a page: more would part sections from their figures, and stack headings.
    case heading
    /// A figure: where it does not fit, what comes after it fills the page and it opens the next one.
    case floating
  }

  /// How it takes part in the flow. Pieces kept together float if their first does, and are text if all are.
  var kind = Kind.fixed
  /// Its height in points.
  var height: Double
  /// The gap above it, which is dropped at the top of a page.
  var spaceBefore = 0.0
  /// Whether it is a gap, of which nothing is left at the edges of a page.
  var isGap = false
  /// Whether it must not be the last on a page.
  var keepWithNext = false
  /// What is drawn above it where it comes first on a page: the header of a table that goes on.
  var continuation: (height: Double, draw: (PDFFlow, Double) -> Void)?
  /// What can be linked to here.
  var anchor: String?
  /// Draws it with its top at a height.
  var draw: (PDFFlow, Double) -> Void

  /// A gap below something.
  static func gap(_ height: Double) -> PDFPiece {
    var piece = PDFPiece(height: height) { _, _ in }
    (piece.kind, piece.isGap) = (.text, true)
    return piece
  }

  init(
    _ kind: Kind = .fixed, height: Double, spaceBefore: Double = 0, keepWithNext: Bool = false,
    anchor: String? = nil, draw: @escaping (PDFFlow, Double) -> Void
  ) {
    self.kind = kind
    self.height = height
    self.spaceBefore = spaceBefore
    self.keepWithNext = keepWithNext
    self.anchor = anchor
    self.draw = draw
  }
}
