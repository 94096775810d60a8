import Drawing

extension PDFWriter {
  /// Title page with abstract, scale and ledger; then the contents.
  func writeFront(to flow: PDFFlow, pages: [String: Int]) {
    let body = PDFStyle.body
    flow.place([PDFPiece(height: 26) { _, _ in }])
    for (text, style, space) in [
      (document.title, PDFStyle.title, 0.0), (document.subtitle, PDFStyle.subtitle, 6.0),
    ] where !text.isEmpty {
      let layout = TextLayout(Text(text, style, width: body.width))
      flow.place([
        PDFPiece(height: layout.size.height, spaceBefore: space) { flow, y in
          if flow.isDrawing { flow.pdf.canvas.draw(layout, at: Point(body.x, y)) }
        }
      ])
    }
    let reference = TextStyle(.sans, 8.4, color: PDFStyle.soft)
    flow.place(paragraph(document.paper, reference, alignment: .left, spaceBefore: 12))
    flow.place(paragraph(document.created.day, reference, alignment: .left, spaceBefore: 1))
    for warning in document.warnings {
      flow.place(remark(NoteBlock(kind: .warning, title: nil, text: warning)))
    }
    flow.place(part(.abstract, spaceBefore: 24))
    for text in document.abstract { flow.place(paragraph(text)) }
    if !document.scale.isEmpty {
      var pieces = part(.scale)
      if !document.scaleStatement.isEmpty { pieces += paragraph(document.scaleStatement, spaceBefore: 4) }
      let table = PDFTable(
        columns: [
          .init(title: ""), .init(title: "The paper", alignment: .right, origin: .paper),
          .init(title: "This run", alignment: .right, origin: .ours),
        ],
        rows: document.scale.map {
          [
            .prose(InlineMarkup.escaped($0.name)), .prose(InlineMarkup.escaped($0.paper)),
            .prose(InlineMarkup.escaped($0.here)),
          ]
        },
        index: index)
      flow.place(pieces + table.pieces(spaceBefore: 7))
    }
    writeLedger(to: flow)
    flow.startPage()
    writeContents(to: flow, pages: pages)
  }

  private func writeLedger(to flow: PDFFlow) {
    guard !document.claims.isEmpty else { return }
    for (position, part) in document.ledger.enumerated() {
      write(part, after: position == 0 ? self.part(.claims) : [], to: flow)
    }
  }

  private func write(_ part: ReportDocument.LedgerPart, after heading: [PDFPiece], to flow: PDFFlow) {
    var pieces = heading + paragraph(part.title, PDFStyle.small, alignment: .left, spaceBefore: 12)
    for index in pieces.indices { pieces[index].keepWithNext = true }
    pieces.append(
      PDFPiece(height: 14, spaceBefore: 5, keepWithNext: true) { flow, y in
        guard flow.isDrawing else { return }
        var x = PDFStyle.body.x
        for (verdict, count) in part.counts {
          let frame = PDFBadge.draw(verdict, at: Point(x, y), on: flow.pdf.canvas)
          let number = Text("\(count)", PDFStyle.cell)
          flow.pdf.canvas.draw(number, at: Point(frame.maxX + 4, frame.center.y), anchor: .left)
          x = frame.maxX + number.measured().width + 18
        }
      })
    let columns = LedgerRow.Column.linked
    let table = PDFTable(
      columns: columns.map {
        .init(
          title: $0.title(in: part), alignment: $0 == .number ? .right : .left, origin: $0.origin)
      }, rows: document.rows(of: part, in: index).map { row in columns.map { cell(row[$0]) } }, index: index)
    flow.place(pieces + table.pieces(spaceBefore: 7))
  }

  private func cell(_ cell: LedgerRow.Cell) -> PDFTable.Cell {
    switch cell {
    case .number(let number, let anchor, _): .prose("[\(number)](#\(anchor))")
    case .prose(let text): .prose(text)
    case .text(let text): .prose(InlineMarkup.escaped(text))
    case .unbroken(let text): .prose(InlineMarkup.escaped(text.replacing(" ", with: "\u{A0}")))
    case .verdict(let verdict, _, let anchor): .badge(verdict, anchor: anchor)
    }
  }

