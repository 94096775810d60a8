import Foundation

/// The ledger of claims with the run's scale and date as Markdown: what is kept of a run, or shown, without its figures.
struct MarkdownLedger {
  let document: ReportDocument

  /// The file's text; the same report gives the same text.
  var text: String {
    var lines = ["# \(Self.cell(document.title))", "", Self.cell(document.subtitle), ""]
    lines += ["\(document.created.day). Intervals are of 95\u{202F}%.", ""]
    if !document.scale.isEmpty {
      lines += Self.table(
        ["", "The paper", "This run"], document.scale.map { [$0.name, $0.paper, $0.here].map(Self.cell) })
    }
    let index = ReportIndex(document)
    for part in document.ledger {
      let counts = part.counts.map { "\($0.count) \($0.verdict.rawValue)" }.joined(separator: ", ")
      lines += ["## \(InlineMarkup(part.title).plainText)", "", "\(counts).", ""]
      lines += Self.table(
        LedgerRow.Column.allCases.map { $0.title(in: part) },
        document.rows(of: part, in: index).map { row in
          LedgerRow.Column.allCases.map { Self.cell(Self.text(row[$0])) }
        })
    }
    return lines.joined(separator: "\n")
  }

  private static func table(_ titles: [String], _ rows: [[String]]) -> [String] {
    ([titles, titles.map { _ in "---" }] + rows).map { "| \($0.joined(separator: " | ")) |" } + [""]
  }

  private static func text(_ cell: LedgerRow.Cell) -> String {
    switch cell {
    case .number(let text, _, _), .text(let text), .unbroken(let text): text
    case .prose(let text): InlineMarkup(text).plainText
    case .verdict(.notTested, let reason, _): "\(Verdict.notTested.rawValue): \(reason)"
    case .verdict(let verdict, _, _): verdict.rawValue
    }
  }

  /// Text in which nothing is markup or ends a cell.
  private static func cell(_ text: String) -> String {
    var out = ""
    for character in text {
      if character.isNewline {
        out.append(" ")
        continue
      }
      if "\\|*_`[]<>#".contains(character) { out.append("\\") }
      out.append(character)
    }
    return out
  }
}
