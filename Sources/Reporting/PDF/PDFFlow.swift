import Drawing

/// Puts pieces on pages, one below the other, and remembers on which page each anchor came to stand.
///
/// The report flows twice: first without drawing, to learn the pages, then with the page numbers known.
final class PDFFlow {
  let pdf: PDFDocument
  /// Whether anything is drawn; else the pages are only counted.
  let isDrawing: Bool
  /// The page of each anchor, as far as the flow has come.
  private(set) var pages: [String: Int] = [:]
  /// The page under way; the title page is 1.
  private(set) var page = 1
  /// The right half of the running head, of this page and of those that follow; the document's title is the left half.
  var runningTitle = ""
  private let documentTitle: String
  private var y = PDFStyle.body.y
  private var isPageEmpty = true
  private var titleOfPage = ""

  /// - Parameter imageResolution: the finest resolution at which images are kept, in pixels a point.
  init(
    _ document: ReportDocument, isDrawing: Bool, imageResolution: Double = Canvas.keptPerPoint
  ) throws {
    pdf = try PDFDocument(
      pageSize: PDFStyle.paper, title: document.title, author: document.author, subject: document.subtitle,
      created: document.created, imageResolution: imageResolution)
    self.isDrawing = isDrawing
    documentTitle = document.title
  }

  /// Places pieces; those that must keep together go to the next page together, if a page can hold them.
  func place(_ pieces: [PDFPiece]) {
    var waiting: [ArraySlice<PDFPiece>] = []
    var headingHasMoved = false
    func placeWaiting() {
      headingHasMoved = false
      guard !waiting.isEmpty else { return }
      startPage()
      for group in waiting { place(group: group) }
      waiting = []
    }
    var start = 0
    while start < pieces.count {
      var end = start + 1
      while end < pieces.count, pieces[end - 1].keepWithNext { end += 1 }
      let group = pieces[start..<end]
      start = end
      switch kind(of: group) {
      case .floating where !waiting.isEmpty || (!fits(group) && !isPageEmpty):
        waiting.append(group)
      case .floating:
        place(group: group)
      case .text:
        // A gap alone opens no page.
        if !fits(group), !group.allSatisfy(\.isGap) { placeWaiting() }
        place(group: group)
      case .heading:
        if headingHasMoved || !fits(group) { placeWaiting() }
        headingHasMoved = !waiting.isEmpty
        place(group: group)
      case .fixed:
        placeWaiting()
        place(group: group)
      }
    }
    placeWaiting()
  }

  private func kind(of group: ArraySlice<PDFPiece>) -> PDFPiece.Kind {
    guard let first = group.first?.kind, first != .floating else { return .floating }
    return group.dropFirst().allSatisfy { $0.kind == .text } ? first : .fixed
  }

  private func height(of group: ArraySlice<PDFPiece>) -> Double {
    let ending = group.last.map { $0.isGap ? $0.height : 0 } ?? 0
    return group.reduce(0) { $0 + $1.height + $1.spaceBefore } - ending
      - (isPageEmpty ? group.first?.spaceBefore ?? 0 : 0)
  }

  private func fits(_ group: ArraySlice<PDFPiece>) -> Bool {
    y + height(of: group) <= PDFStyle.body.maxY + 0.01
  }

  private func place(group: ArraySlice<PDFPiece>) {
    let fitsOnOnePage = height(of: group) - (group.first?.spaceBefore ?? 0) <= PDFStyle.body.height
    if !fits(group), !isPageEmpty, fitsOnOnePage, !group.allSatisfy(\.isGap) { endPage() }
    for piece in group { place(piece) }
  }

  private func place(_ piece: PDFPiece) {
    if piece.isGap {
      if !isPageEmpty { y = min(y + piece.height, PDFStyle.body.maxY) }
      return
    }
    var top = y + (isPageEmpty ? 0 : piece.spaceBefore)
    if top + piece.height > PDFStyle.body.maxY + 0.01, !isPageEmpty {
      endPage()
      top = y
    }
    if isPageEmpty, let continuation = piece.continuation {
      continuation.draw(self, top)
      top += continuation.height
    }
    if isPageEmpty { titleOfPage = runningTitle }
    if let anchor = piece.anchor { name(anchor, at: top) }
    // What is higher than a page is made smaller rather than cut off.
    let room = PDFStyle.body.maxY - top
    if piece.height > room + 0.01, piece.height > 0 {
      let scale = max(0.02, room / piece.height)
      if isDrawing {
        pdf.canvas.saved { canvas in
          canvas.translate(PDFStyle.body.x, top)
          canvas.scale(scale, scale)
          canvas.translate(-PDFStyle.body.x, -top)
          piece.draw(self, top)
        }
      }
      y = PDFStyle.body.maxY
    } else {
      piece.draw(self, top)
      y = top + piece.height
    }
    isPageEmpty = false
  }

  /// Leaves a gap.
  func space(_ height: Double) { if !isPageEmpty { y += height } }

  /// Goes to the next page, unless this one is still empty.
  func startPage() { if !isPageEmpty { endPage() } }

  /// Ends the last page.
  func close() { endPage() }

  private func name(_ anchor: String, at height: Double) {
    guard pages[anchor] == nil else { return }
    pages[anchor] = page
    if isDrawing { pdf.destination(anchor, y: max(0, height - 8)) }
  }

  private func endPage() {
    if isDrawing {
      pdf.labelPage("\(page)")
      if page > 1 { drawRunningHead() }
      pdf.canvas.draw(
        Text("\(page)", PDFStyle.fine), at: Point(PDFStyle.paper.width / 2, PDFStyle.body.maxY + 26),
        anchor: .center)
      pdf.endPage()
    }
    page += 1
    y = PDFStyle.body.y
    isPageEmpty = true
  }

  /// The running head: the document's title on the left and the chapter's on the right, which is left out where it would take
  /// more than half of the width.
  private func drawRunningHead() {
    let body = PDFStyle.body
    let height = body.y - 28
    func shortened(_ text: String) -> Text {
      let text = text.count > 70 ? text.prefix(68) + "…" : text[...]
      return Text(String(text), TextStyle(.serif, 8.6, italic: true, color: PDFStyle.soft))
    }
    pdf.canvas.draw(shortened(documentTitle), at: Point(body.x, height), anchor: TextAnchor(0, .bottom))
    if titleOfPage != documentTitle {
      let title = shortened(titleOfPage)
      if title.measured().width < body.width / 2 {
        pdf.canvas.draw(title, at: Point(body.maxX, height), anchor: TextAnchor(1, .bottom))
      }
    }
    pdf.canvas.beginPath()
    pdf.canvas.move(to: Point(body.x, height + 4))
    pdf.canvas.line(to: Point(body.maxX, height + 4))
    pdf.canvas.stroke(PDFStyle.rule, width: 0.5)
  }
}
