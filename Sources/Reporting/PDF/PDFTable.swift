import Drawing

/// A table for print: columns as wide as their words want, type made smaller where even single words do not fit,
/// the header repeated on every page.
struct PDFTable {
  /// One column: its heading, where its cells stand and how they look.
  struct Column {
    var title: String
    var unit: String?
    var alignment: Text.Alignment = .left
    var origin: TableBlock.Column.Origin = .plain
  }

  /// One cell: prose with inline markup, or the number of a claim above its verdict's badge.
  enum Cell {
    case prose(String)
    case verdict(Verdict, number: String, anchor: String)
  }

  let columns: [Column]
  let rows: [[Cell]]
  let index: ReportIndex
  /// The look of its cells.
  var look = PDFStyle.cell
  /// The widths of its columns in points; nil has them fill the page.
  var widths: [Double]?
  /// The element of the document's structure that it is.
  var element = PDFElement(.table)
  /// Headings between rows, by the place of the row that each stands above, with inline markup.
  var sections: [Int: String] = [:]

  private static let padding = 4.5
  private static let badgeWidth = 72.0
  private static let badgeHeight = 13.0

  /// The table as pieces: a header, then row by row.
  func pieces(spaceBefore: Double, keepHeaderWith anchor: String? = nil) -> [PDFPiece] {
    guard !columns.isEmpty else { return [] }
    let (widths, scale) = self.widths.map { ($0, 1.0) } ?? columnWidths()
    let header = headerPiece(widths, scale)
    var pieces: [PDFPiece] = []
    var first = PDFPiece(height: header.height, spaceBefore: spaceBefore, keepWithNext: true, anchor: anchor)
    {
      header.draw($0, $1, false)
    }
    first.keepWithNext = !rows.isEmpty
    pieces.append(first)
    let body = PDFElement(.tableBody, in: element)
    for (position, row) in rows.enumerated() {
      if let title = sections[position] {
        var piece = sectionPiece(title, in: body)
        piece.continuation = (header.height, { header.draw($0, $1, true) })
        piece.isContinuing = true
        pieces.append(piece)
      }
      var piece = rowPiece(row, widths, scale, in: body, isLast: position == rows.count - 1)
      piece.continuation = (header.height, { header.draw($0, $1, true) })
      piece.isContinuing = true
      // The last two rows stay together, and the first two with the header.
      piece.keepWithNext = position == 0 ? rows.count > 1 : position == rows.count - 2
      pieces.append(piece)
    }
    return pieces
  }

  private func style(_ column: Column, _ scale: Double) -> TextStyle {
    var style = look.sized(look.size * scale)
    switch column.origin {
    case .plain: break
    case .paper: style.color = PDFStyle.soft
    case .ours: (style.color, style.weight) = (PDFStyle.ours, .medium)
    }
    return style
  }

  private func layout(_ cell: String, _ column: Column, _ scale: Double, width: Double?) -> PDFText {
    PDFText(
      cell, style(column, scale), width: width, alignment: column.alignment, lineSpacing: 1.04, in: index)
  }

  /// Where the table ends to the right of where it begins, in points.
  var width: Double { self.widths?.reduce(0, +) ?? PDFStyle.body.width }

  /// The least widths in which no cell is wrapped, though headings may be, in points.
  var compactWidths: [Double] { measures().compact }

