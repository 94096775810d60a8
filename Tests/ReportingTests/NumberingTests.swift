import Drawing
import Foundation
import Reporting
import Testing

@Suite struct NumberingTests {
  private func page(_ fill: (inout PageBuilder) -> Void) -> PageBuilder {
    var page = PageBuilder(
      slug: "demo", section: "4", title: "Demo", reproduces: "", setting: DemoReport.setting)
    fill(&page)
    return page
  }

  private func table(_ id: String, answers: String? = nil, on page: inout PageBuilder) {
    page.table(id: id, answers: answers, title: id, caption: "", columns: [.init("a")], rows: [["1"]])
  }

  private func claim(
    _ id: String, _ number: String?, low: Double = 1, isLaterCriticism: Bool = false, figure: String? = nil
  ) -> UnjudgedClaim {
    UnjudgedClaim(
      id: id, number: number, idea: "idea \(id)", "Statement \(id)", paper: "–",
      measured: Measurement(low, interval: (low - 0.5, low + 0.5)), holdsWhen: .greater(than: 0),
      isLaterCriticism: isLaterCriticism, figure: figure)
  }

  private func document(_ pages: [PageBuilder], map: [ReportDocument.MapEntry] = []) -> ReportDocument {
    ReportDocument(
      title: "Demo", paper: "", abstract: [], map: map, pages: pages.map(\.page),
      output: FileManager.default.temporaryDirectory, created: SourceDateFixture.date)
  }

  /// What answers a table of the paper has its number; the others are counted through the body and then through the appendix.
  @Test func tablesAreNumberedByWhatTheyAnswer() throws {
    let first = page { page in
      page.appendix { page in table("behind", on: &page) }
      table("own", on: &page)
      table("answer", answers: "3", on: &page)
    }
    var second = PageBuilder(
      slug: "other", section: "5", title: "Other", reproduces: "", setting: DemoReport.setting)
    table("later", on: &second)
    let html = try HTMLWriter(document([first, second])).html()
    for (id, label) in [
      ("own", "Table\u{A0}S1"), ("answer", "Table\u{A0}3"), ("later", "Table\u{A0}S2"),
      ("behind", "Table\u{A0}S3"),
    ] {
      #expect(html.contains("href=\"#tab-\(id)\">\(label)</a>"), "\(id) is \(label)")
    }
  }

  /// A block that is added before others moves no anchor.
  @Test func anchorsAreMadeOfWords() throws {
    func ids(_ isLonger: Bool) throws -> Set<String> {
      let page = page { page in
        if isLonger { page.heading("Something new") }
        page.heading("Layer 2: what it shows")
        page.heading("§")
      }
      let html = try HTMLWriter(document([page])).html()
      return Set(html.matches(of: /id="([^"]+)"/).map { String($0.output.1) })
    }
    let before = try ids(false)
    #expect(before.contains("demo-layer-2-what-it-shows") && before.contains("demo-part"))
    #expect(try ids(true).subtracting(before) == ["demo-something-new"])
  }

  @Test func claimsStandBelowWhatShowsThem() {
    let page = page { page in
      table("one", on: &page)
      page.prose("Between.")
      table("two", on: &page)
      page.prose("After.")
      page.appendix { page in table("three", on: &page) }
      page.claim([
        claim("a", "1a", figure: "one"), claim("b", "1b", figure: "one"), claim("c", "1c", figure: "three"),
        claim("d", "1d", figure: "two"),
      ])
    }
    let kinds = page.page.blocks.map { block in
      switch block {
      case .claim(let claim): claim.id
      case .table(let table): table.id
      default: "text"
      }
    }
    // The last does not stand above that of an earlier letter.
    #expect(kinds == ["one", "a", "b", "text", "two", "text", "c", "d"])
  }

  /// Letters rise down the page, whatever the order in which claims are added; claims of other figures stay where they are shown.
  @Test func claimsStandInTheOrderOfTheirLetters() {
    let page = page { page in
      table("one", on: &page)
      page.prose("Between.")
      table("two", on: &page)
      page.claim([
        claim("c", "5c", figure: "one"), claim("a", "5a", figure: "one"),
        claim("other", "T6a", figure: "one"),
        claim("b", "5b", figure: "two"), claim("d", "5d", figure: "one"),
      ])
    }
    let claims = page.page.claims.map(\.id)
    #expect(claims == ["a", "c", "other", "b", "d"])
    // Added in order, they stand in order.
    let ordered = self.page { page in
      table("one", on: &page)
      page.prose("Between.")
      table("two", on: &page)
      page.claim([
        claim("a", "5a", figure: "one"), claim("b", "5b", figure: "two"), claim("c", "5c", figure: "one"),
      ])
    }
    #expect(ordered.page.claims.map(\.id) == ["a", "b", "c"])
  }

