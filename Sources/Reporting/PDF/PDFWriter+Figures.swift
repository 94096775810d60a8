import Drawing
import Figures

/// Figures and tables for print.
extension PDFWriter {
  /// A figure that is no wider than this may stand beside another, in points.
  private static let half = FigureMeasure.halfWidth
  /// The least width of a caption beside its figure or table, in points.
  private static let leastCaption = 150.0
  /// The share of a page up to which a table stays in one piece.
  private static let undivided = 0.45
  /// How many rows a table has at most before it is folded, where its columns are narrow.
  private static let longest = 24
  /// How much smaller a figure may be drawn where that saves a page's end from staying empty.
  private static let leastScale = 0.84

  /// Label, title and caption of a figure or table, and the claims that it shows.
  private func caption(
    _ entry: ReportIndex.Entry?, _ title: String, _ caption: String, width: Double = PDFStyle.body.width
  ) -> PDFText {
    var before = [Text.Run((entry?.label ?? "") + "\u{2002}", PDFStyle.label)]
    if !title.isEmpty { before.append(Text.Run(title + ". ", PDFStyle.caption.weighted(.semibold))) }
    let claims = entry.map { index.claims(shownBy: $0.anchor) } ?? []
    let links = claims.map { "[\($0.number)](#\($0.anchor))" }.joined(separator: ", ")
    let shown = claims.isEmpty ? "" : " Claim\(claims.count == 1 ? "" : "s"): \(links)."
    return PDFText(
      caption + shown, PDFStyle.caption, width: width, lineSpacing: 1.06, before: before, in: index)
  }

  /// The next small figure after a small one, with nothing but text and claims between them; nil where there is none.
  static func partner(of place: Int, in blocks: [Block]) -> Int? {
    guard case .figure(let figure) = blocks[place], figure.width <= half else { return nil }
    for next in blocks.indices.suffix(from: place + 1) {
      switch blocks[next] {
      case .prose, .claim: continue
      case .figure(let other): return other.width <= half ? next : nil
      default: return nil
      }
    }
    return nil
  }

  /// Two small figures side by side, each above its caption; nil where one of them cannot be shown.
  func pair(
    _ left: (figure: FigureBlock, entry: ReportIndex.Entry?),
    _ right: (figure: FigureBlock, entry: ReportIndex.Entry?), of page: Page
  ) -> [PDFPiece]? {
    let width = Self.half
    let halves = [left, right].compactMap { figure, entry -> (DisplayList, PDFText)? in
      guard let drawing = try? document.drawing(of: figure, on: page) else { return nil }
      return (drawing, caption(entry, figure.title, figure.caption, width: width))
    }
    guard halves.count == 2 else { return nil }
    let scales = halves.map { min(1, width / max(1, $0.0.size.width)) }
    let highest = zip(halves, scales).map { $0.0.size.height * $1 }.max() ?? 0
    let texts = halves.map(\.1.layout.size.height).max() ?? 0
    guard highest + texts < PDFStyle.body.height * 0.9 else { return nil }
    let elements = [left, right].map { FigureElements($0.figure.alt) }
    var piece = PDFPiece(.floating, height: highest + 6 + texts, spaceBefore: 12) { flow, y in
      guard flow.isDrawing else { return }
      for (place, (drawing, text)) in halves.enumerated() {
        let x = PDFStyle.body.x + Double(place) * (width + PDFStyle.gutter)
        let size = Size(drawing.size.width * scales[place], drawing.size.height * scales[place])
        // Feet in line, so that captions begin at one height.
        elements[place].draw(
          drawing,
          in: Rectangle(x + (width - size.width) / 2, y + highest - size.height, size.width, size.height),
          to: flow)
        text.draw(at: Point(x, y + highest + 6), in: flow, as: elements[place].caption)
      }
    }
    piece.keepWithNext = true
    piece.anchors = [left, right].compactMap(\.entry?.anchor)
    return [piece, .gap(6)]
  }

