import Drawing
import Figures

extension HTMLWriter {
  /// One chapter as a section.
  func chapter(_ pageIndex: Int, images: inout SVGImages) -> String {
    let page = document.pages[pageIndex]
    var html = "<section class=\"chapter\" id=\"\(index.pageAnchors[pageIndex])\">\n<header>\n"
    let number =
      page.section.isEmpty ? "" : "<span class=\"number\">\(HTMLText.escaped(page.section))</span> "
    html += "<h2>\(number)\(HTMLText.escaped(page.title))</h2>\n"
    if !page.reproduces.isEmpty {
      html += "<p class=\"reproduces\">Reproduces \(HTMLText.escaped(page.reproduces))</p>\n"
    }
    html += "</header>\n"
    if let failure = page.failure {
      html += "<div class=\"note warning\" role=\"note\"><p class=\"note-title\">This chapter failed</p>"
      html += "<pre>\(HTMLText.escaped(failure))</pre></div>\n"
    }
    for (blockIndex, block) in page.blocks.enumerated() {
      html += self.html(block, of: page, entry: index[pageIndex, blockIndex], images: &images)
    }
    return html + madeWith(page) + "</section>\n"
  }

  private func html(
    _ block: Block, of page: Page, entry: ReportIndex.Entry?, images: inout SVGImages
  ) -> String {
    let anchor = entry?.anchor ?? ""
    let label = entry?.label ?? ""
    switch block {
    case .heading(let text):
      return "<h3 id=\"\(anchor)\">\(HTMLText.escaped(text))</h3>\n"
    case .prose(let text):
      return "<p>\(HTMLText.inline(text, in: index))</p>\n"
    case .equation(let equation):
      let math = MathML.display(equation.formula)
      guard equation.label != nil else { return "<div class=\"equation\">\(math)</div>\n" }
      let number = entry?.number ?? ""
      return
        "<div class=\"equation\" id=\"\(anchor)\">\(math)<a class=\"equation-number\" href=\"#\(anchor)\">(\(number))</a></div>\n"
    case .figure(let figure):
      return html(figure, of: page, anchor: anchor, label: label, images: &images)
    case .table(let table):
      return html(table, of: page, anchor: anchor, label: label)
    case .claim(let claim):
      return html(claim, anchor: anchor, label: label)
    case .note(let note):
      let title =
        note.title.map { "<p class=\"note-title\">\(HTMLText.escaped($0))</p>" } ?? ""
      return
        "<div class=\"note \(note.kind.rawValue)\" role=\"note\">\(title)<p>\(HTMLText.inline(note.text, in: index))</p></div>\n"
    }
  }

  private func html(
    _ figure: FigureBlock, of page: Page, anchor: String, label: String, images: inout SVGImages
  ) -> String {
    let image: String
    do {
      let drawing = try document.drawing(of: figure, on: page)
      image = drawing.svgElement(name: anchor, label: figure.alt, images: &images)
    } catch {
      image = "<p class=\"lost\">This figure cannot be shown: \(HTMLText.escaped("\(error)")).</p>"
    }
    let folder = "chapters/\(page.slug)"
    var links = ["svg", "png", "pdf"].map {
      "<a href=\"\(folder)/figures/\(figure.id).\($0)\">\($0.uppercased())</a>"
    }
    if figure.hasData { links.append("<a href=\"\(folder)/data/\(figure.id).csv\">CSV</a>") }
    return """
      <figure id="\(anchor)">
      <div class="plate">\(image)</div>
      <figcaption><a class="label" href="#\(anchor)">\(label)</a> <strong>\(HTMLText.escaped(figure.title)).</strong> \
      \(HTMLText.inline(figure.caption, in: index)) \(Self.files(links))</figcaption>
      </figure>

      """
  }

  /// Links to files that lie beside the report, and are not there where it travels alone: they say so.
  private static func files(_ links: [String]) -> String {
    "<span class=\"files\" title=\"These files lie in the report’s folder; links to them work only there.\">"
      + "In the report’s folder: \(links.joined(separator: " · "))</span>"
  }

  private func html(_ table: TableBlock, of page: Page, anchor: String, label: String) -> String {
    var html =
      "<figure class=\"table\" id=\"\(anchor)\">\n<figcaption><a class=\"label\" href=\"#\(anchor)\">\(label)</a> "
    html += "<strong>\(HTMLText.escaped(table.title)).</strong> \(HTMLText.inline(table.caption, in: index)) "
    html +=
      Self.files(["<a href=\"chapters/\(page.slug)/data/\(table.id).csv\">CSV</a>"]) + "</figcaption>\n"
    html += self.html(
      columns: table.columns.map {
        HTMLColumn(
          HTMLText.escaped($0.title), unit: table.underHeading($0).map(HTMLText.escaped),
          style: "\($0.alignment.rawValue) \($0.origin.rawValue)")
      }, rows: table.rows.map { $0.map { HTMLText.inline($0, in: index) } })
    for note in table.notes { html += "<p class=\"table-note\">\(HTMLText.inline(note, in: index))</p>\n" }
    return html + "</figure>\n"
  }

  private func html(_ claim: Claim, anchor: String, label: String) -> String {
    let list = claim.facts(in: index).map { fact in
      let value =
        switch fact.value {
        case .text(let text): HTMLText.escaped(text)
        case .link(let anchor, let label): "<a href=\"#\(anchor)\">\(label)</a>"
        }
      return "<div><dt>\(fact.name)</dt><dd>\(value)</dd></div>"
    }.joined()
    return """
      <aside class="claim \(Badge(claim.verdict).name)" id="\(anchor)" aria-label="\(label)">
      <p><a class="label" href="#\(anchor)">\(label)</a> \(Badge(claim.verdict).html)</p>
      <p class="statement">\(HTMLText.inline(claim.statement, in: index))</p>
      <dl>\(list)</dl>
      <p class="reason">\(HTMLText.inline(claim.reason, in: index))</p>
      </aside>

      """
  }

  private func madeWith(_ page: Page) -> String {
    var entries = [
      ProvenanceEntry("Profile", page.setting.profile), ProvenanceEntry("Seed", "\(page.setting.seed)"),
      ProvenanceEntry("Images", page.setting.source),
    ]
    if !page.setting.sourceDigest.isEmpty {
      entries.append(ProvenanceEntry("Images' digest", page.setting.sourceDigest))
    }
    if !page.setting.configurationDigest.isEmpty {
      entries.append(ProvenanceEntry("Configuration's digest", page.setting.configurationDigest))
    }
    entries += page.provenance
    if page.wallSeconds > 0 {
      entries.append(ProvenanceEntry("Time", "\(NumberText.fixed(page.wallSeconds, 1)) s"))
    }
    return "<details class=\"made\"><summary>How this chapter was made</summary>\(html(entries))</details>\n"
  }

  /// Names and values as a list.
  func html(_ entries: [ProvenanceEntry]) -> String {
    let list = entries.map {
      "<div><dt>\(HTMLText.escaped($0.name))</dt><dd>\(HTMLText.escaped($0.value))</dd></div>"
    }
    return "<dl class=\"provenance\">\(list.joined(separator: "\n"))</dl>\n"
  }
}