  private func writeContents(to flow: PDFFlow, pages: [String: Int]) {
    var pieces = heading("Contents", PDFStyle.heading, anchor: "contents-page", spaceBefore: 0)
    let note = "Chapters carry the numbers of the paper's sections."
    pieces += paragraph(note, PDFStyle.small.colored(PDFStyle.soft), alignment: .left, spaceBefore: 3)
    for entry in entries {
      let style = entry.isInner ? PDFStyle.small.colored(PDFStyle.soft) : PDFStyle.text
      let indent = entry.isInner ? 44.0 : 26.0
      let body = PDFStyle.body
      let title = TextLayout(Text(entry.title, style, width: body.width - indent - 40))
      let number = Text(entry.number, style.colored(PDFStyle.soft))
      let page = Text(pages[entry.anchor].map(String.init) ?? "", style)
      pieces.append(
        PDFPiece(height: title.size.height + 1, spaceBefore: entry.isInner ? 1 : 6) { flow, y in
          guard flow.isDrawing else { return }
          let canvasBottom = y + (title.lines.last?.baseline ?? 0)
          flow.pdf.canvas.draw(title, at: Point(body.x + indent, y))
          flow.pdf.canvas.draw(number, at: Point(body.x, y + title.baseline), anchor: .baseline)
          flow.pdf.canvas.draw(page, at: Point(body.maxX, canvasBottom), anchor: TextAnchor(1, .baseline))
          let start = body.x + indent + (title.lines.last?.width ?? 0) + 6
          let end = body.maxX - page.measured().width - 6
          if end > start {
            flow.pdf.canvas.beginPath()
            flow.pdf.canvas.move(to: Point(start, canvasBottom - 0.6))
            flow.pdf.canvas.line(to: Point(end, canvasBottom - 0.6))
            flow.pdf.canvas.stroke(PDFStyle.rule, width: 0.8, dash: [0.8, 3.2])
          }
          if pages[entry.anchor] != nil {
            flow.pdf.link(Rectangle(body.x, y, body.width, title.size.height), to: entry.anchor)
          }
        })
    }
    flow.place(pieces)
  }

  /// Deviations, errata, commands and provenance.
  func writeBack(to flow: PDFFlow) {
    guard !backParts.isEmpty else { return }
    flow.startPage()
    flow.runningTitle = document.title
    if !document.deviations.isEmpty {
      let table = PDFTable(
        columns: [
          .init(title: "What"), .init(title: "The paper", origin: .paper),
          .init(title: "Here", origin: .ours),
          .init(title: "Why"),
        ],
        rows: document.deviations.map {
          [.prose($0.subject), .prose($0.paper), .prose($0.here), .prose($0.reason)]
        }, index: index)
      flow.place(part(.deviations) + table.pieces(spaceBefore: 7))
    }
    if !document.errata.isEmpty {
      let table = PDFTable(
        columns: [.init(title: "Where"), .init(title: "What")],
        rows: document.errata.map { [.prose($0.place), .prose($0.text)] }, index: index)
      flow.place(part(.errata) + table.pieces(spaceBefore: 7))
    }
    if !document.commands.isEmpty {
      flow.place(part(.reproduce) + verbatim(document.commands.joined(separator: "\n"), spaceBefore: 7))
    }
    if !document.provenance.isEmpty {
      let table = PDFTable(
        columns: [.init(title: "What"), .init(title: "Value")],
        rows: document.provenance.map {
          [.prose(InlineMarkup.escaped($0.name)), .prose(InlineMarkup.escaped($0.value))]
        }, index: index)
      flow.place(part(.provenance) + table.pieces(spaceBefore: 7))
    }
    let shared = sharedProvenance
    if !shared.isEmpty {
      let text = shared.map { InlineMarkup.escaped("\($0.name) \($0.value)") }.joined(separator: " · ")
      flow.place(paragraph("**All chapters.** \(text)", PDFStyle.fine, alignment: .left, spaceBefore: 9))
    }
    for page in document.pages { flow.place(madeWith(page, besides: shared)) }
  }

  /// What several chapters all have in common: it is said once.
  private var sharedProvenance: [ProvenanceEntry] {
    guard document.pages.count > 1, let first = document.pages.first else { return [] }
    return first.provenance.filter { entry in document.pages.allSatisfy { $0.provenance.contains(entry) } }
  }

  private func part(_ part: ReportIndex.Part, spaceBefore: Double = 20) -> [PDFPiece] {
    heading(part.title, PDFStyle.heading, anchor: part.rawValue, spaceBefore: spaceBefore)
  }

  /// Text with its own line breaks, in the face of code.
  func verbatim(_ text: String, spaceBefore: Double) -> [PDFPiece] {
    let layout = TextLayout(Text(text, PDFStyle.code, width: PDFStyle.body.width - 16, lineSpacing: 1.2))
    let last = layout.lines.count - 1
    return layout.lines.indices.map { line in
      let above = line == 0 ? 5.0 : 0
      let height = layout.lines[line].height + above + (line == last ? 5 : 0)
      return PDFPiece(height: height, spaceBefore: line == 0 ? spaceBefore : 0) { flow, y in
        guard flow.isDrawing else { return }
        flow.pdf.canvas.beginPath()
        flow.pdf.canvas.rectangle(
          Rectangle(PDFStyle.body.x, y, PDFStyle.body.width, height + (line == last ? 0 : 0.3)))
        flow.pdf.canvas.fill(PDFStyle.faint)
        flow.pdf.canvas.draw(layout, at: Point(PDFStyle.body.x + 8, y + above), lines: line..<line + 1)
      }
    }
  }
}
