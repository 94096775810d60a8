import Files
import Foundation
import Reporting
import Testing

@Test func theHTMLHoldsEverythingAndLoadsNothing() throws {
  let folder = try TestFolder("demo")
  let document = try DemoReport.make(in: folder.url)
  try document.write()
  let html = try String(decoding: folder.bytes("report.html"), as: UTF8.self)
  for id in [
    "approach", "layer-visualizations", "occlusion", "fig-architecture", "fig-unpooling", "fig-layer4",
    "fig-curves",
    "tab-sizes", "tab-long", "tab-wide", "eq-softmax", "claim-approach.sizes", "claim-layers.hierarchy",
    "summary", "map", "references", "appendix", "appendix-approach", "ref-zeiler-2014",
    "approach-unpooling-with-real-numbers", "claims", "scale", "deviations", "errata", "reproduce",
    "provenance",
  ] {
    #expect(html.components(separatedBy: "id=\"\(id)\"").count == 2, "\(id) is there once")
  }
  // Every link within the page leads somewhere.
  let ids = Set(matches(of: #"id="([^"]+)""#, in: html))
  for target in matches(of: ##"href="#([^"]+)""##, in: html) { #expect(ids.contains(target), "\(target)") }
  // Nothing is loaded: every image inside the file, no address in the stylesheet, and a policy that forbids it.
  #expect(!html.contains("javascript:"))
  #expect(!html.contains("<link") && !html.contains("@import") && !html.contains("url(h"))
  #expect(!html.contains("src=") && !html.contains("href=\"http"))
  #expect(html.contains("content=\"default-src 'none'; img-src data:;"))
  let drawings = matches(of: #"(<svg [^>]*>)"#, in: html)
  #expect(!drawings.isEmpty && drawings.allSatisfy { $0.contains(" role=\"img\" aria-label=\"") })
  // Hostile text is shown, not obeyed.
  #expect(html.contains("&lt;script&gt;alert("))
  #expect(!html.contains("<script>alert"))
  #expect(html.contains("This chapter failed"))
  #expect(html.contains("<math display=\"block\""))
  // The files that figures point to are there.
  for path in matches(of: #"href="(chapters/[^"]+)""#, in: html) {
    #expect(FileManager.default.fileExists(atPath: folder.url.appendingPathComponent(path).path), "\(path)")
  }
}

@Test func theOnlyScriptIsTheOneThatThePolicyNames() throws {
  let folder = try TestFolder("script")
  let html = HTMLWriter(try DemoReport.make(in: folder.url)).html()
  let scripts = matches(of: #"<script>([^<]*(?:<(?!/script)[^<]*)*)</script>"#, in: html)
  let script = try #require(scripts.first)
  #expect(scripts.count == 1 && html.components(separatedBy: "<script").count == 2)
  #expect(script.utf8.count > 1000 && script.utf8.count <= 50_000)
  #expect(html.contains("script-src 'sha256-\(ContentDigest.base64(of: script))'"))
  // Elements are made of text alone.
  for forbidden in [
    "innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "fetch(", "XMLHttp",
  ] {
    #expect(!script.contains(forbidden), "\(forbidden)")
  }
}

@Test func anImageOfTheReportIsInItOnce() throws {
  let folder = try TestFolder("once")
  let html = HTMLWriter(try DemoReport.make(in: folder.url)).html()
  let images = matches(of: #"href="(data:image/[^"]+)""#, in: html)
  // A mosaic of 54 images, 32 filters of which some are alike, and a few more.
  #expect(images.count > 80 && images.count == Set(images).count)
  #expect(html.components(separatedBy: "<use href=").count > 10)
}

@Test func theSameReportGivesTheSameBytes() throws {
  let one = try TestFolder("one")
  let two = try TestFolder("two")
  for folder in [one, two] { try DemoReport.make(in: folder.url).write() }
  for name in ["report.html", "report.pdf", "claims.json"] {
    #expect(try one.bytes(name) == two.bytes(name), "\(name)")
  }
}

@Test func theClaimsFileCounts() throws {
  let folder = try TestFolder("claims")
  try DemoReport.make(in: folder.url).write()
  let file = try ClaimsFile.read(folder.url.appendingPathComponent("claims.json"))
  #expect(file.claims.count == 5)
  #expect(file.claims.map(\.number) == [nil, "T2a", "C1", nil, "2a"])
  #expect(file.counts == ["reproduced": 2, "not reproduced": 1, "inconclusive": 1, "not tested": 1])
}

@Test func theLedgerIsThereAsMarkdown() throws {
  let folder = try TestFolder("ledger")
  try DemoReport.make(in: folder.url).write()
  let text = String(decoding: try folder.bytes("ledger.md"), as: UTF8.self)
  let rows = text.split(separator: "\n").filter { $0.hasPrefix("| ") && $0.contains("reproduced |") }
  #expect(rows.count == 3)
  #expect(text.contains("2014-11-12") && text.contains("| Training images | 1.3 million |"))
  // As many cells in every row of a table as in its head.
  let cells = text.split(separator: "\n").filter { $0.hasPrefix("|") }.map { row in
    row.replacingOccurrences(of: "\\|", with: "").count { $0 == "|" }
  }
  #expect(Set(cells) == [4, 9])
  #expect(text.components(separatedBy: "\n## ").count == 3)
}

@Test func theLedgerTellsCriticismsFromStatements() throws {
  let folder = try TestFolder("criticisms")
  let html = HTMLWriter(try DemoReport.make(in: folder.url)).html()
  let parts = html.components(separatedBy: "<p class=\"ledger-part\">")
  #expect(parts.count == 3)
  let isFirst = "ZFNet has a lower top-1 error than AlexNet."
  #expect(parts[1].contains(isFirst) && !parts[1].contains("Fewer filters of layer 1 are dead"))
  #expect(parts[2].contains("Fewer filters of layer 1 are dead"))
}

@Test func thePDFHasPagesLinksAndAnOutline() throws {
  let folder = try TestFolder("pdf")
  let writer = PDFWriter(try DemoReport.make(in: folder.url))
  let text = String(decoding: try writer.pdf(), as: Unicode.ASCII.self)
  #expect(text.hasPrefix("%PDF-"))
  #expect(text.contains("/Outlines"))
  let pages = try writer.fills().count
  #expect(pages > 5)
  #expect(text.components(separatedBy: "/Type /Page %").count - 1 == pages)
  #expect(text.contains("/Link"))
  #expect(text.contains("(20141112093000Z)"))
  for part in ["/Author", "/Subject", "/PageLabels", "/Lang (en-US)"] {
    #expect(text.contains(part), "\(part)")
  }
}

@Test func strangeReportsAreWritten() throws {
  let setting = DemoReport.setting
  let nowhere = FileManager.default.temporaryDirectory
  let empty = ReportDocument(
    title: "", paper: "", abstract: [], pages: [], output: nowhere, created: SourceDateFixture.date)
  #expect(HTMLWriter(empty).html().contains("</html>"))
  #expect(try PDFWriter(empty).pdf().count > 500)

  var page = PageBuilder(slug: "odd", section: "", title: "", reproduces: "", setting: setting)
  page.prose(String(repeating: "word ", count: 6_000))
  page.prose(String(repeating: "x", count: 4_000))
  page.note(String(repeating: "note ", count: 1_500), title: "long")
  page.heading("")
  page.table(id: "none", title: "", caption: "", columns: [], rows: [])
  page.table(
    id: "tall", title: "t", caption: "c", columns: [.init("a"), .init("b")],
    rows: [[String(repeating: "cell ", count: 2_000), "b"]])
  page.table(
    id: "broad", title: "t", caption: "c", columns: (0..<80).map { .init("column\($0)") },
    rows: [(0..<80).map { "cell\($0)" }])
  page.equation(.row((0..<200).map { _ in .identifier("x") }))
  page.claim(
    UnjudgedClaim(
      id: "long", String(repeating: "claim ", count: 1_200), paper: "", measured: nil,
      holdsWhen: .greater(than: 0)))
  let document = ReportDocument(
    title: String(repeating: "title ", count: 100), paper: "", abstract: [""], pages: [page.page, page.page],
    output: nowhere,
    created: SourceDateFixture.date)
  #expect(try PDFWriter(document).pdf().count > 10_000)
  let html = HTMLWriter(document).html()
  // The same page twice: every anchor is still unique.
  let ids = matches(of: #" id="([^"]+)""#, in: html)
  #expect(Set(ids).count == ids.count)
}

@Test func aLostFigureIsNamedInItsPlace() throws {
  let folder = try TestFolder("lost")
  let document = try DemoReport.make(in: folder.url)
  let file = folder.url.appendingPathComponent("chapters/approach/figures/architecture.drawing.json")
  try FileManager.default.removeItem(at: file)
  let html = HTMLWriter(document).html()
  #expect(html.contains("This figure cannot be shown: chapters/"))
  #expect(!html.contains(document.output.path), "where the output lies is nobody's business")
  #expect(try PDFWriter(document).pdf().count > 10_000)
  let lost = try document.write()
  #expect(lost.count == 1 && lost[0].contains("chapters/approach/figures/architecture.drawing.json"))
}

/// What the first group of a pattern found, everywhere in a text.
private func matches(of pattern: String, in text: String) -> [String] {
  guard let expression = try? NSRegularExpression(pattern: pattern) else { return [] }
  let whole = NSRange(text.startIndex..., in: text)
  return expression.matches(in: text, range: whole).compactMap {
    Range($0.range(at: 1), in: text).map { String(text[$0]) }
  }
}
