import Drawing
import Figures

/// The ledger of claims: a line a claim that has a verdict, in columns, and the numbers of those that were not tested.
struct PosterLedger {
  private static let columns = 3
  private static let gutter = 36.0
  private static let numberAt = 34.0
  private static let textAt = 92.0

  private let parts: [(title: String, counts: String, claims: [Claim], untested: [Claim])]
  private let index: ReportIndex

  init(_ document: ReportDocument, _ index: ReportIndex) {
    self.index = index
    parts = document.ledger.map { part in
      let counts = part.counts.map { "\($0.count) \($0.verdict.rawValue)" }.joined(separator: ", ")
      let claims = document.claims(of: part, in: index).map(\.0)
      return (
        part.title, counts, claims.filter { $0.verdict != .notTested },
        claims.filter { $0.verdict == .notTested }
      )
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
      let numbers = part.untested.map(\.shownNumber).joined(separator: ", ")
      let untested =
        part.untested.isEmpty
        ? []
        : [
          PosterText.paragraph(
            "Not tested: \(numbers).", PosterStyle.ledger, width: PosterStyle.width, in: index)
        ]
      return [title, .gap(8), grid(part.claims)] + untested + [.gap(14)]
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
    let sign = Text(String(badge.text.prefix(1)), PosterStyle.number.sized(18).colored(badge.light.text))
    let number = Text(claim.shownNumber, PosterStyle.number)
    let isNumbered = claim.number != nil
    return PosterBlock(height: text.size.height + 5) { pdf, point in
      let middle = point.y + 15
      pdf.decorate { canvas in
        canvas.beginPath()
        canvas.arc(Point(point.x + 13, middle), radius: 13)
        canvas.fill(badge.light.background)
      }
      pdf.mark(body) { canvas in
        canvas.draw(sign, at: Point(point.x + 13, middle), anchor: .center)
        if isNumbered { canvas.draw(number, at: Point(point.x + Self.numberAt, middle), anchor: .left) }
        canvas.draw(text, at: Point(point.x + Self.textAt, point.y))
      }
    }
  }
}
