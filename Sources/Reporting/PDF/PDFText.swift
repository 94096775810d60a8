import Drawing

/// Prose laid out for print, and where in it the links are.
struct PDFText {
  let layout: TextLayout
  private let links: [(range: Range<Int>, target: LinkTarget, text: String)]

  /// Lays out prose with inline markup.
  init(
    _ source: String, _ style: TextStyle, width: Double?, alignment: Text.Alignment = .left,
    lineSpacing: Double = PDFStyle.leading, before: [Text.Run] = [], in index: ReportIndex
  ) {
    var runs = before
    var at = before.reduce(0) { $0 + $1.string.utf8.count }
    var links: [(Range<Int>, LinkTarget, String)] = []
    for run in InlineMarkup(source).runs {
      var string = run.text
      if string.isEmpty, let target = run.target {
        string = index.label(of: String(target.dropFirst())) ?? target
      }
      // A zero byte would end the text for Pango; the layout replaces it, so do the same before counting bytes.
      string = string.replacing("\0", with: "\u{FFFD}")
      var look = style
      if run.isCode {
        look.family = .mono
        look.size = style.size * 0.82
      }
      if run.isEmphasized { look.italic = !look.italic }
      if run.isStrong { look.weight = .semibold }
      let end = at + string.utf8.count
      if let target = run.target.flatMap({ LinkTarget.resolve($0, in: index) }) {
        look.color = PDFStyle.link
        links.append((at..<end, target, string))
      }
      runs.append(Text.Run(string, look))
      at = end
    }
    if runs.isEmpty { runs = [Text.Run("", style)] }
    self.links = links
    layout = TextLayout(Text(runs: runs, width: width, alignment: alignment, lineSpacing: lineSpacing))
  }

  /// Draws some of the lines, as a part of an element, with the top of the first of them at a point, and makes their links lead
  /// somewhere.
  func draw(_ lines: Range<Int>? = nil, at point: Point, in flow: PDFFlow, as element: PDFElement) {
    guard flow.isDrawing else { return }
    let lines = lines ?? 0..<layout.lines.count
    guard let first = layout.lines.indices.contains(lines.lowerBound) ? layout.lines[lines.lowerBound] : nil
    else {
      return
    }
    // Of an empty cell there is nothing to mark.
    guard !layout.text.string.allSatisfy(\.isWhitespace) else { return flow.pdf.place(element) }
    flow.pdf.mark(element) { $0.draw(layout, at: point, lines: lines) }
    for (range, target, text) in links {
      for (line, box) in layout.boxes(ofUTF8: range) where lines.contains(line) {
        let frame = Rectangle(point.x + box.x, point.y + box.y - first.top, box.width, box.height)
        let link = PDFElement(.link, in: element)
        switch target {
        case .anchor(let anchor): flow.pdf.link(frame, to: anchor, as: link, saying: text)
        case .address(let address), .beside(let address):
          flow.pdf.link(frame, toAddress: address, as: link, saying: text)
        }
      }
    }
  }

  /// The layout as pieces of one line each, with no first or last line of several alone on a page; they stand in the flow's column and
  /// are one element.
  func pieces(
    as element: PDFElement, x: Double = 0, spaceBefore: Double = 0, keepWithNext: Bool = false
  ) -> [PDFPiece] {
    let lines = layout.lines
    return lines.indices.map { line in
      let next = line + 1 < lines.count ? lines[line + 1].top : lines[line].top + lines[line].height
      let isFirst = line == 0 && lines.count > 1
      let isLastButOne = line == lines.count - 2
      var piece = PDFPiece(
        .text, height: next - lines[line].top, spaceBefore: line == 0 ? spaceBefore : 0,
        keepWithNext: keepWithNext || isFirst || isLastButOne
      ) { flow, y in
        draw(line..<line + 1, at: Point(flow.left + x, y), in: flow, as: element)
      }
      piece.isContinuing = line > 0
      return piece
    }
  }
}
