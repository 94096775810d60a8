import Foundation
import Reporting
import Testing

/// The smallest report, from an empty folder to the bound pages.
@Suite(.serialized) struct ReportTests {
  @Test func theSameSeedAndDateGiveTheSameBytes() throws {
    let pinned = ["SOURCE_DATE_EPOCH": "1384214400"]
    let places = [try Workplace(), try Workplace()]
    for (place, zone) in zip(places, ["UTC", "Asia/Tokyo"]) {
      let environment = pinned.merging(["TZ": zone]) { _, new in new }
      let ending = try Command(
        "report", ["--profile", "smoke"], in: place.folder, environment: environment
      ).run()
      #expect(ending.exitCode == 0, "\(ending.errors)")
    }
    let first = try places[0].files(below: "output").filter { !$0.path.hasSuffix(".lock") }
    let second = try places[1].files(below: "output").filter { !$0.path.hasSuffix(".lock") }
    #expect(first.map(\.path) == second.map(\.path))
    let differing = zip(first, second).filter { $0.bytes != $1.bytes }.map(\.0.path)
    #expect(differing == [])
    for name in ["report.html", "report.pdf", "claims.json", "run.json"] {
      #expect(first.contains { $0.path == name }, "\(name)")
    }
    let claims = try ClaimsFile.read(places[0].at("output/claims.json")).claims
    #expect(!claims.isEmpty)
    #expect(
      claims.allSatisfy { $0.verdict == .inconclusive || $0.verdict == .notTested },
      "a smoke run decides nothing")
    try aSecondRunTrainsNothing(places[0])
    try pagesOfAnotherRunAreRefused(places[0])
  }

  private func aSecondRunTrainsNothing(_ place: Workplace) throws {
    let ending = try Command(
      "report", ["--profile", "smoke", "--only", "layer-visualizations"], in: place.folder
    ).run()
    #expect(ending.exitCode == 0, "\(ending.errors)")
    #expect(!ending.errors.contains("training ZFNet"))
  }

  private func pagesOfAnotherRunAreRefused(_ place: Workplace) throws {
    let arguments = ["--profile", "smoke", "--seed", "2", "--only", "approach"]
    let refused = try Command("report", arguments, in: place.folder).run()
    #expect(refused.exitCode == 64)
    #expect(refused.errorLines.last?.contains("--allow-mixed") == true)
    let allowed = try Command("report", arguments + ["--allow-mixed"], in: place.folder).run()
    #expect(allowed.exitCode == 0, "\(allowed.errors)")
    let html = try String(contentsOf: place.at("output/report.html"), encoding: .utf8)
    #expect(html.contains("belongs to another run"))
  }

  @Test func anUnknownChapterIsRefused() throws {
    let place = try Workplace()
    let ending = try Command("report", ["--only", "aproach"], in: place.folder).run()
    #expect(ending.exitCode == 64)
    #expect(ending.errorLines.last?.contains("layer-visualizations") == true)
  }
}
