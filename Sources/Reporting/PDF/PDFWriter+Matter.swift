import Drawing
import Figures

extension PDFWriter {
  /// The first page with what was done and came out, the map of the paper on the second, then contents and scale.
  func writeFront(to flow: PDFFlow, pages: [String: Int]) {
    let body = PDFStyle.body
    for (text, style, space, role) in [
      (document.title, PDFStyle.title, 0.0, PDFElement.Role.heading1),
      (document.subtitle, PDFStyle.subtitle, 5.0, .paragraph),
    ] where !text.isEmpty {
      let layout = TextLayout(Text(text, style, width: body.width))
      let element = PDFElement(role)
      flow.place([
        PDFPiece(height: layout.size.height, spaceBefore: space) { flow, y in
          if flow.isDrawing { flow.pdf.mark(element) { $0.draw(layout, at: Point(body.x, y)) } }
        }
      ])
    }
    let reference = TextStyle(.sans, 8, color: PDFStyle.soft)
    let origin = "\(document.paper) · \(document.created.day)"
    flow.place(paragraph(origin, reference, alignment: .left, spaceBefore: 7))
    for warning in document.warnings {
      flow.place(remark(NoteBlock(kind: .warning, title: nil, text: warning)))
    }
    writeSummary(to: flow)
    flow.startPage()
    writeMap(to: flow, pages: pages)
    writeContents(to: flow, pages: pages)
    writeScale(to: flow)
  }

  private func writeSummary(to flow: PDFFlow) {
    let style = PDFStyle.text.sized(9.8)
    var pieces: [PDFPiece] = []
    for text in document.abstract { pieces += paragraph(text, style, spaceBefore: 8) }
    pieces += part(.summary, rank: 2, spaceBefore: 11)
    for text in document.findings + [document.cost] where !text.isEmpty {
      pieces += paragraph(text, style, spaceBefore: 4.5)
    }
    flow.place(pieces)
    let plates = document.pages.compactMap { page -> [PDFPiece]? in
      guard let plate = page.plate, let drawing = try? document.drawing(of: plate, on: page) else {
        return nil
      }
      let text = PDFText(plate.caption, PDFStyle.caption, width: PDFStyle.body.width, in: index)
      let elements = FigureElements(plate.alt)
      var image = image(drawing, as: elements, room: PDFStyle.body.height / 2, spaceBefore: 9, anchor: nil)
      // Their labels are small already.
      image.leastScale = 0.8
      return [image] + text.pieces(as: elements.caption, spaceBefore: 3, keepWithNext: true)
    }
    flow.placeAsThereIsRoom(plates)
  }

  /// The paper's figures and tables, what answers each here and on which page, and what became of it.
  private func writeMap(to flow: PDFFlow, pages: [String: Int]) {
    guard !document.map.isEmpty else { return }
    let table = PDFTable(
      columns: [.init(title: "The paper"), .init(title: "Here"), .init(title: "What came out")],
      rows: document.map.map { entry in
        let anchors = document.anchors(answering: entry.item, in: index)
        return [
          .prose("**\(entry.item.title)** \(InlineMarkup.escaped(entry.subject))"),
          .prose(Self.places(of: anchors, pages)),
          .prose(document.outcome(of: entry.item, isAnswered: !anchors.isEmpty)),
        ]
      }, index: index, look: PDFStyle.ledger)
    let note = paragraph(
      ReportDocument.mapNote, PDFStyle.small.colored(PDFStyle.soft), alignment: .left, spaceBefore: 2)
    flow.place(part(.map, rank: 2, spaceBefore: 0) + note + table.pieces(spaceBefore: 5))
  }

  /// The figures or tables with their pages; of more than two the first and the last.
  private static func places(of anchors: [String], _ pages: [String: Int]) -> String {
    func place(_ anchor: String) -> String {
      "[](#\(anchor))" + (pages[anchor].map { ", p.\u{A0}\($0)" } ?? "")
    }
    guard anchors.count > 2, let first = anchors.first, let last = anchors.last else {
      return anchors.isEmpty ? "–" : anchors.map(place).joined(separator: "; ")
    }
    return "\(place(first)), to \(place(last))"
  }

