import Files
import Foundation
import Reporting
import Testing

/// Two reports that differ in one thing at a time, and what a comparison says of them.
@Suite struct ComparisonTests {
  private func compare(_ a: TinyReport, _ b: TinyReport, in folder: TestFolder) throws -> Comparison {
    let outputs = try [("a", a), ("b", b)].map { name, report in
      let output = folder.url.appendingPathComponent(name)
      try report.write(to: output)
      return try ReportOutput(reading: output, order: ["first", "second"])
    }
    return try Comparison(outputs[0], outputs[1], folders: Pair("before", "after"))
  }

  @Test func aReportIsTheSameAsItself() throws {
    let folder = try TestFolder("compare-same")
    // Where and when it was made is no difference of what came out.
    var other = TinyReport()
    other.processor = "another processor"
    let comparison = try compare(TinyReport(), other, in: folder)
    #expect(comparison.outcome == .same)
    #expect(comparison.makers.filter { !$0.isSame }.map(\.name) == ["Processor"])
    #expect(comparison.claims.map(\.agreement) == [.same, .same, nil])
    #expect(comparison.figures.map(\.state) == [.same] && comparison.tables.map(\.state) == [.same])
    #expect(comparison.settings.count == 2 && comparison.settings.allSatisfy(\.isSame))
    #expect(comparison.lines.contains("figures        1 of 1 have the same bytes"), "\(comparison.lines)")
  }

  @Test func overlappingIntervalsAreNoise() throws {
    let folder = try TestFolder("compare-noise")
    var other = TinyReport()
    other.gain = 2.9
    let comparison = try compare(TinyReport(), other, in: folder)
    #expect(comparison.outcome == .withinNoise)
    #expect(comparison.claims.map(\.agreement) == [.withinNoise, .same, nil])
    #expect(comparison.claims.filter(\.isChanged).isEmpty)
  }

