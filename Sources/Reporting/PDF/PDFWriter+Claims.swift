import Drawing

/// Claims for print: a line each where they arise, and the ledger.
extension PDFWriter {
  /// A claim where it arises: its number, its verdict, what it says and what was measured, and the reason unless it was
  /// reproduced. The ledger has the rest.
  func pieces(_ claim: Claim, _ entry: ReportIndex.Entry?) -> [PDFPiece] {
    let (badgeAt, textAt) = (30.0, 112.0)
    let inner = PDFStyle.body.width - textAt
    let number = Text(claim.number ?? "", PDFStyle.label.sized(8.6))
    let name = claim.number == nil ? "**\(claim.id)** " : ""
    let measured = claim.measured.map { " [\(InlineMarkup.escaped($0.intervalText))](#claims)" } ?? ""
    let said = PDFText(
      name + claim.sentence + measured, PDFStyle.small, width: inner, lineSpacing: 1.06, in: index)
    let reason = PDFText(
      claim.verdict == .reproduced ? "" : claim.reason, PDFStyle.small.sized(8.6).colored(PDFStyle.soft),
      width: inner, lineSpacing: 1.06, in: index)
    let top = said.layout.size.height
    let height = max(13, top + (claim.verdict == .reproduced ? 0 : reason.layout.size.height))
    // One that is longer than a page is set as paragraphs, which can be divided.
    if height > PDFStyle.body.height / 2 {
      var lines = paragraph("\(name)**\(claim.verdict.rawValue)** \(claim.sentence)", PDFStyle.small)
      if !lines.isEmpty { lines[0].anchors = entry.map { [$0.anchor] } ?? [] }
      return lines
    }
    let element = PDFElement(.paragraph)
    return [
      PDFPiece(height: height, spaceBefore: 7, anchor: entry?.anchor) { flow, y in
        guard flow.isDrawing else { return }
        let left = PDFStyle.body.x
        if claim.number != nil {
          flow.pdf.mark(element) { $0.draw(number, at: Point(left, y + 6.2), anchor: .left) }
        }
        PDFBadge.draw(claim.verdict, at: Point(left + badgeAt, y), in: flow, as: element)
        said.draw(at: Point(left + textAt, y), in: flow, as: element)
        if claim.verdict != .reproduced {
          reason.draw(at: Point(left + textAt, y + top), in: flow, as: element)
        }
      }
    ]
  }

  /// The ledger: the paper's statements, then the later criticisms.
  func writeLedger(to flow: PDFFlow) {
    guard !document.claims.isEmpty else { return }
    for (position, part) in document.ledger.enumerated() {
      write(part, after: position == 0 ? self.part(.claims, rank: 3) : [], to: flow)
    }
  }

  private func write(_ part: ReportDocument.LedgerPart, after heading: [PDFPiece], to flow: PDFFlow) {
    var pieces = heading + paragraph(part.title, PDFStyle.small, alignment: .left, spaceBefore: 8)
    for index in pieces.indices { pieces[index].keepWithNext = true }
    let counts = PDFElement(.paragraph)
    pieces.append(
      PDFPiece(height: 14, spaceBefore: 5, keepWithNext: true) { flow, y in
        guard flow.isDrawing else { return }
        var x = PDFStyle.body.x
        for (verdict, count) in part.counts {
          let frame = PDFBadge.draw(verdict, at: Point(x, y), in: flow, as: counts)
          let number = Text("\(count)", PDFStyle.cell)
          flow.pdf.mark(counts) { $0.draw(number, at: Point(frame.maxX + 4, frame.center.y), anchor: .left) }
          x = frame.maxX + number.measured().width + 18
        }
      })
    let table = PDFTable(
      columns: [
        .init(title: "No., verdict"), .init(title: "Claim"), .init(title: part.sourceTitle, origin: .paper),
        .init(title: "Here"),
      ], rows: document.claims(of: part, in: index).map { cells($0, $1) }, index: index, look: PDFStyle.ledger
    )
    flow.place(pieces + table.pieces(spaceBefore: 5))
  }

  /// A claim in four cells: its number above its verdict, what it says, what its source gives, and what was measured with what must
  /// hold of it and the number of networks that it rests on.
  private func cells(_ claim: Claim, _ entry: ReportIndex.Entry) -> [PDFTable.Cell] {
    let measured = claim.measured.map { "**\(InlineMarkup.escaped($0.intervalText))**" } ?? "–"
    let criterion = "all of it must lie \(InlineMarkup.escaped(claim.criterion.words))"
    let networks = claim.measured?.networks.map { "\($0.counts) network\($0.counts == "1" ? "" : "s")" }
    let facts = [criterion, networks].compactMap { $0?.replacing(" ", with: "\u{A0}") }
    return [
      .verdict(claim.verdict, number: entry.number, anchor: entry.anchor), .prose(claim.fullStatement),
      .prose(InlineMarkup.escaped(claim.paper)), .prose(([measured] + facts).joined(separator: "; ")),
    ]
  }
}
