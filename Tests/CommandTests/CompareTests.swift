import Foundation
import Reporting
import Testing

/// `zfnet compare` as a person runs it; what it finds, the tests of comparisons see to.
@Suite struct CompareTests {
  /// Writes the output folder of a report with one claim.
  private func makeReport(_ name: String, measured: Double, in place: Workplace) throws {
    let setting = PageSetting(profile: "quick", seed: 1, source: "scenes")
    var page = PageBuilder(slug: "approach", section: "2", title: "A", reproduces: "", setting: setting)
    page.claim(
      id: "approach.one", "It is so.", paper: "–",
      measured: Measurement(measured, interval: (measured - 1, measured + 1)), holdsWhen: .greater(than: 0))
    try PageFiles(of: "approach", in: place.at(name)).write(page)
    try RunRecord(
      configuration: ["profile": "quick"], arguments: [], setting: setting, provenance: [], images: nil,
      chapters: [], started: "2014-11-12T09:30:00Z", wallSeconds: nil
    ).write(to: place.at(name))
  }

  private func run(_ arguments: [String], in place: Workplace) throws -> Command.Ending {
    try Command("zfnet", ["compare"] + arguments, in: place.folder).run()
  }

  @Test func twoReportsAreComparedAndScriptsCanTell() throws {
    let place = try Workplace()
    for (name, measured) in [("a", 2.0), ("near", 2.5), ("far", 9)] {
      try makeReport(name, measured: measured, in: place)
    }
    let plain = try run(["a", "far"], in: place)
    #expect(plain.exitCode == 0, "\(plain.errors)")
    #expect(plain.output.contains("claim approach.one: reproduced; 2.000 [1.000,\u{A0}3.000] → 9.000"))
    #expect(plain.output.hasSuffix("page: output/comparison/comparison.html\n"))
    let page = try String(contentsOf: place.at("output/comparison/comparison.html"), encoding: .utf8)
    #expect(page.contains("claim-approach.one"))
    for (other, changed, different) in [("a", Int32(0), Int32(0)), ("near", 0, 2), ("far", 2, 2)] {
      #expect(try run(["a", other, "--fail-on", "changed"], in: place).exitCode == changed, "\(other)")
      #expect(try run(["a", other, "--fail-on", "different"], in: place).exitCode == different, "\(other)")
    }
    let json = try run(["a", "near", "--json", "--output", "elsewhere"], in: place)
    let object = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any]
    #expect(object?["outcome"] as? String == "within noise")
    #expect(place.paths(below: "elsewhere") == ["comparison.html"])
  }

  @Test func whatIsNoReportIsRefused() throws {
    let place = try Workplace()
    try makeReport("a", measured: 1, in: place)
    try FileManager.default.createDirectory(at: place.at("empty"), withIntermediateDirectories: true)
    try place.expectRefusal(["compare", "a", "nowhere"], 66, saying: "nowhere: not there")
    try place.expectRefusal(["compare", "a", "empty"], 65, saying: "empty/run.json is no report's")
    try place.write(Data("a file".utf8), to: "taken")
    try place.expectRefusal(["compare", "a", "a", "--output", "taken"], 74, saying: "taken")
    try place.expectRefusal(["compare", "a", "a", "--output", ""], 64, saying: "--output")
    #expect(place.paths(below: "output") == [])
  }
}