  /// What columns want: the width in which nothing is wrapped, that in which headings alone are, that in which no word is broken, and by
  /// row the width of the whole cell in one line.
  private func measures() -> (natural: [Double], compact: [Double], least: [Double], cells: [[Double]]) {
    let (label, fine) = (PDFStyle.label, PDFStyle.fine)
    var natural: [Double] = []
    var compact: [Double] = []
    var least: [Double] = []
    var cells: [[Double]] = []
    for (position, column) in columns.enumerated() {
      var widest = Text(column.title, label).measured().width
      var word = max(longestWord(column.title, label), longestWord(column.unit ?? "", fine))
      // Long tables are sampled: the widths of ten thousand rows would take longer than they are worth.
      let step = max(1, rows.count / 400)
      var lengths: [Double] = []
      for row in stride(from: 0, to: rows.count, by: step) {
        switch rows[row][position] {
        case .prose(let text):
          let short = String(text.prefix(400))
          lengths.append(layout(short, column, 1, width: nil).layout.size.width)
          word = max(word, longestWord(InlineMarkup(short).plainText, style(column, 1)))
        case .verdict:
          lengths.append(Self.badgeWidth)
          word = max(word, Self.badgeWidth)
        }
      }
      cells.append(lengths)
      // Headings take two lines, or three.
      compact.append(max(word, lengths.max() ?? 0, widest / 2) + 2 * Self.padding)
      let unit = column.unit.map { Text($0, fine).measured().width + 0.5 } ?? 0
      widest = max(widest, unit, lengths.max() ?? 0)
      natural.append(widest + 2 * Self.padding)
      least.append(min(word, 200) + 2 * Self.padding)
    }
    return (natural, compact, least, cells)
  }

  /// Widths that fill the page, and how much smaller the type must be.
  private func columnWidths() -> (widths: [Double], scale: Double) {
    let (natural, _, least, cells) = measures()
    let total = PDFStyle.body.width
    let wanted = natural.reduce(0, +)
    if wanted <= total {
      let spare = (total - wanted) / Double(columns.count)
      return (natural.map { $0 + spare }, 1)
    }
    let needed = least.reduce(0, +)
    if needed >= total {
      let scale = total / needed
      return (least.map { $0 * scale }, scale)
    }
    return (Self.widened(least, to: total, for: cells), 1)
  }

  /// The columns' least widths, widened until they fill the page: bit by bit that column which saves the most height, where
  /// a row is as high as its longest cell wraps.
  ///
  /// - Parameter cells: by column, by row: the width of the whole cell in one line.
  private static func widened(_ least: [Double], to total: Double, for cells: [[Double]]) -> [Double] {
    let bits = 100
    let bit = (total - least.reduce(0, +)) / Double(bits)
    var widths = least
    func lines(_ column: Int, _ row: Int, _ width: Double) -> Double {
      max(1, cells[column][row] / (width - 2 * padding))
    }
    for _ in 0..<bits {
      var saved = [Double](repeating: 0, count: widths.count)
      for row in cells[0].indices {
        let heights = widths.indices.map { lines($0, row, widths[$0]) }
        guard let highest = heights.indices.max(by: { heights[$0] < heights[$1] }) else { continue }
        // The row shrinks to the larger of what this column needs then and what the others need now.
        let others = heights.indices.filter { $0 != highest }.map { heights[$0] }.max() ?? 1
        saved[highest] += heights[highest] - max(others, lines(highest, row, widths[highest] + bit))
      }
      let best = saved.indices.max { saved[$0] < saved[$1] } ?? 0
      // Where nothing can be saved, all columns get some air.
      if saved[best] > 0 {
        widths[best] += bit
      } else {
        for column in widths.indices { widths[column] += bit / Double(widths.count) }
      }
    }
    return widths
  }

  /// The widest piece between two places where a line may break; a no-break space is none.
  private func longestWord(_ text: String, _ style: TextStyle) -> Double {
    let words = text.prefix(400).split { $0.isWhitespace && !"\u{A0}\u{202F}".contains($0) }.sorted {
      ($0.count, $0) > ($1.count, $1)
    }
    return words.prefix(2).map { Text(String($0), style).measured().width + 0.5 }.max() ?? 0
  }

  private func line(_ flow: PDFFlow, _ y: Double, width: Double, color: Color = PDFStyle.ink) {
    guard flow.isDrawing else { return }
    flow.pdf.decorate { canvas in
      canvas.beginPath()
      canvas.move(to: Point(flow.left, y))
      canvas.line(to: Point(flow.left + self.width, y))
      canvas.stroke(color, width: width)
    }
  }

