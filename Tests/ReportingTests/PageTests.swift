import Figures
import Files
import Foundation
import Reporting
import Testing

@Test func aPageSurvivesItsFile() throws {
  let folder = try TestFolder("page")
  let files = PageFiles(of: "approach", in: folder.url)
  let page = DemoReport.approach().page
  try files.write(DemoReport.approach())
  let read = try files.read()
  #expect(read.blocks == page.blocks)
  #expect(read.setting == page.setting)
  #expect(read.provenance == page.provenance)
  #expect(read.wallSeconds == 12.34)
  #expect(read.claims.map(\.verdict) == [.reproduced, .inconclusive, .notReproduced, .notTested])
  for ending in ["svg", "png", "pdf", "drawing.json"] {
    #expect(try folder.bytes("chapters/approach/figures/architecture.\(ending)").count > 1000)
  }
  let csv = try String(decoding: folder.bytes("chapters/approach/data/sizes.csv"), as: UTF8.self)
  #expect(csv.hasPrefix("Layer,ZFNet (pixels),here (pixels),Kernel\r\nconv1,110,110,7×7\r\n"))
}

@Test func savingAgainGivesTheSameBytesAndClearsStrangers() throws {
  let folder = try TestFolder("again")
  let files = PageFiles(of: "layer-visualizations", in: folder.url)
  try files.write(DemoReport.layers())
  let path = "chapters/layer-visualizations/"
  let names = ["page.json", "figures/layer4.svg", "figures/layer4.drawing.json", "data/curves.csv"]
  let before = try names.map { try folder.bytes(path + $0) }
  let stranger = folder.url.appendingPathComponent(path + "figures/old.svg")
  try Data("old".utf8).write(to: stranger)
  try files.write(DemoReport.layers())
  for (name, bytes) in zip(names, before) {
    let isSame = try folder.bytes(path + name) == bytes
    #expect(isSame, "\(name)")
  }
  #expect(!FileManager.default.fileExists(atPath: stranger.path))
}

@Test func missingAndDamagedPagesAreNamed() throws {
  let folder = try TestFolder("damaged")
  let files = PageFiles(of: "approach", in: folder.url)
  #expect(throws: ReportingError.self) { try files.read() }
  try files.write(DemoReport.approach())
  let file = folder.url.appendingPathComponent("chapters/approach/page.json")
  let whole = try String(decoding: Data(contentsOf: file), as: UTF8.self)
  for (old, new) in [
    ("\"slug\" : \"approach\"", "\"slug\" : \"../../etc\""), ("\"format\" : 2", "\"format\" : 9"),
    ("\"id\" : \"architecture\"", "\"id\" : \"../architecture\""),
    ("\"kind\" : \"prose\"", "\"kind\" : \"prise\""),
  ] {
    #expect(whole.contains(old))
    try Data(whole.replacing(old, with: new).utf8).write(to: file)
    let error = #expect(throws: ReportingError.self) { try files.read() }
    #expect(error?.description.contains(file.path) == true)
  }
  for share in 1..<10 {
    try Data(whole.utf8.prefix(whole.utf8.count * share / 10)).write(to: file)
    #expect(throws: ReportingError.self) { try files.read() }
  }
}

/// Numbers that were changed by hand, and would be believed, or could not be shown.
@Test func measurementsThatCannotBeAreNamed() throws {
  let measured = Reporting.Measurement(2, interval: (1, 3), unit: "points", decimals: 1)
  let text = String(decoding: try CanonicalJSON.encode(measured), as: UTF8.self)
  #expect(try CanonicalJSON.decode(Reporting.Measurement.self, from: Data(text.utf8)) == measured)
  for (old, new) in [
    ("\"low\":1", "\"low\":4"), ("\"decimals\":1", "\"decimals\":99"), ("\"decimals\":1", "\"decimals\":-1"),
  ] {
    #expect(text.contains(old))
    #expect(throws: DecodingError.self) {
      try CanonicalJSON.decode(Reporting.Measurement.self, from: Data(text.replacing(old, with: new).utf8))
    }
  }
  // What is no number has no order.
  let none = Reporting.Measurement(.nan, interval: (.nan, .nan))
  #expect(
    try CanonicalJSON.decode(Reporting.Measurement.self, from: try CanonicalJSON.encode(none)).value.isNaN)
}

@Test func whatAPageSaysOfItselfReachesNoTerminalAsItIs() {
  let error = ReportingError.damaged(path: "page.json", cause: "“\u{1B}[31mred\n” is no name")
  #expect(error.description.contains("\\u{1b}[31mred\\u{a}"))
}

@Test func fieldsOfCSVAreQuoted() {
  let table = DataTable(columns: ["a", "b,c"], rows: [["x\"y", "line\nbreak"], ["1", ""]])
  #expect(table.csv == "a,\"b,c\"\r\n\"x\"\"y\",\"line\nbreak\"\r\n1,\r\n")
  #expect(DataTable(columns: ["n"], numbers: [[3], [0.1], [-2.5e-7]]).csv == "n\r\n3\r\n0.1\r\n-2.5e-07\r\n")
  #expect(
    DataTable(columns: ["n", "m"], numbers: [[.nan, 1], [.infinity, -.infinity]]).csv == "n,m\r\n,1\r\n,\r\n")
}

@Test func proseIsCutAtEmptyLines() {
  var page = PageBuilder(
    slug: "a", section: "1", title: "A", reproduces: "", setting: DemoReport.setting)
  page.prose("  one\n  two\n\n\n three \n")
  #expect(page.page.blocks == [.prose("one two"), .prose("three")])
}

@Test func formulasHaveALineOfPlainText() {
  let formula: MathNode = ["y", "=", .fraction("a", .root("b")), "+", MathNode.identifier("x").sup("2")]
  #expect(formula.plainText == "y = (a)/(√(b)) + x^2")
}