  private func writeScale(to flow: PDFFlow) {
    guard !document.scale.isEmpty else { return }
    var pieces = part(.scale, rank: 2)
    if !document.scaleStatement.isEmpty { pieces += paragraph(document.scaleStatement, spaceBefore: 3) }
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

  private func writeContents(to flow: PDFFlow, pages: [String: Int]) {
    let note = "Chapters carry the numbers of the paper's sections."
    let opening =
      heading("Contents", PDFStyle.heading, rank: 2, anchor: "contents-page", spaceBefore: 16)
      + paragraph(note, PDFStyle.small.colored(PDFStyle.soft), alignment: .left, spaceBefore: 2)
    var pieces: [PDFPiece] = []
    let width = FigureMeasure.halfWidth
    let whole = PDFElement(.contents)
    for entry in entries where !entry.isHeading {
      let style = entry.isInner ? PDFStyle.caption.colored(PDFStyle.soft) : PDFStyle.small
      let indent = entry.isInner ? 36.0 : 22.0
      let title = TextLayout(Text(entry.title, style, width: width - indent - 30))
      let number = Text(entry.number, style.colored(PDFStyle.soft))
      let page = Text(pages[entry.anchor].map(String.init) ?? "", style)
      let link = PDFElement(.link, in: PDFElement(.contentsItem, in: whole))
      pieces.append(
        PDFPiece(height: title.size.height + 1, spaceBefore: entry.isInner ? 0 : 2) { flow, y in
          guard flow.isDrawing else { return }
          let (left, right) = (flow.left, flow.left + width)
          let canvasBottom = y + (title.lines.last?.baseline ?? 0)
          if !entry.number.isEmpty {
            flow.pdf.mark(link) { $0.draw(number, at: Point(left, y + title.baseline), anchor: .baseline) }
          }
          flow.pdf.mark(link) { $0.draw(title, at: Point(left + indent, y)) }
          if !page.string.isEmpty {
            flow.pdf.mark(link) {
              $0.draw(page, at: Point(right, canvasBottom), anchor: TextAnchor(1, .baseline))
            }
          }
          let start = left + indent + (title.lines.last?.width ?? 0) + 6
          let end = right - page.measured().width - 6
          if end > start {
            flow.pdf.decorate { canvas in
              canvas.beginPath()
              canvas.move(to: Point(start, canvasBottom - 0.6))
              canvas.line(to: Point(end, canvasBottom - 0.6))
              canvas.stroke(PDFStyle.rule, width: 0.8, dash: [0.8, 3.2])
            }
          }
          if pages[entry.anchor] != nil {
            let frame = Rectangle(left, y, width, title.size.height)
            flow.pdf.link(frame, to: entry.anchor, as: link, saying: entry.title)
          }
        })
    }
    flow.place(pieces, inColumns: 2, width: width, under: opening, isUndivided: true)
  }

  /// The works that the report refers to.
  func writeReferences(to flow: PDFFlow) {
    guard !document.references.isEmpty else { return }
    flow.startChapter()
    flow.runningTitle = ReportIndex.Part.references.title
    var pieces: [PDFPiece] = []
    let list = PDFElement(.list)
    for reference in document.references {
      var lines = inColumn(reference.text, PDFStyle.caption, spaceBefore: 3, as: Self.item(of: list))
      if !lines.isEmpty { lines[0].anchors = [reference.anchor] }
      pieces += lines
    }
    flow.place(pieces, inColumns: 2, width: FigureMeasure.halfWidth, under: part(.references, rank: 2))
  }

  /// A paragraph for one of two columns.
  private func inColumn(
    _ source: String, _ style: TextStyle, spaceBefore: Double, as element: PDFElement
  ) -> [PDFPiece] {
    paragraph(
      source, style, alignment: .left, spaceBefore: spaceBefore, width: FigureMeasure.halfWidth, as: element)
  }

  /// What a new item of a list says.
  private static func item(of list: PDFElement) -> PDFElement {
    PDFElement(.itemBody, in: PDFElement(.item, in: list))
  }

  /// The ledger, what chapters have in the appendix, deviations, errata, commands and provenance.
  func writeAppendix(to flow: PDFFlow) {
    guard !document.appendixEntries(in: index).isEmpty else { return }
    flow.startChapter()
    flow.runningTitle = ReportIndex.Part.appendix.title
    flow.place(
      heading(
        ReportIndex.Part.appendix.title, PDFStyle.chapter, rank: 2,
        anchor: ReportIndex.Part.appendix.rawValue, spaceBefore: 24))
    writeLedger(to: flow)
    for pageIndex in document.pages.indices { writeSupplement(pageIndex, to: flow) }
    flow.placeAllFigures()
    flow.runningTitle = ReportIndex.Part.appendix.title
    writeBack(to: flow)
  }

  private func writeBack(to flow: PDFFlow) {
    if !document.deviations.isEmpty {
      let table = PDFTable(
        columns: [
          .init(title: "What"), .init(title: "The paper", origin: .paper),
          .init(title: "Here", origin: .ours),
          .init(title: "Why"),
        ],
        rows: document.deviations.map {
          [.prose($0.subject), .prose($0.paper), .prose($0.here), .prose($0.reason)]
        }, index: index, look: PDFStyle.ledger)
      flow.place(part(.deviations, rank: 3) + table.pieces(spaceBefore: 5))
    }
    if !document.errata.isEmpty {
      let list = PDFElement(.list)
      let errata = document.errata.flatMap {
        inColumn("**\($0.place).** \($0.text)", PDFStyle.caption, spaceBefore: 3, as: Self.item(of: list))
      }
      flow.place(errata, inColumns: 2, width: FigureMeasure.halfWidth, under: part(.errata, rank: 3))
    }
    if !document.commands.isEmpty {
      flow.place(
        part(.reproduce, rank: 3) + verbatim(document.commands.joined(separator: "\n"), spaceBefore: 5))
    }
    let lines = document.provenance.map { ($0.name, $0.value, 1.5) } + told.map { ($0, $1, 4.0) }
    let list = PDFElement(.list)
    let provenance = lines.flatMap { name, value, space in
      let text = "**\(InlineMarkup.escaped(name)).** \(InlineMarkup.escaped(value))"
      return inColumn(text, PDFStyle.fine, spaceBefore: space, as: Self.item(of: list))
    }
    let opening = document.provenance.isEmpty ? [] : part(.provenance, rank: 3)
    flow.place(provenance, inColumns: 2, width: FigureMeasure.halfWidth, under: opening)
  }

  /// What made the chapters: what they have in common, the networks, and what is each chapter's own, by title.
  private var told: [(String, String)] {
    let pages = document.pages
    let shared = pages.sharedProvenance
    var told: [(String, String)] = []
    if !shared.isEmpty { told.append(("All chapters", Self.line(shared))) }
    let networks = pages.networksUsed
    if !networks.isEmpty { told.append(("Networks", networks.joined(separator: " · "))) }
    for page in pages {
      let own = page.ownProvenance(besides: shared)
      if !own.isEmpty { told.append((page.title, Self.line(own))) }
    }
    return told
  }

  /// Names and values in a line.
  private static func line(_ entries: [ProvenanceEntry]) -> String {
    entries.map { "\($0.name) \($0.value)" }.joined(separator: " · ")
  }

  /// The heading of a part outside the chapters.
  ///
  /// - Parameter rank: 3 within the appendix, else 2.
  func part(_ part: ReportIndex.Part, rank: Int, spaceBefore: Double = 16) -> [PDFPiece] {
    heading(part.title, PDFStyle.heading, rank: rank, anchor: part.rawValue, spaceBefore: spaceBefore)
  }

  /// Text with its own line breaks, in the face of code.
  func verbatim(_ text: String, spaceBefore: Double) -> [PDFPiece] {
    let layout = TextLayout(Text(text, PDFStyle.code, width: PDFStyle.body.width - 16, lineSpacing: 1.2))
    let last = layout.lines.count - 1
    let code = PDFElement(.code, in: PDFElement(.paragraph))
    return layout.lines.indices.map { line in
      let above = line == 0 ? 5.0 : 0
      let height = layout.lines[line].height + above + (line == last ? 5 : 0)
      return PDFPiece(height: height, spaceBefore: line == 0 ? spaceBefore : 0) { flow, y in
        guard flow.isDrawing else { return }
        flow.pdf.decorate { canvas in
          canvas.beginPath()
          canvas.rectangle(
            Rectangle(PDFStyle.body.x, y, PDFStyle.body.width, height + (line == last ? 0 : 0.3)))
          canvas.fill(PDFStyle.faint)
        }
        flow.pdf.mark(code) {
          $0.draw(layout, at: Point(PDFStyle.body.x + 8, y + above), lines: line..<line + 1)
        }
      }
    }
  }
}
