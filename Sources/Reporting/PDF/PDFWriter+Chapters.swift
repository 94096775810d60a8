import Drawing
import Figures

extension PDFWriter {
  /// One chapter, from a new page on.
  func writeChapter(_ pageIndex: Int, to flow: PDFFlow) {
    let page = document.pages[pageIndex]
    flow.startPage()
    flow.runningTitle = page.title
    var opening = heading(
      page.title, PDFStyle.chapter, number: page.section, anchor: index.pageAnchors[pageIndex], spaceBefore: 0
    )
    if !page.reproduces.isEmpty {
      let text = PDFText(
        "Reproduces \(InlineMarkup.escaped(page.reproduces))", TextStyle(.sans, 8.4, color: PDFStyle.soft),
        width: PDFStyle.body.width, in: index)
      opening += text.pieces(spaceBefore: 3, keepWithNext: true)
    }
    opening.append(PDFPiece(height: 6, keepWithNext: true) { _, _ in })
    var pieces = opening
    if let failure = page.failure {
      pieces += remark(
        NoteBlock(kind: .warning, title: "This chapter failed", text: InlineMarkup.escaped(failure)))
    }
    for (blockIndex, block) in page.blocks.enumerated() {
      pieces += self.pieces(block, of: page, entry: index[pageIndex, blockIndex])
    }
    if let last = pieces.indices.last { pieces[last].keepWithNext = false }
    flow.place(pieces)
  }

  private func pieces(_ block: Block, of page: Page, entry: ReportIndex.Entry?) -> [PDFPiece] {
    switch block {
    case .heading(let text):
      return heading(text, PDFStyle.heading, anchor: entry?.anchor ?? "", spaceBefore: 20)
    case .prose(let text): return paragraph(text)
    case .equation(let equation): return pieces(equation, entry)
    case .figure(let figure): return pieces(figure, of: page, entry)
    case .table(let table): return pieces(table, entry)
    case .claim(let claim): return pieces(claim, entry)
    case .note(let note): return remark(note)
    }
  }

  private func pieces(_ equation: EquationBlock, _ entry: ReportIndex.Entry?) -> [PDFPiece] {
    let box = MathBox(equation.formula, size: 11.5)
    let number = equation.label == nil ? nil : entry.map { "(\($0.number))" }
    let scale = min(1, (PDFStyle.body.width - 60) / max(1, box.width))
    return [
      PDFPiece(
        .text, height: (box.ascent + box.descent) * scale + 8, spaceBefore: 8, anchor: entry?.anchor
      ) { flow, y in
        guard flow.isDrawing else { return }
        let baseline = y + 4 + box.ascent * scale
        flow.pdf.canvas.saved { canvas in
          canvas.translate(PDFStyle.body.center.x - box.width * scale / 2, baseline)
          canvas.scale(scale, scale)
          box.draw(on: canvas, at: Point(0, 0))
        }
        if let number {
          flow.pdf.canvas.draw(
            Text(number, PDFStyle.text.colored(PDFStyle.soft)), at: Point(PDFStyle.body.maxX, baseline),
            anchor: TextAnchor(1, .baseline))
        }
      }
    ]
  }

  /// Label, title and caption of a figure or table.
  private func caption(_ label: String, _ title: String, _ caption: String) -> PDFText {
    PDFText(
      caption, PDFStyle.caption, width: PDFStyle.body.width, lineSpacing: 1.06,
      before: [
        Text.Run(label + "\u{2002}", PDFStyle.label),
        Text.Run(title + ". ", PDFStyle.caption.weighted(.semibold)),
      ], in: index)
  }

  private func pieces(_ figure: FigureBlock, of page: Page, _ entry: ReportIndex.Entry?) -> [PDFPiece] {
    let text = caption(entry?.label ?? "", figure.title, figure.caption)
    var lines = text.pieces(spaceBefore: 7, keepWithNext: true)
    let drawing: DisplayList
    do {
      drawing = try document.drawing(of: figure, on: page)
    } catch {
      let message = NoteBlock(
        kind: .warning, title: "This figure cannot be shown", text: InlineMarkup.escaped("\(error)"))
      var lost = remark(message)
      if let last = lines.indices.last { lines[last].keepWithNext = false }
      if !lost.isEmpty { (lost[0].anchor, lost[lost.count - 1].keepWithNext) = (entry?.anchor, true) }
      return lost + lines
    }
    // As wide as it was made, unless page or caption leave less room.
    let room = max(60, PDFStyle.body.height - min(400, text.layout.size.height) - 12)
    let scale = min(
      1, PDFStyle.body.width / max(1, drawing.size.width), room / max(1, drawing.size.height))
    let size = Size(drawing.size.width * scale, drawing.size.height * scale)
    let image = PDFPiece(
      .floating, height: size.height, spaceBefore: 16, keepWithNext: true, anchor: entry?.anchor
    ) { flow, y in
      guard flow.isDrawing else { return }
      drawing.draw(
        on: flow.pdf.canvas,
        in: Rectangle(PDFStyle.body.center.x - size.width / 2, y, size.width, size.height))
    }
    if let last = lines.indices.last { lines[last].keepWithNext = true }
    return [image] + lines + [.gap(8)]
  }

