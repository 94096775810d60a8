import Figures

/// A column of a table whose texts are HTML already.
struct HTMLColumn {
  let title: String
  let unit: String?
  let style: String

  init(_ title: String, unit: String? = nil, style: String = "left plain") {
    self.title = title
    self.unit = unit
    self.style = style
  }
}

extension HTMLWriter {
  /// Title, abstract, scale and ledger of claims.
  func frontMatter() -> String {
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
    html += section(.abstract) {
      document.abstract.map { "<p>\(HTMLText.inline($0, in: index))</p>\n" }.joined()
    }
    if !document.scale.isEmpty {
      html += section(.scale) {
        let statement =
          document.scaleStatement.isEmpty
          ? "" : "<p>\(HTMLText.inline(document.scaleStatement, in: index))</p>\n"
        return statement
          + self.html(
            columns: [
              HTMLColumn(""), HTMLColumn("The paper", style: "right paper"),
              HTMLColumn("This run", style: "right ours"),
            ], rows: document.scale.map { [$0.name, $0.paper, $0.here].map(HTMLText.escaped) })
      }
    }
    if !document.claims.isEmpty { html += section(.claims) { ledger() } }
    return html
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
      + html(
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
  func backMatter() -> String {
    var html = ""
    if !document.deviations.isEmpty {
      html += section(.deviations) {
        self.html(
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
      html += section(.errata) {
        self.html(
          columns: [HTMLColumn("Where"), HTMLColumn("What")],
          rows: document.errata.map { row in [row.place, row.text].map { HTMLText.inline($0, in: index) } })
      }
    }
    if !document.commands.isEmpty {
      html += section(.reproduce) {
        "<pre><code>\(HTMLText.escaped(document.commands.joined(separator: "\n")))</code></pre>\n"
      }
    }
    if !document.provenance.isEmpty { html += section(.provenance) { self.html(document.provenance) } }
    return html
  }

  private func section(_ part: ReportIndex.Part, _ content: () -> String) -> String {
    "<section class=\"matter\" id=\"\(part.rawValue)\">\n<h2>\(part.title)</h2>\n\(content())</section>\n"
  }

  /// A table; its first column names the rows. It can be scrolled sideways where it is wider than the page.
  func html(columns: [HTMLColumn], rows: [[String]], style: String = "") -> String {
    var html = "<div class=\"scroll\" tabindex=\"0\"><table class=\"\(style)\">\n<thead><tr>"
    for column in columns {
      let unit = column.unit.map { "<span class=\"unit\">\($0)</span>" } ?? ""
      html +=
        column.title.isEmpty
        ? "<td></td>" : "<th scope=\"col\" class=\"\(column.style)\">\(column.title)\(unit)</th>"
    }
    html += "</tr></thead>\n<tbody>\n"
    for row in rows {
      html += "<tr>"
      for (position, (column, cell)) in zip(columns, row).enumerated() {
        html +=
          position == 0
          ? "<th scope=\"row\" class=\"\(column.style)\">\(cell)</th>"
          : "<td class=\"\(column.style)\">\(cell)</td>"
      }
      html += "</tr>\n"
    }
    return html + "</tbody>\n</table></div>\n"
  }
}
