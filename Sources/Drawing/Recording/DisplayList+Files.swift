import Images

extension DisplayList {
  /// The drawing at its own size as the bytes of an SVG file on white, with its text as text.
  public func svg() -> [UInt8] {
    var images = SVGImages(pixelsPerPoint: Canvas.keptPerPoint)
    let size = "width=\"\(SVGNumber.text(size.width))pt\" height=\"\(SVGNumber.text(size.height))pt\""
    let elements = SVGWriter.elements(of: self, prefix: "drawing", images: &images)
    return Array(
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <svg xmlns="http://www.w3.org/2000/svg" \(size) \(root)>
      <rect width="100%" height="100%" fill="#ffffff"/>\(elements)
      </svg>

      """.utf8)
  }

  /// The drawing as an `svg` element of a page.
  ///
  /// - Parameters:
  ///   - name: what the names inside it begin with; no two drawings of a page have the same.
  ///   - label: what it shows, for those who cannot see it.
  ///   - images: those that the page has already; the drawing's are added.
  public func svgElement(name: String, label: String, images: inout SVGImages) -> String {
    // A point is 4/3 of the pixels in which browsers measure.
    let size =
      "width=\"\(SVGNumber.text(size.width * 4 / 3))\" height=\"\(SVGNumber.text(size.height * 4 / 3))\""
    let elements = SVGWriter.elements(of: self, prefix: name, images: &images)
    return "<svg \(size) \(root) role=\"img\" aria-label=\"\(MarkupText.escaped(label))\">\(elements)</svg>"
  }

  /// What both have: the axes, and what stands where an element says nothing else.
  private var root: String {
    "viewBox=\"0 0 \(SVGNumber.text(size.width)) \(SVGNumber.text(size.height))\" fill=\"none\" "
      + "font-family=\"\(FontFamily.sans.names)\" stroke-miterlimit=\"10\""
  }

  /// The drawing as the bytes of a PNG file on white.
  ///
  /// - Throws: `CairoError` where memory is short.
  public func png(pixelsPerPoint: Double) throws -> [UInt8] {
    try Canvas.png(size: size, pixelsPerPoint: pixelsPerPoint) { canvas in
      draw(on: canvas, in: Rectangle(0, 0, size.width, size.height))
    }
  }

  /// The drawing at its own size as the bytes of a PDF file of one page.
  ///
  /// - Throws: `CairoError`.
  public func pdf(title: String, created: SourceDate) throws -> [UInt8] {
    let document = try PDFDocument(pageSize: size, title: title, author: "", created: created)
    draw(on: document.canvas, in: Rectangle(0, 0, size.width, size.height))
    document.endPage()
    return try document.finish()
  }
}
