import Drawing

/// The report as a PDF of A4 pages: real text, figures as vectors, an outline, links, a table of contents.
public struct PDFWriter {
  let document: ReportDocument
  let index: ReportIndex

  /// The largest file that is written, in bytes, where lower resolutions of images can still prevent it.
  public static let largestFile = 12_000_000

  /// A writer of a report.
  public init(_ document: ReportDocument) {
    self.document = document
    index = ReportIndex(document)
  }

  /// The bytes of the file; the same report gives the same bytes.
  ///
  /// - Throws: `CairoError`. A figure that cannot be read is named in its place instead.
  public func pdf() throws -> [UInt8] {
    let pages = try pages()
    // Images as fine as figures keep them, or less fine where the file would grow too large.
    for resolution in [Canvas.keptPerPoint, 3, 2.5] {
      let file = try pdf(pages, imageResolution: resolution)
      if file.count <= Self.largestFile { return file }
    }
    return try pdf(pages, imageResolution: 2)
  }

  private func pdf(_ pages: [String: Int], imageResolution: Double) throws -> [UInt8] {
    let flow = try PDFFlow(document, isDrawing: true, imageResolution: imageResolution)
    write(to: flow, pages: pages)
    return try flow.pdf.finish()
  }

  /// On which page each anchor stands, from 1.
  ///
  /// - Throws: `CairoError`.
  package func pages() throws -> [String: Int] { try trial().pages }

  /// How much of each page is filled, 0…1.
  ///
  /// - Throws: `CairoError`.
  package func fills() throws -> [Double] { try trial().fills }

  /// How far below the top of its page each anchor stands, in points.
  ///
  /// - Throws: `CairoError`.
  package func heights() throws -> [String: Double] { try trial().heights }

  /// The pages as they come to be, without drawing them. Page numbers are set as wide as they will be, so that they change no line.
  private func trial() throws -> PDFFlow {
    let trial = try PDFFlow(document, isDrawing: false)
    var anchors: [String: Int] = [:]
    for pageIndex in document.pages.indices {
      for blockIndex in document.pages[pageIndex].allBlocks.indices {
        if let entry = index[pageIndex, blockIndex] { anchors[entry.anchor] = 88 }
      }
    }
    write(to: trial, pages: anchors)
    return trial
  }

  private func write(to flow: PDFFlow, pages: [String: Int]) {
    flow.runningTitle = document.title
    writeFront(to: flow, pages: pages)
    for pageIndex in document.pages.indices { writeChapter(pageIndex, to: flow) }
    writeReferences(to: flow)
    writeAppendix(to: flow)
    flow.close()
    if flow.isDrawing { writeOutline(to: flow) }
  }

  /// A line of the contents and an entry of the outline.
  struct Entry {
    var anchor: String
    var number = ""
    var title: String
    /// Whether it is below a chapter or the appendix.
    var isInner = false
    /// Whether it is a heading within a chapter, which the contents leave out.
    var isHeading = false
  }

  /// The entries of contents and outline.
  var entries: [Entry] {
    func entry(_ part: ReportIndex.Part) -> Entry { Entry(anchor: part.rawValue, title: part.title) }
    var entries = document.frontParts.map(entry)
    for (pageIndex, page) in document.pages.enumerated() {
      entries.append(Entry(anchor: index.pageAnchors[pageIndex], number: page.section, title: page.title))
      for (blockIndex, block) in page.blocks.enumerated() {
        if case .heading(let text) = block, let own = index[pageIndex, blockIndex] {
          entries.append(Entry(anchor: own.anchor, title: text, isInner: true, isHeading: true))
        }
      }
    }
    if !document.references.isEmpty { entries.append(entry(.references)) }
    let appendix = document.appendixEntries(in: index)
    if !appendix.isEmpty { entries.append(entry(.appendix)) }
    return entries + appendix.map { Entry(anchor: $0.anchor, title: $0.title, isInner: true) }
  }

  private func writeOutline(to flow: PDFFlow) {
    var chapter: Int32?
    for entry in entries where flow.pages[entry.anchor] != nil {
      let title = entry.number.isEmpty ? entry.title : "\(entry.number)  \(entry.title)"
      if entry.isInner {
        flow.pdf.outline(title, to: entry.anchor, under: chapter)
      } else {
        chapter = flow.pdf.outline(title, to: entry.anchor)
      }
    }
  }

  /// A paragraph, or another element that is set as one.
  func paragraph(
    _ source: String, _ style: TextStyle = PDFStyle.text, alignment: Text.Alignment = .justified,
    spaceBefore: Double = 5, width: Double = PDFStyle.body.width,
    as element: PDFElement = PDFElement(.paragraph)
  ) -> [PDFPiece] {
    PDFText(source, style, width: width, alignment: alignment, in: index)
      .pieces(as: element, spaceBefore: spaceBefore)
  }

  /// A heading, kept with what follows it.
  ///
  /// - Parameter rank: of the chapters' titles 2, of headings within them 3.
  func heading(
    _ text: String, _ style: TextStyle, rank: Int, number: String = "", anchor: String, spaceBefore: Double
  ) -> [PDFPiece] {
    var runs = [Text.Run(text, style)]
    if !number.isEmpty {
      runs.insert(Text.Run(number + "\u{2002}", style.colored(PDFStyle.soft).weighted(.regular)), at: 0)
    }
    let layout = TextLayout(Text(runs: runs, width: PDFStyle.body.width, lineSpacing: 1))
    let element = PDFElement(.heading(rank))
    return [
      PDFPiece(
        .heading, height: layout.size.height, spaceBefore: spaceBefore, keepWithNext: true, anchor: anchor
      ) { flow, y in
        guard flow.isDrawing, !layout.text.string.isEmpty else { return }
        flow.pdf.mark(element) { $0.draw(layout, at: Point(PDFStyle.body.x, y)) }
      }
    ]
  }
}
