extension DisplayList {
  /// The drawing at its own size as the bytes of an SVG file on white.
  ///
  /// - Throws: `CairoError`.
  public func svg() throws -> [UInt8] {
    try Canvas.svg(size: size) { canvas in
      canvas.fillAll(.white)
      draw(on: canvas, in: Rectangle(0, 0, size.width, size.height))
    }
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