  private func pieces(_ table: TableBlock, _ entry: ReportIndex.Entry?) -> [PDFPiece] {
    let columns = table.columns.map { column in
      PDFTable.Column(
        title: column.title, unit: table.underHeading(column),
        alignment: column.alignment == .right ? .right : column.alignment == .center ? .center : .left,
        origin: column.origin)
    }
    let body = PDFTable(
      columns: columns,
      // A deviation stays with its sign.
      rows: table.rows.map { $0.map { .prose($0.replacing("± ", with: "±\u{A0}")) } }, index: index)
    var pieces = caption(entry?.label ?? "", table.title, table.caption)
      .pieces(spaceBefore: 16, keepWithNext: true)
    if !pieces.isEmpty { pieces[0].anchor = entry?.anchor }
    pieces += body.pieces(spaceBefore: 5)
    for note in table.notes {
      if let last = pieces.indices.last { pieces[last].keepWithNext = true }
      pieces += paragraph(note, PDFStyle.fine, alignment: .left, spaceBefore: 3)
    }
    // A small table is not divided, and may move up past a figure that does not fit.
    if pieces.reduce(0, { $0 + $1.height + $1.spaceBefore }) < PDFStyle.body.height * Self.undivided {
      for place in pieces.indices {
        (pieces[place].kind, pieces[place].keepWithNext) = (.text, true)
      }
    }
    return pieces + [.gap(8)]
  }

  /// The share of a page up to which a table stays in one piece.
  private static let undivided = 0.5

  private func pieces(_ claim: Claim, _ entry: ReportIndex.Entry?) -> [PDFPiece] {
    let inner = PDFStyle.body.width - 26
    let label = Text(entry?.label ?? "", PDFStyle.label.sized(9))
    let statement = PDFText(claim.statement, PDFStyle.text, width: inner, in: index)
    let facts = claim.facts(in: index).map { fact in
      let value =
        switch fact.value {
        case .text(let text): InlineMarkup.escaped(text)
        case .link(let anchor, _): "[](#\(anchor))"
        }
      return "*\(fact.name)*\u{00A0}\(value)"
    }
    let shown = PDFText(
      facts.joined(separator: "\u{2003}"), PDFStyle.cell, width: inner,
      lineSpacing: 1.1, in: index)
    let reason = PDFText(claim.reason, PDFStyle.small.colored(PDFStyle.soft), width: inner, in: index)
    let texts = [statement, shown, reason]
    let height = 26 + texts.reduce(0) { $0 + $1.layout.size.height + 4 } + 6
    return [
      PDFPiece(.text, height: height, spaceBefore: 12, anchor: entry?.anchor) { flow, y in
        guard flow.isDrawing else { return }
        let frame = Rectangle(PDFStyle.body.x, y, PDFStyle.body.width, height)
        flow.pdf.canvas.beginPath()
        flow.pdf.canvas.rectangle(frame)
        flow.pdf.canvas.stroke(PDFStyle.rule, width: 0.6)
        flow.pdf.canvas.beginPath()
        flow.pdf.canvas.rectangle(Rectangle(frame.x, y - 0.3, 3, height + 0.6))
        flow.pdf.canvas.fill(Badge(claim.verdict).light.text)
        flow.pdf.canvas.draw(label, at: Point(frame.x + 14, y + 14.5), anchor: .left)
        PDFBadge.draw(
          claim.verdict, at: Point(frame.x + 20 + label.measured().width, y + 8.2), on: flow.pdf.canvas)
        var top = y + 26
        for text in texts {
          text.draw(at: Point(frame.x + 14, top), in: flow)
          top += text.layout.size.height + 4
        }
      }
    ]
  }

  /// A remark on its own ground; one longer than half a page is set as paragraphs, which can be divided.
  func remark(_ note: NoteBlock) -> [PDFPiece] {
    let inner = PDFStyle.body.width - 24
    let title = note.title.map {
      TextLayout(Text($0, PDFStyle.label.sized(8.6), width: inner))
    }
    let text = PDFText(note.text, PDFStyle.small, width: inner, in: index)
    let titleHeight = title.map { $0.size.height + 3 } ?? 0
    let height = titleHeight + text.layout.size.height + 17
    if height > PDFStyle.body.height / 2 {
      let heading = note.title.map { paragraph("**\(InlineMarkup.escaped($0))**", PDFStyle.small) } ?? []
      return heading + paragraph(note.text, PDFStyle.small, alignment: .left)
    }
    return [
      PDFPiece(.text, height: height, spaceBefore: 12) { flow, y in
        guard flow.isDrawing else { return }
        let frame = Rectangle(PDFStyle.body.x, y, PDFStyle.body.width, height)
        flow.pdf.canvas.beginPath()
        flow.pdf.canvas.rectangle(frame)
        flow.pdf.canvas.fill(note.kind == .warning ? PDFStyle.warning : PDFStyle.faint)
        if note.kind == .scale {
          flow.pdf.canvas.beginPath()
          flow.pdf.canvas.rectangle(Rectangle(frame.x, y, 3, height))
          flow.pdf.canvas.fill(PDFStyle.ours)
        }
        if let title { flow.pdf.canvas.draw(title, at: Point(frame.x + 12, y + 8)) }
        text.draw(at: Point(frame.x + 12, y + 8 + titleHeight), in: flow)
      }
    ]
  }

  /// What made a chapter: it stands at the end of the report, where it does not part one chapter from the next.
  ///
  /// - Parameter shared: what all chapters have in common, and is said once.
  func madeWith(_ page: Page, besides shared: [ProvenanceEntry]) -> [PDFPiece] {
    var entries = page.provenance.filter { !shared.contains($0) }
    if page.wallSeconds > 0 {
      entries.append(ProvenanceEntry("time", "\(NumberText.fixed(page.wallSeconds, 1)) s"))
    }
    let text = entries.filter { !$0.value.isEmpty }.map { "\($0.name) \($0.value)" }.joined(separator: " · ")
    return paragraph(
      "**\(InlineMarkup.escaped(page.title)).** \(InlineMarkup.escaped(text))", PDFStyle.fine,
      alignment: .left, spaceBefore: 9)
  }
}