  /// A figure above its caption, or beside it where it leaves room enough.
  func pieces(_ figure: FigureBlock, of page: Page, _ entry: ReportIndex.Entry?) -> [PDFPiece] {
    let elements = FigureElements(figure.alt)
    let text = caption(entry, figure.title, figure.caption)
    var lines = text.pieces(as: elements.caption, spaceBefore: 6, keepWithNext: true)
    let drawing: DisplayList
    do {
      drawing = try document.drawing(of: figure, on: page)
    } catch {
      let message = NoteBlock(
        kind: .warning, title: "This figure cannot be shown",
        text: InlineMarkup.escaped(document.reason(error)))
      var lost = remark(message)
      if let last = lines.indices.last { lines[last].keepWithNext = false }
      if !lost.isEmpty {
        (lost[0].anchors, lost[lost.count - 1].keepWithNext) = (entry.map { [$0.anchor] } ?? [], true)
      }
      return lost + lines
    }
    if let width = Self.captionWidth(beside: drawing.size.width) {
      let text = caption(entry, figure.title, figure.caption, width: width)
      let size = drawing.size
      if max(size.height, text.layout.size.height) < PDFStyle.body.height / 2 {
        return beside(text, size, entry, elements.caption) { flow, y in
          elements.draw(drawing, in: Rectangle(flow.left, y, size.width, size.height), to: flow)
        }
      }
    }
    // As wide as it was made, unless page or caption leave less room.
    let room = max(60, PDFStyle.body.height - min(400, text.layout.size.height) - 12)
    let image = image(drawing, as: elements, room: room, spaceBefore: 12, anchor: entry?.anchor)
    return [image] + lines + [.gap(6)]
  }

  /// How wide a caption is beside something of a width; nil where there is not room enough for it.
  private static func captionWidth(beside width: Double) -> Double? {
    let left = PDFStyle.body.width - width - PDFStyle.gutter
    return left < leastCaption ? nil : left
  }

  /// A caption to the right of what it belongs to, in one piece that may wait for room.
  private func beside(
    _ text: PDFText, _ size: Size, _ entry: ReportIndex.Entry?, _ caption: PDFElement,
    draw: @escaping (PDFFlow, Double) -> Void
  ) -> [PDFPiece] {
    var piece = PDFPiece(
      .floating, height: max(size.height, text.layout.size.height), spaceBefore: 12, keepWithNext: true,
      anchor: entry?.anchor
    ) { flow, y in
      guard flow.isDrawing else { return }
      draw(flow, y)
      text.draw(at: Point(flow.left + size.width + PDFStyle.gutter, y), in: flow, as: caption)
    }
    piece.isTable = entry?.anchor.hasPrefix("tab-") ?? false
    return [piece, .gap(6)]
  }

  /// A drawing in the middle of the page, no higher than the room for it.
  func image(
    _ drawing: DisplayList, as elements: FigureElements, room: Double, spaceBefore: Double, anchor: String?
  ) -> PDFPiece {
    let scale = min(
      1, PDFStyle.body.width / max(1, drawing.size.width), room / max(1, drawing.size.height))
    let size = Size(drawing.size.width * scale, drawing.size.height * scale)
    var image = PDFPiece(
      .floating, height: size.height, spaceBefore: spaceBefore, keepWithNext: true, anchor: anchor
    ) { flow, y in
      guard flow.isDrawing else { return }
      elements.draw(
        drawing, in: Rectangle(PDFStyle.body.center.x - size.width / 2, y, size.width, size.height), to: flow)
    }
    image.leastScale = Self.leastScale
    return image
  }

  /// A table below its caption, or beside it where it leaves room enough: a small one in one piece, which may wait for room, a long
  /// one row by row.
  func pieces(_ table: TableBlock, _ entry: ReportIndex.Entry?) -> [PDFPiece] {
    let columns = table.columns.map { column in
      PDFTable.Column(
        title: column.title, unit: table.underHeading(column),
        alignment: column.alignment == .right ? .right : column.alignment == .center ? .center : .left,
        origin: column.origin)
    }
    let whole = PDFElement(.division)
    let body = PDFTable(
      columns: columns, rows: table.unbrokenRows.map { $0.map { .prose($0) } }, index: index,
      element: PDFElement(.table, in: whole), sections: table.sectionTitles)
    if let narrow = narrow(body, under: table, entry, in: whole) { return narrow }
    var pieces = caption(entry, table.title, table.caption).pieces(
      as: PDFElement(.caption, in: whole), spaceBefore: 12, keepWithNext: true)
    if !pieces.isEmpty { pieces[0].anchors = entry.map { [$0.anchor] } ?? [] }
    pieces += folded(body, in: whole) ?? body.pieces(spaceBefore: 4)
    for note in table.notes {
      if let last = pieces.indices.last { pieces[last].keepWithNext = true }
      pieces += paragraph(
        note, PDFStyle.fine, alignment: .left, spaceBefore: 2, as: PDFElement(.paragraph, in: whole))
    }
    if pieces.reduce(0, { $0 + $1.height + $1.spaceBefore }) < PDFStyle.body.height * Self.undivided {
      for place in pieces.indices { pieces[place].keepWithNext = true }
      if !pieces.isEmpty { pieces[0].kind = .floating }
    } else if !pieces.isEmpty {
      pieces[0].kind = .fixed
    }
    if !pieces.isEmpty { pieces[0].isTable = true }
    return pieces + [.gap(6)]
  }

