import Drawing

/// Puts pieces on pages, one below the other, and remembers on which page each anchor came to stand.
///
/// Figures that do not fit wait, and text fills the page; they stand on the next page, at its top or below the paragraph or table that
/// goes on there, so that none stands within one. None stands under the next heading, unless a third of a page would stay empty for
/// it. The report flows twice: first without drawing, to learn the pages, then with the page
/// numbers known.
final class PDFFlow {
  let pdf: PDFDocument
  /// Whether anything is drawn; else the pages are only counted.
  let isDrawing: Bool
  /// The page of each anchor, as far as the flow has come.
  private(set) var pages: [String: Int] = [:]
  /// How far below the top of its page each anchor stands, in points.
  private(set) var heights: [String: Double] = [:]
  /// How much of each page is filled, 0…1, as far as the flow has come.
  private(set) var fills: [Double] = []
  /// The page under way; the title page is 1.
  private(set) var page = 1
  /// The right half of the running head, of this page and of those that follow; the document's title is the left half.
  var runningTitle = ""
  private let documentTitle: String
  private var y = PDFStyle.body.y
  private var isPageEmpty = true
  private var titleOfPage = ""
  /// Figures that have not found room yet, in order.
  private var waiting: [PDFGroup] = []
  /// The page on which the first of them did not fit.
  private var waitingSince = 0

  /// Where the column begins in which lines are set: the page's left edge, unless text stands in several columns.
  private(set) var left = PDFStyle.body.x

