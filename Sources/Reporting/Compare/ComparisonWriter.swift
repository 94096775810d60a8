import Drawing
import Foundation

/// A comparison of two reports as one HTML file that needs nothing else.
struct ComparisonWriter {
  let comparison: Comparison

  /// The parts of the page: anchor and title.
  enum Part: String, CaseIterable {
    case summary, configuration, origin, images, networks, chapters, claims, figures, tables

    var title: String {
      switch self {
      case .summary: "What differs"
      case .configuration: "Configuration"
      case .origin: "Program and machine"
      case .images: "Images"
      case .networks: "Networks"
      case .chapters: "Chapters"
      case .claims: "Claims"
      case .figures: "Figures"
      case .tables: "Tables"
      }
    }
  }

  /// The text of the file.
  ///
  /// - Throws: `ReportingError` where the drawing of a figure is damaged.
  func html(created: SourceDate = .current()) throws -> String {
    try HTMLPage.fitting { resolution in
      var images = SVGImages(pixelsPerPoint: resolution)
      let main = try header(created) + Part.allCases.map { try section($0, images: &images) }.joined()
      let page = HTMLPage(
        title: "Two reports compared", author: "The zfnet contributors", created: created, isWide: true)
      let items = Part.allCases.map { HTMLPage.item($0.rawValue, $0.title) }.joined()
      return page.html(contents: HTMLPage.contents(items), main: main)
    }
  }

  private func header(_ created: SourceDate) -> String {
    let names = [("A", comparison.folders.a), ("B", comparison.folders.b)].map { name, folder in
      "<p class=\"reference\"><strong>\(name)</strong>: <code>\(HTMLText.escaped(folder ?? ""))</code></p>\n"
    }
    return "<header class=\"title\">\n<h1>Two reports compared</h1>\n\(names.joined())"
      + "<p class=\"date\">\(created.day)</p>\n</header>\n"
  }

  private func section(_ part: Part, images: inout SVGImages) throws -> String {
    let content =
      switch part {
      case .summary: summary()
      case .configuration: html(comparison.settings, as: "settings")
      case .origin: html(comparison.makers, as: "lines")
      case .images: html(comparison.images, as: "lines")
      case .networks: html(comparison.networks, as: "networks")
      case .chapters: chapters()
      case .claims: claims()
      case .figures: try figures(images: &images)
      case .tables: tables()
      }
    return
      "<section class=\"matter\" id=\"\(part.rawValue)\">\n<h2>\(part.title)</h2>\n\(content)</section>\n"
  }

  private func summary() -> String {
    let summary = ComparisonSummary(comparison)
    let claims = summary.claims.map { "<li>Claim \(HTMLText.escaped($0))</li>\n" }.joined()
    return "<p><strong>\(HTMLText.escaped(comparison.sentence))</strong></p>\n"
      + HTMLTable.html(
        columns: [HTMLColumn(""), HTMLColumn("In short")],
        rows: summary.topics.map { [$0.name, $0.text].map(HTMLText.escaped) })
      + (claims.isEmpty ? "" : "<ul>\n\(claims)</ul>\n")
  }

  /// The lines that differ; those that are the same, folded.
  private func html(_ facts: [Fact], as kind: String) -> String {
    let (same, others) = (facts.filter(\.isSame), facts.filter { !$0.isSame })
    let differing =
      others.isEmpty
      ? "<p>Nothing differs.</p>\n"
      : HTMLTable.html(
        columns: [HTMLColumn(""), HTMLColumn("A"), HTMLColumn("B")],
        rows: others.map { [$0.name, $0.values.a ?? "–", $0.values.b ?? "–"].map(HTMLText.escaped) })
    guard !same.isEmpty else { return differing }
    let entries = same.map { ProvenanceEntry($0.name, $0.values.either ?? "") }
    return differing
      + "<details class=\"made\"><summary>The same in both: \(same.count) \(kind)</summary>\(HTMLWriter.html(entries))</details>\n"
  }

  private func chapters() -> String {
    let others = comparison.chapters.filter { $0.state != .same }
    guard !others.isEmpty else { return "<p>Both have all \(comparison.chapters.count).</p>\n" }
    return list(others.map { "\($0.title): \($0.state == .different ? "failed in one" : $0.state.rawValue)" })
  }

