import CCairo

/// A PDF of several pages, kept in memory: pages, metadata, outline, links, named destinations, and a structure that programs can
/// read aloud.
///
/// With the same creation date the same drawing gives the same bytes.
public struct PDFDocument: ~Copyable {
  /// What the pages are drawn on; after `endPage` it is the next page.
  public let canvas: Canvas
  private let sink: ByteSink
  private let structure = PDFStructure()
  private let metadata: PDFMetadata

  /// Starts a document whose pages have the given size in points.
  ///
  /// - Parameters:
  ///   - subject: what the document is about, in a sentence; nothing where the title says it.
  ///   - created: when the document says that it was made.
  ///   - imageResolution: the finest resolution at which images are kept, in pixels a point of the page.
  /// - Throws: `CairoError`.
  public init(
    pageSize: Size, title: String, author: String, subject: String = "", created: SourceDate,
    imageResolution: Double = Canvas.keptPerPoint
  ) throws {
    sink = ByteSink()
    metadata = PDFMetadata(title: title, author: author, subject: subject, created: created)
    let surface = cairo_pdf_surface_create_for_stream(
      ByteSink.write, sink.closure, pageSize.width, pageSize.height)!
    try CairoError.check(cairo_surface_status(surface), "cairo_pdf_surface_create_for_stream")
    // From 1.5 on Cairo writes what ligatures stand for, so that text can be searched and copied. Its versions from 1.17.6 on also
    // hide the objects of such files in compressed streams, where `PDFFile` does not look.
    let writesPlainCatalogs = cairo_version() < 11706
    cairo_pdf_surface_restrict_to_version(
      surface, writesPlainCatalogs ? CAIRO_PDF_VERSION_1_5 : CAIRO_PDF_VERSION_1_4)
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, title)
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_AUTHOR, author)
    if !subject.isEmpty { cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_SUBJECT, subject) }
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, created.iso8601)
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_MOD_DATE, created.iso8601)
    canvas = try Canvas(owning: surface, size: pageSize, imageResolution: imageResolution)
  }

  /// Ends the page under way.
  public func endPage() {
    // What was drawn on the page is measured and written here, its text too.
    FontLibrary.exclusively { cairo_show_page(canvas.context) }
    structure.endPage()
  }

  /// Gives the page under way the number that viewers show.
  public func labelPage(_ label: String) { cairo_pdf_surface_set_page_label(canvas.surface, label) }

  /// Adds an entry to the outline that leads to a destination.
  ///
  /// - Parameter parent: the entry above it, or nil at the top.
  /// - Returns: the entry, to be the parent of others.
  @discardableResult
  public func outline(_ title: String, to destination: String, under parent: Int32? = nil) -> Int32 {
    cairo_pdf_surface_add_outline(
      canvas.surface, parent ?? CAIRO_PDF_OUTLINE_ROOT, title, "dest='\(Self.safe(destination))'",
      CAIRO_PDF_OUTLINE_FLAG_OPEN)
  }

  /// Names the place at a height of the page under way.
  public func destination(_ name: String, y: Double) {
    let attributes = "name='\(Self.safe(name))' x=0 y=\(y)"
    cairo_tag_begin(canvas.context, CAIRO_TAG_DEST, attributes)
    cairo_tag_end(canvas.context, CAIRO_TAG_DEST)
  }

  /// Draws a part of an element of the structure. What is drawn within another part belongs to that.
  ///
  /// - Parameter frame: where the element stands, in the canvas's present axes: of figures.
  public func mark(
    _ element: PDFElement, covering frame: Rectangle? = nil, _ draw: (borrowing Canvas) -> Void
  ) {
    if let frame {
      let (start, end) = (
        canvas.onSurface(Point(frame.x, frame.y)), canvas.onSurface(Point(frame.maxX, frame.maxY))
      )
      element.box = Rectangle(start.x, canvas.size.height - end.y, end.x - start.x, end.y - start.y)
    }
    put(.content(element), draw)
  }

  /// Draws what is not to be read.
  public func decorate(_ kind: Artifact = .layout, _ draw: (borrowing Canvas) -> Void) {
    put(.artifact(kind), draw)
  }

  /// Puts an element of which nothing is drawn, such as an empty cell, into the structure.
  public func place(_ element: PDFElement) { element.place(below: structure.document) }

  private func put(_ mark: PDFStructure.Mark, _ draw: (borrowing Canvas) -> Void) {
    guard structure.begin(mark) else { return draw(canvas) }
    sign(PDFContents.begin)
    draw(canvas)
    sign(PDFContents.end)
    structure.end()
  }

  /// Draws what becomes the beginning or end of a mark.
  private func sign(_ height: Double) {
    cairo_save(canvas.context)
    cairo_identity_matrix(canvas.context)
    cairo_new_path(canvas.context)
    cairo_set_source_rgb(canvas.context, 0, 0, 0)
    cairo_rectangle(canvas.context, 0, 0, PDFContents.width, height)
    cairo_fill(canvas.context)
    cairo_restore(canvas.context)
  }

  /// Makes a rectangle of the page under way lead to a destination, which must be named somewhere in the document.
  ///
  /// - Parameters:
  ///   - element: the element of the link.
  ///   - text: where it leads, in words.
  public func link(_ frame: Rectangle, to destination: String, as element: PDFElement, saying text: String) {
    link(frame, "dest='\(Self.safe(destination))'", element, text)
  }

  /// Makes a rectangle of the page under way lead to an address.
  ///
  /// - Parameters:
  ///   - element: the element of the link.
  ///   - text: where it leads, in words.
  public func link(
    _ frame: Rectangle, toAddress address: String, as element: PDFElement, saying text: String
  ) {
    link(frame, "uri='\(address.filter { $0.isASCII && $0 != "'" && $0 != "\\" })'", element, text)
  }

  private func link(_ frame: Rectangle, _ attributes: String, _ element: PDFElement, _ text: String) {
    let rect = "rect=[\(frame.x) \(frame.y) \(frame.width) \(frame.height)]"
    cairo_tag_begin(canvas.context, CAIRO_TAG_LINK, "\(rect) \(attributes)")
    cairo_tag_end(canvas.context, CAIRO_TAG_LINK)
    structure.add(PDFStructure.Link(element: element, text: text))
  }

  /// Ends the document and gives its bytes, which say that its language is English, and are tagged where anything was marked; it is
  /// called once, after the last page has been ended.
  ///
  /// - Throws: `CairoError` where anything that was drawn could not be written.
  public func finish() throws -> [UInt8] {
    // The glyphs that were used are taken out of their fonts here.
    FontLibrary.exclusively { cairo_surface_finish(canvas.surface) }
    try CairoError.check(cairo_surface_status(canvas.surface), "cairo_surface_finish(PDF)")
    return PDFTags.tagged(sink.bytes, structure, metadata: metadata)
  }

  /// Destination names may hold letters, digits and a few signs; all else becomes a hyphen.
  static func safe(_ name: String) -> String {
    String(
      name.map {
        $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "." || $0 == "_") ? $0 : "-"
      })
  }
}
