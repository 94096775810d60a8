import Drawing

/// A part of a poster: how high it is, and how it is drawn with its upper left corner at a point.
struct PosterBlock {
  /// Its height in points.
  let height: Double
  /// Draws it as parts of the document's structure.
  let draw: (borrowing PDFDocument, Point) -> Void

  /// Text of a width as an element of its own.
  init(_ text: Text, as element: PDFElement) {
    let layout = TextLayout(text)
    height = layout.size.height
    draw = { pdf, point in
      guard !layout.text.string.isEmpty else { return }
      pdf.mark(element) { $0.draw(layout, at: point) }
    }
  }

  /// A part of a height.
  init(height: Double, draw: @escaping (borrowing PDFDocument, Point) -> Void) {
    (self.height, self.draw) = (height, draw)
  }

  /// A gap.
  static func gap(_ height: Double) -> PosterBlock { PosterBlock(height: height) { _, _ in } }
}

extension [PosterBlock] {
  /// How high the parts are, one below the other.
  var height: Double { reduce(0) { $0 + $1.height } }

  /// Draws the parts one below the other.
  func draw(on pdf: borrowing PDFDocument, at point: Point) {
    var y = point.y
    for block in self {
      block.draw(pdf, Point(point.x, y))
      y += block.height
    }
  }
}