  /// Every claim of either report in a row: both numbers, how far they agree, and the verdicts.
  private func claims() -> String {
    guard !comparison.claims.isEmpty else { return "<p>Neither report has any.</p>\n" }
    let columns = [
      HTMLColumn("No.", style: "right plain number"), HTMLColumn("Claim", style: "left plain statement"),
      HTMLColumn("A", style: "left plain first"), HTMLColumn("B", style: "left plain second"),
      HTMLColumn("Numbers"), HTMLColumn("Verdict", style: "left plain verdict"),
    ]
    return """
      <p>A number is <em>within noise</em> where the 95&#8239;% intervals of the two overlap. That is a coarse rule: two numbers whose \
      intervals overlap can still differ.</p>

      """ + HTMLTable.html(columns: columns, rows: comparison.claims.map(row), style: "ledger")
  }

  private func row(_ pair: ClaimPair) -> [String] {
    let statement = InlineMarkup(pair.claims.either?.fullStatement ?? "").plainText
    let criterion =
      pair.hasOtherCriterion
      ? " Criterion: \(pair.claims.a?.criterion.text ?? "") in A, \(pair.claims.b?.criterion.text ?? "") in B."
      : ""
    let badges = pair.claims.map { Badge($0.verdict).html }
    let verdicts =
      pair.hasOtherVerdict ? "\(badges.a ?? "") → \(badges.b ?? "")" : badges.either ?? ""
    return [
      "<span id=\"claim-\(HTMLText.escaped(pair.id))\">\(HTMLText.escaped(pair.shownNumber))</span>",
      HTMLText.escaped(statement + criterion), HTMLText.escaped(pair.claims.a?.measuredText ?? "–"),
      HTMLText.escaped(pair.claims.b?.measuredText ?? "–"),
      numbers(pair), verdicts,
    ]
  }

  /// How far the numbers of a claim agree, or which report has it.
  private func numbers(_ pair: ClaimPair) -> String {
    if pair.isInBoth, pair.agreement == nil { return "–" }
    let (style, word) =
      pair.agreement.map { ($0.styleName, $0.rawValue) }
      ?? ("changed", pair.claims.a == nil ? "only in B" : "only in A")
    return "<span class=\"badge \(style)\">\(word)</span>"
  }

  private func tables() -> String {
    let others = comparison.tables.filter { $0.state != .same }
    let told = others.map { block in
      let title = "\(block.title) (\(block.chapter))"
      guard !block.cells.isEmpty else {
        let how =
          block.state == .different
          ? "other rows or columns, or digits that are not shown" : block.state.rawValue
        return "<p>\(HTMLText.escaped("\(title): \(how)."))</p>\n"
      }
      return
        "<details class=\"made\"><summary>\(HTMLText.escaped("\(title): \(block.cells.count) cells"))</summary>"
        + HTMLTable.html(
          columns: ["Row", "Column", "A", "B"].map { HTMLColumn($0) },
          rows: block.cells.map { cell in
            [cell.row, cell.column, cell.values.a ?? "–", cell.values.b ?? "–"].map(HTMLText.escaped)
          }) + "</details>\n"
    }
    return sameBytes(comparison.tables) + told.joined()
  }

  /// How many have the same bytes, in a sentence.
  func sameBytes(_ blocks: [BlockPair]) -> String {
    let inBoth = blocks.filter { $0.state == .same || $0.state == .different }
    let same = inBoth.count { $0.state == .same }
    return "<p>Of \(inBoth.count) that both reports have, \(same) have the same bytes.</p>\n"
  }

  /// Lines as a list.
  func list(_ lines: [String]) -> String {
    lines.isEmpty
      ? "" : "<ul>\n\(lines.map { "<li>\(HTMLText.escaped($0))</li>\n" }.joined())</ul>\n"
  }
}

extension Comparison {
  /// The name of the file that holds the page.
  public static let fileName = "comparison.html"

  /// Writes the page into a folder, which is made where it is missing.
  ///
  /// - Throws: `FileError`; `ReportingError` where the drawing of a figure is damaged.
  public func write(to folder: URL) throws {
    let html = try ComparisonWriter(comparison: self).html()
    try ReportFile.makeFolder(folder)
    try ReportFile.write(Data(html.utf8), to: folder.appendingPathComponent(Self.fileName))
  }
}