  @Test func aChangedNumberIsToldWithBothIntervalsAndVerdicts() throws {
    let folder = try TestFolder("compare-changed")
    var other = TinyReport()
    (other.gain, other.samples, other.images, other.cell) = (-3, 500, "fedcba98765432", "5")
    (other.height, other.hasSecond) = (1, true)
    let comparison = try compare(TinyReport(), other, in: folder)
    #expect(comparison.outcome == .changed)
    let claim = try #require(comparison.claims.first)
    #expect(claim.agreement == .changed && claim.hasOtherVerdict && claim.isChanged)
    #expect(comparison.settings.filter { !$0.isSame }.map(\.name) == ["training.samples"])
    #expect(comparison.images.filter { !$0.isSame }.map(\.name) == ["Images: digest"])
    #expect(comparison.networks.map(\.values) == [Pair("aaaa1000", nil), Pair(nil, "aaaa500")])
    #expect(comparison.chapters.map(\.state) == [.same, .onlyInB])
    #expect(comparison.figures.map(\.state) == [.different])
    let cells = comparison.tables.flatMap(\.cells)
    #expect(cells.map(\.row) == ["conv2"] && cells.map(\.column) == ["Size"])
    #expect(cells.map(\.values) == [Pair("4", "5")])
    let lines = comparison.lines
    for line in [
      "claims         3 in both: 1 same bytes, 0 within noise, 1 changed, 1 not measured; 1 with another verdict",
      "configuration  1 of 2 settings differs: training.samples 1000 → 500",
      "networks       1 only in A, 1 only in B", "chapters       1 in both; only in B: second",
      "  claim 2a: reproduced → not reproduced; 2.0 [1.0,\u{A0}3.0]\u{A0}points → −3.0 [−4.0,\u{A0}−2.0]\u{A0}points",
    ] { #expect(lines.contains(line), "\(line) in \(lines)") }
  }

  @Test func aTableMayDifferInDigitsThatAreNotShown() throws {
    let folder = try TestFolder("compare-digits")
    _ = try compare(TinyReport(), TinyReport(), in: folder)
    let file = folder.url.appendingPathComponent("b/chapters/first/data/sizes.csv")
    try Data("Layer,Size\r\nconv1,110.04\r\n".utf8).write(to: file)
    let outputs = try ["a", "b"].map {
      try ReportOutput(reading: folder.url.appendingPathComponent($0), order: [])
    }
    let comparison = try Comparison(outputs[0], outputs[1])
    #expect(comparison.tables.map(\.state) == [.different] && comparison.tables[0].cells == [])
    #expect(comparison.outcome == .withinNoise)
  }

  /// Every file that came with a list of checksums is read, also those that no number is taken from.
  @Test func aFileThatIsNotWhatItWasIsRefused() throws {
    let folder = try TestFolder("compare-checksums")
    _ = try compare(TinyReport(), TinyReport(), in: folder)
    let names = ["report.pdf", "chapters/first/page.json", "chapters/first/figures/bars.png"]
    for report in ["a", "b"] {
      try Data("pages".utf8).write(to: folder.url.appendingPathComponent("\(report)/report.pdf"))
      let lines = try names.map { "\(ContentDigest.of(try folder.bytes("\(report)/\($0)")))  \($0)\n" }
      let list = folder.url.appendingPathComponent("\(report)/checksums.sha256")
      try Data(lines.joined().utf8).write(to: list)
    }
    func read() throws -> Comparison {
      let outputs = try ["a", "b"].map {
        try ReportOutput(reading: folder.url.appendingPathComponent($0), order: [])
      }
      return try Comparison(outputs[0], outputs[1])
    }
    let lines = try read().lines
    #expect(lines.contains("files          all 3 have the same bytes"), "\(lines)")
    for name in ["report.pdf", "chapters/first/figures/bars.png"] {
      let file = folder.url.appendingPathComponent("b/\(name)")
      let whole = try Data(contentsOf: file)
      var damaged = whole
      damaged[damaged.count - 1] ^= 1
      for bytes in [damaged, nil] {
        if let bytes { try bytes.write(to: file) } else { try FileManager.default.removeItem(at: file) }
        let error = #expect(throws: ReportingError.self) { try read() }
        #expect(error == .changed(path: file.path, list: "checksums.sha256"))
        #expect(error?.description.contains("report --bind") == true)
      }
      try whole.write(to: file)
    }
    #expect(try read().outcome == .same)
  }

  @Test func thePageHoldsEverythingAndLoadsNothing() throws {
    let folder = try TestFolder("compare-page")
    var other = TinyReport()
    (other.gain, other.height, other.title) = (-3, 1, DemoReport.hostile)
    other.processor = DemoReport.hostile
    other.hasSecond = true
    let comparison = try compare(TinyReport(), other, in: folder)
    try comparison.write(to: folder.url.appendingPathComponent("page"))
    let html = String(decoding: try folder.bytes("page/comparison.html"), as: UTF8.self)
    for part in [
      "id=\"claim-first.gain\"", "It gains.", "id=\"a-first-bars\"", "id=\"b-first-bars\"",
      "<span class=\"badge changed\">changed</span>", "✓ reproduced", "✗ not reproduced", "only in B",
      "prefers-color-scheme:dark",
    ] { #expect(html.contains(part), "\(part)") }
    let ids = html.matches(of: /\sid="([^"]+)"/).map { String($0.1) }
    #expect(Set(ids).count == ids.count)
    for link in html.matches(of: /href="#([^"]+)"/) { #expect(ids.contains(String(link.1)), "\(link.1)") }
    #expect(!html.contains("src=") && !html.contains("href=\"http") && !html.contains("@import"))
    #expect(html.contains("content=\"default-src 'none'; img-src data:;"))
    #expect(html.contains("&lt;script&gt;alert(") && !html.contains("<script>alert"))
  }

  @Test func whatIsNoReportIsNamedWithWhatToDo() throws {
    let folder = try TestFolder("compare-bad")
    try TinyReport().write(to: folder.url)
    func refusal() throws -> String {
      let error = #expect(throws: ReportingError.self) {
        let output = try ReportOutput(reading: folder.url, order: [])
        try Comparison(output, output).write(to: folder.url.appendingPathComponent("page"))
      }
      return error.map { "\($0)" } ?? ""
    }
    func replace(_ old: String, by new: String, in path: String, _ words: [String]) throws {
      let file = folder.url.appendingPathComponent(path)
      let whole = try Data(contentsOf: file)
      let text = String(decoding: whole, as: UTF8.self)
      #expect(text.contains(old))
      try Data(text.replacing(old, with: new).utf8).write(to: file)
      let told = try refusal()
      for word in words + [file.path] { #expect(told.contains(word), "\(word) in \(told)") }
      try whole.write(to: file)
    }
    try replace(#""format" : 1"#, by: #""format" : 9"#, in: "run.json", ["format 9", "report --bind"])
    try replace("{", by: "", in: "run.json", ["report --bind"])
    let page = "chapters/first/page.json"
    try replace(#""format" : 2"#, by: #""format" : 9"#, in: page, ["format 9", "run the chapter again"])
    try replace("}", by: "", in: page, ["run the chapter again"])
    try FileManager.default.removeItem(at: folder.url.appendingPathComponent(page))
    #expect(try refusal().contains("page.json"))
    try FileManager.default.removeItem(at: folder.url.appendingPathComponent("run.json"))
    #expect(try refusal().contains("run.json"))
  }
}