  /// The row of headings, and how it is drawn: for the first time, or again on a new page.
  private func headerPiece(_ widths: [Double], _ scale: Double) -> (
    height: Double, draw: (PDFFlow, Double, _ isRepeated: Bool) -> Void
  ) {
    let padding = Self.padding * scale
    let layouts = zip(columns, widths).map { column, width -> TextLayout in
      let (label, fine) = (PDFStyle.label, PDFStyle.fine)
      var runs = [Text.Run(column.title, label.sized(label.size * scale))]
      if let unit = column.unit { runs.append(Text.Run("\n" + unit, fine.sized(fine.size * scale))) }
      return TextLayout(
        Text(runs: runs, width: max(1, width - 2 * padding), alignment: column.alignment, lineSpacing: 1.04))
    }
    let height = (layouts.map(\.size.height).max() ?? 0) + 6
    let row = PDFElement(.tableRow, in: PDFElement(.tableHead, in: element))
    let cells = columns.map { _ in PDFElement(.tableHeading, in: row, scope: .column) }
    return (
      height,
      { flow, y, isRepeated in
        line(flow, y, width: 0.9)
        line(flow, y + height, width: 0.5)
        guard flow.isDrawing else { return }
        var x = flow.left
        for ((layout, cell), width) in zip(zip(layouts, cells), widths) {
          let place = Point(x + padding, y + height - 3 - layout.size.height)
          if isRepeated {
            flow.pdf.decorate(.repetition) { $0.draw(layout, at: place) }
          } else if layout.text.string.isEmpty {
            flow.pdf.place(cell)
          } else {
            flow.pdf.mark(cell) { $0.draw(layout, at: place) }
          }
          x += width
        }
      }
    )
  }

  /// A heading between rows, as wide as the table and kept with the row below it.
  private func sectionPiece(_ title: String, in body: PDFElement) -> PDFPiece {
    let row = PDFElement(.tableRow, in: body)
    let heading = PDFElement(.tableHeading, in: row, scope: .row)
    // Programs that read tables want as many cells in each row.
    let cells = columns.dropFirst().map { _ in PDFElement(.tableCell, in: row) }
    let text = PDFText(
      title, PDFStyle.label.colored(PDFStyle.soft), width: max(1, width - 2 * Self.padding),
      lineSpacing: 1.04, in: index)
    let height = text.layout.size.height + 7
    return PDFPiece(height: height, keepWithNext: true) { flow, y in
      text.draw(at: Point(flow.left + Self.padding, y + 4.5), in: flow, as: heading)
      if flow.isDrawing {
        for cell in cells { flow.pdf.place(cell) }
      }
      line(flow, y + height, width: 0.35, color: PDFStyle.rule)
    }
  }

  private func rowPiece(
    _ row: [Cell], _ widths: [Double], _ scale: Double, in body: PDFElement, isLast: Bool
  ) -> PDFPiece {
    let padding = Self.padding * scale
    let element = PDFElement(.tableRow, in: body)
    // The first cell names the row.
    let cells = row.indices.map { position in
      position == 0
        ? PDFElement(.tableHeading, in: element, scope: .row) : PDFElement(.tableCell, in: element)
    }
    let texts = zip(zip(row, columns), widths).map { cell, width -> PDFText in
      let text =
        switch cell.0 {
        case .prose(let text): text
        case .verdict(_, let number, let anchor): "[\(number)](#\(anchor))"
        }
      return layout(text, cell.1, scale, width: max(1, width - 2 * padding))
    }
    let heights = zip(row, texts).map { cell, text in
      guard case .verdict = cell else { return text.layout.size.height }
      return text.layout.size.height + Self.badgeHeight
    }
    let height = max(heights.max() ?? 0, 9) + 4.6
    return PDFPiece(height: height) { flow, y in
      var x = flow.left
      for (position, (cell, text)) in zip(row, texts).enumerated() {
        text.draw(at: Point(x + padding, y + 2.5), in: flow, as: cells[position])
        if case .verdict(let verdict, let number, let anchor) = cell, flow.isDrawing {
          let place = Point(x + padding, y + 2.5 + text.layout.size.height)
          let frame = PDFBadge.draw(verdict, at: place, in: flow, as: cells[position])
          flow.pdf.link(
            frame, to: anchor, as: PDFElement(.link, in: cells[position]), saying: "Claim \(number)")
        }
        x += widths[position]
      }
      line(flow, y + height, width: isLast ? 0.9 : 0.35, color: isLast ? PDFStyle.ink : PDFStyle.rule)
    }
  }
}
