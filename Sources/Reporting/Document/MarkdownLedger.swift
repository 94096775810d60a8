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
    var number = 0
    let numbered = document.claims.map { claim in
      number += 1
      return (number, claim)
    }
    for part in document.ledger {
      let counts = part.counts.map { "\($0.count) \($0.verdict.rawValue)" }.joined(separator: ", ")
      lines += ["## \(InlineMarkup(part.title).plainText)", "", "\(counts).", ""]
      lines += Self.table(
        ["No.", "Section", "Claim", part.sourceTitle, "Here", "Must be", "Networks", "Verdict"],
        numbered.filter { $0.1.isLaterCriticism == part.isLaterCriticism }.map { number, claim in
          [
            "\(number)", claim.section, InlineMarkup(claim.statement).plainText, claim.paper,
            claim.measured?.intervalText ?? "–", claim.criterion.text,
            claim.measured?.seeds.map(String.init) ?? "–",
            claim.verdict == .notTested ? "not tested: \(claim.reason)" : claim.verdict.rawValue,
          ].map(Self.cell)
        })
    }
    return lines.joined(separator: "\n")
  }

  private static func table(_ titles: [String], _ rows: [[String]]) -> [String] {
    ([titles, titles.map { _ in "---" }] + rows).map { "| \($0.joined(separator: " | ")) |" } + [""]
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