  /// The first page says in words what came out: the main claims, and all that were not reproduced.
  @Test func findingsFollowTheVerdicts() {
    let page = page { page in
      page.claim([
        claim("held", "2a"), claim("also", "2b"), claim("failed", "T3b", low: -1),
        claim("open", "4a", low: 0.1),
        claim("critic", "C1", isLaterCriticism: true),
      ])
    }
    let findings = document([page]).findings.map { InlineMarkup($0).plainText }
    #expect(
      findings == [
        "Reproduced (2): idea held (2a); and 1 more.",
        "Not reproduced (1). The paper says this, and here it came out otherwise: idea failed (T3b).",
        "Inconclusive (1). Whether this is so could not be told here: idea open (4a).",
        "Later criticism (1). Borne out: idea critic (C1).",
      ])
  }

  @Test func theMapHasARowForEachItem() throws {
    let page = page { page in
      table("answer", answers: "3", on: &page)
      page.outcome(of: .table(3), "A sentence.")
      page.claim([
        claim("held", "T3a"), claim("failed", "T3b", low: -1), claim("critic", "T3c", isLaterCriticism: true),
      ])
    }
    let map = [
      ReportDocument.MapEntry(.table(3), "subject"), .init(.figure(7), "another"),
    ]
    let html = try HTMLWriter(document([page], map: map)).html()
    #expect(html.contains("<a href=\"#tab-answer\">Table\u{A0}3</a>"))
    #expect(
      html.contains(
        "A sentence. Reproduced: idea held (<a href=\"#claim-held\">T3a</a>). Not reproduced: idea failed ("))
    // It is told apart from the paper's own, as on the first page.
    #expect(html.contains("Later criticism: Reproduced: idea critic ("))
    #expect(html.contains("Not made in this run."))
  }

  /// A heading between rows stands above its row, as wide as the table, in both reports; cells without anything stay empty.
  @Test func tablesHaveHeadingsBetweenRows() throws {
    let page = page { page in
      page.table(
        id: "parts", title: "Parts", caption: "", columns: [.init("Row"), .number("Number")],
        rows: [["made", "1"], ["other", ""]], sections: [.init(at: 1, "The *paper's* other rows")])
    }
    let html = try HTMLWriter(document([page])).html()
    let heading =
      "<tr class=\"section\"><th scope=\"rowgroup\" colspan=\"2\">The <em>paper’s</em> other rows</th></tr>"
    #expect(html.contains("</tr>\n</tbody>\n<tbody>\n\(heading)\n<tr><th scope=\"row\""))
    #expect(html.contains("<td class=\"right plain\"></td>"))
    let heights = [page, self.page { table("parts", on: &$0) }].map { page in
      Result { try PDFWriter(document([page])).fills().last ?? 0 }
    }
    #expect(try heights[0].get() > heights[1].get())
    // For programs that read the PDF every row has as many cells.
    let file = try #require(PDFFile(PDFWriter(document([page])).pdf()))
    let rows = file.objects.keys.compactMap(file.text).filter { $0.contains("/S /TR ") }
    #expect(rows.count == 4 && rows.allSatisfy { file.references("/K", of: $0).count == 2 })
    // It must have a row below it, in a file as well.
    let text = String(decoding: try JSONEncoder().encode(page.page), as: UTF8.self)
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(Page.self, from: Data(text.replacing("\"row\":1", with: "\"row\":2").utf8))
    }
    #expect(try JSONDecoder().decode(Page.self, from: Data(text.utf8)).blocks == page.page.blocks)
  }

  @Test func whatIsNoNumberIsRefusedInAFile() throws {
    let folder = try TestFolder("numbers")
    let files = PageFiles(of: "demo", in: folder.url)
    let page = page { page in
      table("answer", answers: "3", on: &page)
      page.claim(claim("held", "T3a"))
    }
    try files.write(page)
    let file = folder.url.appendingPathComponent("chapters/demo/page.json")
    let whole = try String(decoding: Data(contentsOf: file), as: UTF8.self)
    for (old, new) in [
      ("\"answers\" : \"3\"", "\"answers\" : \"x\""), ("\"number\" : \"T3a\"", "\"number\" : \"<b>\""),
    ] {
      #expect(whole.contains(old))
      try Data(whole.replacing(old, with: new).utf8).write(to: file)
      #expect(throws: ReportingError.self) { try files.read() }
    }
  }

  @Test func titlesHaveTypographicMarks() {
    let page = page { page in
      page.heading("What each layer's \"features\" are worth")
      page.note("Text.", title: "It's so")
      table("it", on: &page)
    }
    let html = HTMLWriter(document([page])).html()
    #expect(html.contains("What each layer’s “features” are worth</h3>"))
    #expect(html.contains("It’s so</p>"))
    #expect(html.contains("id=\"demo-what-each-layer-s-features-are-worth\""))
  }
}
