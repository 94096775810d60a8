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

  /// What a chapter has in the appendix, as a section; nothing where it has nothing there.
  func supplement(_ pageIndex: Int, images: inout SVGImages) -> String {
    let page = document.pages[pageIndex]
    guard !page.appendix.isEmpty else { return "" }
    var html = "<section class=\"matter\" id=\"\(index.appendixAnchors[pageIndex])\">\n"
    html += "<h3>\(HTMLText.escaped(page.supplementTitle))</h3>\n"
    for (place, block) in page.appendix.enumerated() {
      html += self.html(
        block, of: page, entry: index[pageIndex, page.blocks.count + place], images: &images, headings: "h4")
    }
    return html + "</section>\n"
  }

  private func html(
    _ block: Block, of page: Page, entry: ReportIndex.Entry?, images: inout SVGImages, headings: String = "h3"
  ) -> String {
    let anchor = entry?.anchor ?? ""
    let label = entry?.label ?? ""
    switch block {
    case .heading(let text):
      return "<\(headings) id=\"\(anchor)\">\(HTMLText.escaped(text))</\(headings)>\n"
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
    let image = image(of: figure, on: page, name: anchor, images: &images)
    let folder = "chapters/\(page.slug)"
    var links = ["svg", "png", "pdf"].map {
      "<a href=\"\(folder)/figures/\(figure.id).\($0)\">\($0.uppercased())</a>"
    }
    if figure.hasData { links.append("<a href=\"\(folder)/data/\(figure.id).csv\">CSV</a>") }
    links += atlasLinks(figure)
    return """
      <figure id="\(anchor)">
      <div class="plate">\(image)</div>
      <figcaption><a class="label" href="#\(anchor)">\(label)</a> <strong>\(HTMLText.escaped(figure.title)).</strong> \
      \(HTMLText.inline(figure.caption, in: index))\(claims(shownBy: anchor)) \(Self.files(links))</figcaption>
      </figure>

      """
  }

  /// The figure's drawing, or a word on why it cannot be shown.
  ///
  /// - Parameter name: a name that no other drawing of the page has, for what its parts are called.
  func image(of figure: FigureBlock, on page: Page, name: String, images: inout SVGImages) -> String {
    do {
      let drawing = try document.drawing(of: figure, on: page)
      return drawing.svgElement(name: name, label: figure.alt, images: &images)
    } catch {
      lost.note(document.reason(error))
      return "<p class=\"lost\">This figure cannot be shown: \(HTMLText.escaped(document.reason(error))).</p>"
    }
  }

  /// Links to the claims that a figure or table shows, in a few words after its caption.
  private func claims(shownBy anchor: String) -> String {
    let claims = index.claims(shownBy: anchor)
    guard !claims.isEmpty else { return "" }
    let links = claims.map { "<a href=\"#\($0.anchor)\">\(HTMLText.escaped($0.number))</a>" }
    return " Claim\(claims.count == 1 ? "" : "s"): \(links.joined(separator: ", "))."
  }

  /// Links to the cards of a figure's maps in the atlas beside the report, a text a layer.
  func atlasLinks(_ figure: FigureBlock) -> [String] {
    guard let atlas = document.atlas else { return [] }
    return atlas.cards(of: figure).map { layer, maps in
      let links = maps.map { map, address in
        """
        <a href="\(HTMLText.escaped(address))" aria-label="\(HTMLText.escaped(layer)), map \(map), in the atlas">\(map)</a>
        """
      }
      return "atlas of \(HTMLText.escaped(layer)): maps \(links.joined(separator: ", "))"
    }
  }

  /// Links to files that lie beside the report, and are not there where it travels alone: they say so.
  static func files(_ links: [String]) -> String {
    "<span class=\"files\" title=\"These files lie in the report’s folder; links to them work only there.\">"
      + "In the report’s folder: \(links.joined(separator: " · "))</span>"
  }

  private func html(_ table: TableBlock, of page: Page, anchor: String, label: String) -> String {
    var html =
      "<figure class=\"table\" id=\"\(anchor)\">\n<figcaption><a class=\"label\" href=\"#\(anchor)\">\(label)</a> "
    html +=
      "<strong>\(HTMLText.escaped(table.title)).</strong> \(HTMLText.inline(table.caption, in: index))\(claims(shownBy: anchor)) "
    html +=
      Self.files(["<a href=\"chapters/\(page.slug)/data/\(table.id).csv\">CSV</a>"]) + "</figcaption>\n"
    html += HTMLTable.html(
      columns: table.columns.map {
        HTMLColumn(
          HTMLText.escaped($0.title), unit: table.underHeading($0).map(HTMLText.escaped),
          style: "\($0.alignment.rawValue) \($0.origin.rawValue)")
      }, rows: table.unbrokenRows.map { $0.map { HTMLText.inline($0, in: index) } },
      sections: table.sectionTitles.mapValues { HTMLText.inline($0, in: index) })
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
    // The line says what came out, and the rest opens below it: without a script, too.
    let measured = claim.measured.map {
      " <span class=\"measured\">\(HTMLText.escaped($0.intervalText))</span>"
    }
    let reason = HTMLText.inline(claim.reason, in: index)
    let shown = claim.verdict == .reproduced ? "" : " <span class=\"reason\">\(reason)</span>"
    let measure = claim.measure.map { "<p>Measured: \(HTMLText.inline($0, in: index)).</p>\n" } ?? ""
    return """
      <details class="claim \(Badge(claim.verdict).name)" id="\(anchor)">
      <summary><span class="label">\(label)</span> \(Badge(claim.verdict).html) \
      <span class="statement">\(HTMLText.inline(claim.sentence, in: index))</span>\(measured ?? "")\(shown)</summary>
      \(measure)<dl>\(list)</dl>
      <p class="reason">\(reason)</p>
      </details>

      """
  }

  private func madeWith(_ page: Page) -> String {
    let entries =
      page.ownProvenance(besides: []) + [page].networksUsed.map { ProvenanceEntry("Networks", $0) }
    guard !entries.isEmpty else { return "" }
    let list = Self.html(entries)
    return "<details class=\"made\"><summary>How this chapter was made</summary>\(list)</details>\n"
  }

  /// Names and values as a list.
  static func html(_ entries: [ProvenanceEntry]) -> String {
    let list = entries.map {
      "<div><dt>\(HTMLText.escaped($0.name))</dt><dd>\(HTMLText.escaped($0.value))</dd></div>"
    }
    return "<dl class=\"provenance\">\(list.joined(separator: "\n"))</dl>\n"
  }
}