  /// A table of few and short columns beside its caption and notes; nil where it is too wide or too long.
  private func narrow(
    _ table: PDFTable, under block: TableBlock, _ entry: ReportIndex.Entry?, in whole: PDFElement
  ) -> [PDFPiece]? {
    guard !table.columns.isEmpty, table.rows.count < 30 else { return nil }
    var body = table
    body.widths = table.compactWidths
    let size = body.width
    guard let width = Self.captionWidth(beside: size) else { return nil }
    let notes = block.notes.isEmpty ? "" : " " + block.notes.joined(separator: " ")
    let text = caption(entry, block.title, block.caption + notes, width: width)
    let parts = body.pieces(spaceBefore: 0)
    let height = parts.reduce(0) { $0 + $1.height }
    guard height < PDFStyle.body.height * Self.undivided, text.layout.size.height < 1.5 * height + 30 else {
      return nil
    }
    return beside(text, Size(size, height), entry, PDFElement(.caption, in: whole)) { flow, y in
      var top = y
      for part in parts {
        part.draw(flow, top)
        top += part.height
      }
    }
  }

  /// A long table of few and short columns in two halves side by side; nil where it is too wide or not long.
  private func folded(_ table: PDFTable, in whole: PDFElement) -> [PDFPiece]? {
    guard table.rows.count > Self.longest, table.sections.isEmpty else { return nil }
    let widths = table.compactWidths
    let spare = (Self.half - widths.reduce(0, +)) / Double(max(1, widths.count))
    guard spare >= 0 else { return nil }
    let middle = (table.rows.count + 1) / 2
    let halves = [table.rows[..<middle], table.rows[middle...]].map { rows in
      PDFTable(
        columns: table.columns, rows: Array(rows), index: index, look: table.look,
        widths: widths.map { $0 + spare }, element: PDFElement(.table, in: whole)
      ).pieces(spaceBefore: 4)
    }
    func together(_ parts: [(height: Double, draw: (PDFFlow, Double) -> Void)]) -> (PDFFlow, Double) -> Void {
      { flow, y in
        for (number, part) in parts.enumerated() {
          flow.draw(by: Double(number) * (Self.half + PDFStyle.gutter)) { part.draw(flow, y) }
        }
      }
    }
    return halves[0].indices.map { place in
      let row = halves.compactMap { $0.indices.contains(place) ? $0[place] : nil }
      var piece = halves[0][place]
      piece.height = row.map(\.height).max() ?? 0
      piece.draw = together(row.map { ($0.height, $0.draw) })
      piece.continuation = piece.continuation.map { header in
        (header.height, together(halves.map { _ in header }))
      }
      return piece
    }
  }
}

/// What a figure is in the document's structure: its drawing, which has an alternative text, beside its caption.
struct FigureElements {
  /// The caption.
  let caption: PDFElement
  private let figure: PDFElement

  /// The elements of a figure that is described by a text.
  init(_ alternative: String) {
    let whole = PDFElement(.division)
    figure = PDFElement(.figure, in: whole, alternative: alternative)
    caption = PDFElement(.caption, in: whole)
  }

  /// Draws the figure stretched into a frame of the flow's page.
  func draw(_ drawing: DisplayList, in frame: Rectangle, to flow: PDFFlow) {
    flow.pdf.mark(figure, covering: frame) { drawing.draw(on: $0, in: frame) }
  }
}
