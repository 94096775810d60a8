import Drawing
import Figures

extension HTMLWriter {
  /// Title, what was done and came out, the map of the paper, scale.
  func frontMatter(images: inout SVGImages) -> String {
    var html = "<header class=\"title\">\n<h1>\(HTMLText.escaped(document.title))</h1>\n"
    if !document.subtitle.isEmpty {
      html += "<p class=\"subtitle\">\(HTMLText.escaped(document.subtitle))</p>\n"
    }
    html += "<p class=\"reference\">\(HTMLText.inline(document.paper, in: index))</p>\n"
    html += "<p class=\"date\">\(document.created.day)</p>\n</header>\n"
    for warning in document.warnings {
      html +=
        "<div class=\"note warning\" role=\"note\"><p>\(HTMLText.inline(warning, in: index))</p></div>\n"
    }
    let told = (document.abstract + document.findings + [document.cost]).filter { !$0.isEmpty }
    var plates = ""
    for page in document.pages { plates += plate(of: page, images: &images) }
    html += section(.summary) {
      told.map { "<p>\(HTMLText.inline($0, in: index))</p>\n" }.joined() + plates
    }
    if !document.map.isEmpty {
      html += section(.map) { "<p class=\"remark\">\(ReportDocument.mapNote)</p>\n" + map() }
    }
    if !document.scale.isEmpty {
      html += section(.scale) {
        let statement =
          document.scaleStatement.isEmpty
          ? "" : "<p>\(HTMLText.inline(document.scaleStatement, in: index))</p>\n"
        return statement
          + HTMLTable.html(
            columns: [
              HTMLColumn(""), HTMLColumn("The paper", style: "right paper"),
              HTMLColumn("This run", style: "right ours"),
            ], rows: document.scale.map { [$0.name, $0.paper, $0.here].map(HTMLText.escaped) })
      }
    }
    return html
  }

  /// The figure of a chapter for the report's beginning; nothing where it has none.
  private func plate(of page: Page, images: inout SVGImages) -> String {
    guard let plate = page.plate else { return "" }
    let links = atlasLinks(plate)
    return """
      <figure class="lead">
      <div class="plate">\(image(of: plate, on: page, name: "lead-\(page.slug)", images: &images))</div>
      <figcaption>\(HTMLText.inline(plate.caption, in: index))\(links.isEmpty ? "" : " " + Self.files(links))</figcaption>
      </figure>

      """
  }

  /// The paper's figures and tables, what answers each here, and what became of it.
  private func map() -> String {
    HTMLTable.html(
      columns: [HTMLColumn("The paper"), HTMLColumn("Here"), HTMLColumn("What came out")],
      rows: document.map.map { entry in
        let anchors = document.anchors(answering: entry.item, in: index)
        let links = anchors.map { "<a href=\"#\($0)\">\(HTMLText.escaped(index.label(of: $0) ?? $0))</a>" }
        return [
          "<strong>\(HTMLText.escaped(entry.item.title))</strong> \(HTMLText.escaped(entry.subject))",
          links.isEmpty ? "–" : links.joined(separator: ", "),
          HTMLText.inline(document.outcome(of: entry.item, isAnswered: !anchors.isEmpty), in: index),
        ]
      }, style: "map")
  }

  /// The works that the report refers to.
  func references() -> String {
    guard !document.references.isEmpty else { return "" }
    return section(.references) {
      let items = document.references.map {
        "<li id=\"\($0.anchor)\">\(HTMLText.inline($0.text, in: index))</li>\n"
      }
      return "<ul class=\"references\">\n\(items.joined())</ul>\n"
    }
  }

  /// The ledger, what chapters have in the appendix, deviations, errata, commands and provenance.
  ///
  /// - Parameter supplements: what the chapters have in it.
  func appendix(_ supplements: String) -> String {
    let ledger = document.claims.isEmpty ? "" : section(.claims, isInAppendix: true) { self.ledger() }
    let inside = ledger + supplements + backMatter()
    guard !inside.isEmpty else { return "" }
    let part = ReportIndex.Part.appendix
    return
      "<section class=\"chapter\" id=\"\(part.rawValue)\">\n<header>\n<h2>\(part.title)</h2>\n</header>\n\(inside)</section>\n"
  }

  /// Every claim in a row, with its verdict: the paper's, then the later criticisms.
  private func ledger() -> String {
    document.ledger.map { part in
      "<p class=\"ledger-part\">\(HTMLText.inline(part.title, in: index))</p>\n" + ledger(part)
    }.joined()
  }

  private func ledger(_ part: ReportDocument.LedgerPart) -> String {
    let counts = part.counts.map {
      "<li>\(Badge($0.verdict).html) <span>\($0.count)</span></li>"
    }
    let columns = LedgerRow.Column.linked
    return "<ul class=\"counts\">\(counts.joined())</ul>\n"
      + HTMLTable.html(
        columns: columns.map {
          HTMLColumn(
            $0.title(in: part), style: "\($0 == .number ? "right" : "left") \($0.origin.rawValue) \($0)")
        },
        rows: document.rows(of: part, in: index).map { row in columns.map { html(row[$0]) } },
        style: "ledger")
  }

  private func html(_ cell: LedgerRow.Cell) -> String {
    switch cell {
    case .number(let number, let anchor, let label):
      "<a href=\"#\(anchor)\" aria-label=\"\(label)\">\(number)</a>"
    case .prose(let text): HTMLText.inline(text, in: index)
    case .text(let text): HTMLText.escaped(text)
    case .unbroken(let text): HTMLText.escaped(text.replacing(" ", with: "\u{A0}"))
    case .verdict(let verdict, _, let anchor):
      "<a class=\"plain\" href=\"#\(anchor)\">\(Badge(verdict).html)</a>"
    }
  }

  /// Deviations, errata, commands and provenance.
  private func backMatter() -> String {
    var html = ""
    if !document.deviations.isEmpty {
      html += section(.deviations, isInAppendix: true) {
        HTMLTable.html(
          columns: [
            HTMLColumn("What"), HTMLColumn("The paper", style: "left paper"),
            HTMLColumn("Here", style: "left ours"), HTMLColumn("Why"),
          ],
          rows: document.deviations.map { row in
            [row.subject, row.paper, row.here, row.reason].map { HTMLText.inline($0, in: index) }
          })
      }
    }
    if !document.errata.isEmpty {
      html += section(.errata, isInAppendix: true) {
        HTMLTable.html(
          columns: [HTMLColumn("Where"), HTMLColumn("What")],
          rows: document.errata.map { row in [row.place, row.text].map { HTMLText.inline($0, in: index) } })
      }
    }
    if !document.commands.isEmpty {
      html += section(.reproduce, isInAppendix: true) {
        "<pre><code>\(HTMLText.escaped(document.commands.joined(separator: "\n")))</code></pre>\n"
      }
    }
    if !document.provenance.isEmpty {
      html += section(.provenance, isInAppendix: true) {
        Self.html(document.provenance + document.pages.networksUsed.map { ProvenanceEntry("Networks", $0) })
      }
    }
    return html
  }

  /// A part with its heading, which stands a level lower in the appendix.
  private func section(
    _ part: ReportIndex.Part, isInAppendix: Bool = false, _ content: () -> String
  ) -> String {
    let level = isInAppendix ? "h3" : "h2"
    return
      "<section class=\"matter\" id=\"\(part.rawValue)\">\n<\(level)>\(part.title)</\(level)>\n\(content())</section>\n"
  }
}