  /// The share of a page that may stay empty for a figure's sake.
  private static let spare = 0.3
  /// The share of a page that a chapter needs to begin on it.
  private static let opening = 0.14

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
    for group in PDFGroup.groups(of: pieces) {
      switch group.kind {
      case .floating: float(group)
      case .heading: placeHeading(group)
      case .fixed:
        if waiting.contains(where: \.isTable) { placeAllFigures() }
        placeText(group)
      case .text: placeText(group)
      }
    }
  }

  /// Places as many figures as the page has room for, all made smaller to one scale if need be; the last are left out.
  func placeAsThereIsRoom(_ figures: [[PDFPiece]]) {
    for count in stride(from: figures.count, to: 0, by: -1) {
      let groups = figures[..<count].map { PDFGroup(pieces: $0) }
      let least = groups.flatMap(\.pieces).map(\.leastScale).min() ?? 1
      let fitting = stride(from: 1, through: least - 0.001, by: -0.04).first { scale in
        groups.reduce(0) { $0 + $1.height(isFirst: false, scale: scale) } <= room + 0.01
      }
      guard let fitting else { continue }
      for group in groups { put(group, scale: fitting) }
      return
    }
  }

  /// Places all figures that wait. What comes next begins below the last of them.
  func placeAllFigures() {
    while !waiting.isEmpty {
      if !isPageEmpty, scaleToFit(waiting[0]) == nil { endPage() }
      placeFigures()
    }
  }

  /// Begins a chapter: on a new page where little room is left on this one, else below what stands there.
  func startChapter() {
    placeFigures()
    // What is too high for the room may let a later one pass.
    while room >= Self.spare * PDFStyle.body.height, let next = waiting.firstIndex(where: fits) {
      put(waiting.remove(at: next))
    }
    while !waiting.isEmpty, room < Self.spare * PDFStyle.body.height {
      endPage()
      placeFigures()
    }
    if room < Self.opening * PDFStyle.body.height { startPage() }
  }

  /// Places lines in columns of equal width under a heading, side by side and of one height, on as many pages as they take.
  ///
  /// - Parameter isUndivided: whether they stand on one page if they fit there.
  func place(
    _ pieces: [PDFPiece], inColumns count: Int, width: Double, under heading: [PDFPiece] = [],
    isUndivided: Bool = false
  ) {
    let opening = PDFGroup(pieces: heading)
    var groups = PDFGroup.groups(of: pieces)[...]
    // Columns are not of equal height to the point: a line's height is left for that.
    let whole = groups.reduce(0) { $0 + $1.height(isFirst: false) } / Double(count) + 16
    let wanted =
      isUndivided && whole < PDFStyle.body.height * 0.9 ? whole : Self.opening * PDFStyle.body.height / 2
    if !isPageEmpty, opening.height(isFirst: false) + wanted > room { endPage() }
    put(opening)
    let step = (PDFStyle.body.width - width) / Double(max(1, count - 1))
    while let first = groups.first {
      let top = y + (isPageEmpty ? 0 : first.pieces[0].spaceBefore)
      let room = PDFStyle.body.maxY - top
      // The least height with which all lines stand on this page, or all of its room.
      let least = groups.reduce(0) { $0 + $1.height(isFirst: false) } / Double(count)
      let height = stride(from: least, to: room, by: 3).first {
        PDFGroup.columns(groups, count, $0).last?.upperBound == groups.endIndex
      }
      let columns = PDFGroup.columns(groups, count, height ?? room)
      guard let last = columns.last(where: { !$0.isEmpty }) else {
        // A line that no empty page can hold is placed as any other.
        if isPageEmpty { put(groups.removeFirst()) } else { endPage() }
        continue
      }
      let title = isPageEmpty ? runningTitle : titleOfPage
      var bottom = top
      for (number, column) in columns.enumerated() {
        (y, isPageEmpty) = (top, true)
        left = PDFStyle.body.x + Double(number) * step
        for group in groups[column] { put(group) }
        bottom = max(bottom, y)
      }
      (y, isPageEmpty, left, titleOfPage) = (bottom, false, PDFStyle.body.x, title)
      groups = groups[last.upperBound...]
      if !groups.isEmpty { endPage() }
    }
  }

  /// Goes to the next page, unless this one is still empty; figures that wait stand before what comes there.
  func startPage() {
    placeAllFigures()
    if !isPageEmpty { endPage() }
  }

  /// Ends the last page.
  func close() {
    placeAllFigures()
    endPage()
  }

  // MARK: Figures and text

  private var room: Double { PDFStyle.body.maxY - y }

  private func fits(_ group: PDFGroup) -> Bool { group.height(isFirst: isPageEmpty) <= room + 0.01 }

  /// How much smaller a group must be drawn to fit in what is left of the page; nil where it may not be so small.
  private func scaleToFit(_ group: PDFGroup) -> Double? {
    if fits(group) || isPageEmpty { return 1 }
    let least = group.pieces.map(\.leastScale).min() ?? 1
    return stride(from: 0.96, through: max(least, 0.02) - 0.001, by: -0.04).first {
      group.height(isFirst: isPageEmpty, scale: $0) <= room + 0.01
    }
  }

  private func float(_ group: PDFGroup) {
    if waiting.isEmpty, let scale = scaleToFit(group) {
      put(group, scale: scale)
    } else {
      if waiting.isEmpty { waitingSince = page }
      waiting.append(group)
    }
  }

  /// Places figures that wait, in their order, as far as the page has room for them.
  private func placeFigures() {
    while let first = waiting.first, let scale = scaleToFit(first) {
      waiting.removeFirst()
      put(first, scale: scale)
    }
    waitingSince = page
  }

  private func placeText(_ group: PDFGroup) {
    if !waiting.isEmpty, page > waitingSince, !group.isContinuing { placeFigures() }
    if !fits(group), !group.isGap, !isPageEmpty {
      endPage()
      if !group.isContinuing { placeFigures() }
    }
    put(group)
  }

  private func placeHeading(_ group: PDFGroup) {
    if !waiting.isEmpty, page > waitingSince { placeFigures() }
    let isLate = !waiting.isEmpty && room < Self.spare * PDFStyle.body.height
    var scale = scaleToFit(group)
    if !isPageEmpty, isLate || scale == nil {
      endPage()
      placeFigures()
      scale = scaleToFit(group)
      // The figures may have filled the page.
      if scale == nil, !isPageEmpty { endPage() }
    }
    put(group, scale: scale ?? 1)
  }

  // MARK: Pieces

  private func put(_ group: PDFGroup, scale: Double = 1) {
    let fitsOnOnePage = group.height(isFirst: true, scale: scale) <= PDFStyle.body.height
    if !isPageEmpty, group.height(isFirst: false, scale: scale) > room + 0.01, fitsOnOnePage, !group.isGap {
      endPage()
    }
    for piece in group.pieces { put(piece, scale: max(scale, piece.leastScale)) }
  }

  private func put(_ piece: PDFPiece, scale: Double) {
    if piece.isGap {
      if !isPageEmpty { y = min(y + piece.height, PDFStyle.body.maxY) }
      return
    }
    let height = piece.height * scale
    var top = y + (isPageEmpty ? 0 : piece.spaceBefore)
    if top + height > PDFStyle.body.maxY + 0.01, !isPageEmpty {
      endPage()
      top = y
    }
    if isPageEmpty, let continuation = piece.continuation {
      continuation.draw(self, top)
      top += continuation.height
    }
    if isPageEmpty { titleOfPage = runningTitle }
    for anchor in piece.anchors { name(anchor, at: top) }
    // What is higher than a page is made smaller rather than cut off.
    let room = PDFStyle.body.maxY - top
    let fitting = height > room + 0.01 && height > 0 ? scale * max(0.02, room / height) : scale
    draw(piece, at: top, scale: fitting)
    y = fitting < scale ? PDFStyle.body.maxY : top + height
    isPageEmpty = false
  }

  /// Draws a piece, smaller around the middle of its upper edge where it is scaled.
  private func draw(_ piece: PDFPiece, at top: Double, scale: Double) {
    guard scale < 1 else { return piece.draw(self, top) }
    guard isDrawing else { return }
    let middle = PDFStyle.body.center.x
    pdf.canvas.saved { canvas in
      canvas.translate(middle, top)
      canvas.scale(scale, scale)
      canvas.translate(-middle, -top)
      piece.draw(self, top)
    }
  }

  /// Draws with the column's left edge moved to the right by so many points.
  func draw(by offset: Double, _ draw: () -> Void) {
    left += offset
    draw()
    left -= offset
  }

  private func name(_ anchor: String, at height: Double) {
    guard pages[anchor] == nil else { return }
    pages[anchor] = page
    heights[anchor] = height
    if isDrawing { pdf.destination(anchor, y: max(0, height - 8)) }
  }

  // MARK: Pages

  private func endPage() {
    fills.append(min(1, (y - PDFStyle.body.y) / PDFStyle.body.height))
    if isDrawing {
      pdf.labelPage("\(page)")
      if page > 1 { pdf.decorate(.header) { Self.drawHead(documentTitle, titleOfPage, on: $0) } }
      pdf.decorate(.footer) { canvas in
        canvas.draw(
          Text("\(page)", PDFStyle.fine), at: Point(PDFStyle.paper.width / 2, PDFStyle.body.maxY + 26),
          anchor: .center)
      }
      pdf.endPage()
    }
    page += 1
    y = PDFStyle.body.y
    isPageEmpty = true
  }
}
