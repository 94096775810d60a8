import Drawing
import Figures

extension PDFWriter {
  /// One chapter of the body.
  func writeChapter(_ pageIndex: Int, to flow: PDFFlow) {
    let page = document.pages[pageIndex]
    flow.startChapter()
    flow.runningTitle = page.title
    var opening = heading(
      page.title, PDFStyle.chapter, rank: 2, number: page.section, anchor: index.pageAnchors[pageIndex],
      spaceBefore: 24
    )
    if !page.reproduces.isEmpty {
      let text = PDFText(
        "Reproduces \(InlineMarkup.escaped(page.reproduces))", TextStyle(.sans, 8, color: PDFStyle.soft),
        width: PDFStyle.body.width, in: index)
      opening += text.pieces(as: PDFElement(.paragraph), spaceBefore: 2, keepWithNext: true)
    }
    opening.append(PDFPiece(height: 3, keepWithNext: true) { _, _ in })
    if let failure = page.failure {
      opening += remark(
        NoteBlock(kind: .warning, title: "This chapter failed", text: InlineMarkup.escaped(failure)))
    }
    var pieces = opening + self.pieces(page.blocks, of: page, pageIndex, from: 0)
    if let last = pieces.indices.last { pieces[last].keepWithNext = false }
    flow.place(pieces)
  }

  /// What a chapter has in the appendix.
  func writeSupplement(_ pageIndex: Int, to flow: PDFFlow) {
    let page = document.pages[pageIndex]
    guard !page.appendix.isEmpty else { return }
    // No figure of another chapter stands under this heading.
    flow.placeAllFigures()
    flow.startChapter()
    flow.runningTitle = page.supplementTitle
    let opening = heading(
      page.supplementTitle, PDFStyle.heading, rank: 3, anchor: index.appendixAnchors[pageIndex],
      spaceBefore: 20)
    var pieces =
      opening
      + self.pieces(
        page.appendix, of: page, pageIndex, from: page.blocks.count, headings: PDFStyle.subheading, rank: 4)
    if let last = pieces.indices.last { pieces[last].keepWithNext = false }
    flow.place(pieces)
  }

  /// Blocks of a page in their order; small figures that follow one another, with no more than text and claims between them, stand side by side.
  ///
  /// - Parameters:
  ///   - first: the place of the first of them among all of the page's blocks.
  ///   - headings: the look of headings.
  ///   - rank: their rank in the document.
  private func pieces(
    _ blocks: [Block], of page: Page, _ pageIndex: Int, from first: Int,
    headings: TextStyle = PDFStyle.heading, rank: Int = 3
  ) -> [PDFPiece] {
    var pieces: [PDFPiece] = []
    var isPaired: Set<Int> = []
    for (place, block) in blocks.enumerated() {
      let entry = index[pageIndex, first + place]
      if case .heading(let text) = block {
        pieces += heading(text, headings, rank: rank, anchor: entry?.anchor ?? "", spaceBefore: 13)
        continue
      }
      if case .figure(let figure) = block {
        if isPaired.contains(place) { continue }
        if let partner = Self.partner(of: place, in: blocks), case .figure(let other) = blocks[partner],
          let pair = self.pair(
            (figure, entry), (other, index[pageIndex, first + partner]), of: page)
        {
          isPaired.insert(partner)
          pieces += pair
          continue
        }
      }
      // A formula stands below the sentence that leads to it, whatever waits for room.
      if case .equation = block, place > 0, case .prose = blocks[place - 1], let last = pieces.indices.last {
        pieces[last].keepWithNext = true
      }
      pieces += self.pieces(block, of: page, entry: entry)
    }
    return pieces
  }

  private func pieces(_ block: Block, of page: Page, entry: ReportIndex.Entry?) -> [PDFPiece] {
    switch block {
    case .heading: return []
    case .prose(let text): return paragraph(text)
    case .equation(let equation): return pieces(equation, entry)
    case .figure(let figure): return pieces(figure, of: page, entry)
    case .table(let table): return pieces(table, entry)
    case .claim(let claim): return pieces(claim, entry)
    case .note(let note): return remark(note)
    }
  }

  private func pieces(_ equation: EquationBlock, _ entry: ReportIndex.Entry?) -> [PDFPiece] {
    let box = MathBox(equation.formula, size: 11)
    let number = equation.label == nil ? nil : entry.map { "(\($0.number))" }
    let scale = min(1, (PDFStyle.body.width - 60) / max(1, box.width))
    let words = [equation.formula.plainText, number].compactMap { $0 }.joined(separator: " ")
    let element = PDFElement(.formula, alternative: words)
    return [
      PDFPiece(
        .text, height: (box.ascent + box.descent) * scale + 6, spaceBefore: 4, anchor: entry?.anchor
      ) { flow, y in
        guard flow.isDrawing else { return }
        let (body, baseline) = (PDFStyle.body, y + 3 + box.ascent * scale)
        let frame = Rectangle(body.x, y, body.width, (box.ascent + box.descent) * scale + 6)
        flow.pdf.mark(element, covering: frame) { canvas in
          canvas.saved { canvas in
            canvas.translate(body.center.x - box.width * scale / 2, baseline)
            canvas.scale(scale, scale)
            box.draw(on: canvas, at: Point(0, 0))
          }
          if let number {
            canvas.draw(
              Text(number, PDFStyle.text.colored(PDFStyle.soft)), at: Point(body.maxX, baseline),
              anchor: TextAnchor(1, .baseline))
          }
        }
      }
    ]
  }

  /// A remark on its own ground; one longer than half a page is set as paragraphs, which can be divided.
  func remark(_ note: NoteBlock) -> [PDFPiece] {
    let inner = PDFStyle.body.width - 20
    let title = note.title.map {
      TextLayout(Text($0, PDFStyle.label.sized(8.6), width: inner))
    }
    let text = PDFText(note.text, PDFStyle.small, width: inner, in: index)
    let titleHeight = title.map { $0.size.height + 2 } ?? 0
    let height = titleHeight + text.layout.size.height + 11
    if height > PDFStyle.body.height / 2 {
      let heading = note.title.map { paragraph("**\(InlineMarkup.escaped($0))**", PDFStyle.small) } ?? []
      return heading + paragraph(note.text, PDFStyle.small, alignment: .left)
    }
    let whole = PDFElement(.division)
    let (titleElement, textElement) = (PDFElement(.paragraph, in: whole), PDFElement(.paragraph, in: whole))
    return [
      PDFPiece(.text, height: height, spaceBefore: 8) { flow, y in
        guard flow.isDrawing else { return }
        let frame = Rectangle(PDFStyle.body.x, y, PDFStyle.body.width, height)
        flow.pdf.decorate { canvas in
          canvas.beginPath()
          canvas.rectangle(frame)
          canvas.fill(note.kind == .warning ? PDFStyle.warning : PDFStyle.faint)
          if note.kind == .scale {
            canvas.beginPath()
            canvas.rectangle(Rectangle(frame.x, y, 3, height))
            canvas.fill(PDFStyle.ours)
          }
        }
        if let title { flow.pdf.mark(titleElement) { $0.draw(title, at: Point(frame.x + 10, y + 5)) } }
        text.draw(at: Point(frame.x + 10, y + 5 + titleHeight), in: flow, as: textElement)
      }
    ]
  }
}
