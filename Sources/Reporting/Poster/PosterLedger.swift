import Drawing
import Figures

/// The ledger of claims in small: a line a claim, in columns.
struct PosterLedger {
  private static let columns = 4
  private static let gutter = 30.0
  private static let numberAt = 21.0
  private static let textAt = 54.0

  private let parts: [(title: String, counts: String, claims: [Claim])]
  private let index: ReportIndex

  init(_ document: ReportDocument, _ index: ReportIndex) {
    self.index = index
    parts = document.ledger.map { part in
      let counts = part.counts.map { "\($0.count) \($0.verdict.rawValue)" }.joined(separator: ", ")
      return (part.title, counts, document.claims(of: part, in: index).map(\.0))
    }
  }

  private var columnWidth: Double {
    (PosterStyle.width - Self.gutter * Double(Self.columns - 1)) / Double(Self.columns)
  }

  /// The ledger, part by part; nothing without claims.
  var blocks: [PosterBlock] {
    parts.flatMap { part -> [PosterBlock] in
      let title = PosterText.paragraph(
        "**\(part.title)** (\(part.counts)).", PosterStyle.caption, width: PosterStyle.width, in: index)
      return [title, .gap(6), grid(part.claims), .gap(10)]
    }
  }

  /// Claims in columns of about equal height, from the top down.
  private func grid(_ claims: [Claim]) -> PosterBlock {
    let list = PDFElement(.list)
    let lines = claims.map { line($0, in: list) }
    // The least height at which all lines find room.
    var height = lines.height / Double(Self.columns)
    var columns = Self.divided(lines, height)
    while columns.flatMap(\.self).count < lines.count {
      height += 2
      columns = Self.divided(lines, height)
    }
    let step = columnWidth + Self.gutter
    return PosterBlock(height: columns.map(\.height).max() ?? 0) { pdf, point in
      for (place, column) in columns.enumerated() {
        column.draw(on: pdf, at: Point(point.x + Double(place) * step, point.y))
      }
    }
  }

  private static func divided(_ lines: [PosterBlock], _ height: Double) -> [[PosterBlock]] {
    var rest = lines[...]
    return (0..<columns).map { _ in
      var (count, filled) = (0, 0.0)
      for line in rest {
        guard filled + line.height <= height + 0.01 else { break }
        filled += line.height
        count += 1
      }
      defer { rest = rest.dropFirst(count) }
      return Array(rest.prefix(count))
    }
  }

  /// A claim: its verdict's sign, its number, its idea and what was measured.
  private func line(_ claim: Claim, in list: PDFElement) -> PosterBlock {
    let body = PDFElement(.itemBody, in: PDFElement(.item, in: list))
    let measured = claim.measured.map { ", \(InlineMarkup.escaped($0.text))" } ?? ""
    let text = TextLayout(
      Text(
        runs: PosterText.runs(claim.shortStatement + measured, PosterStyle.ledger, in: index),
        width: columnWidth - Self.textAt, lineSpacing: 1.02))
    let badge = Badge(claim.verdict)
    let sign = Text(String(badge.text.prefix(1)), PosterStyle.number.colored(badge.light.text))
    let number = Text(claim.shownNumber, PosterStyle.number)
    let isNumbered = claim.number != nil
    return PosterBlock(height: text.size.height + 3) { pdf, point in
      let middle = point.y + 8.5
      pdf.decorate { canvas in
        canvas.beginPath()
        canvas.arc(Point(point.x + 8, middle), radius: 8)
        canvas.fill(badge.light.background)
      }
      pdf.mark(body) { canvas in
        canvas.draw(sign, at: Point(point.x + 8, middle), anchor: .center)
        if isNumbered { canvas.draw(number, at: Point(point.x + Self.numberAt, middle), anchor: .left) }
        canvas.draw(text, at: Point(point.x + Self.textAt, point.y))
      }
    }
  }
}
