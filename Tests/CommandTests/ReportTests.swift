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

  /// A chapter that cannot write its page fails alone; whether the others run is asked for.
  @Test func aFailedChapterShowsAndIsFollowedOnlyWhenAsked() throws {
    let place = try Workplace()
    try place.write(Data("in the way".utf8), to: "output/chapters/images")
    let arguments = ["--profile", "smoke", "--only", "images,approach"]
    let stopped = try Command("report", arguments, in: place.folder).run()
    #expect(stopped.exitCode == 1, "\(stopped.errors)")
    #expect(stopped.errors.contains("--keep-going runs them"))
    let page = place.at("output/chapters/approach/page.json").path
    #expect(!FileManager.default.fileExists(atPath: page))
    let gone = try Command("report", arguments + ["--keep-going"], in: place.folder).run()
    #expect(gone.exitCode == 1 && FileManager.default.fileExists(atPath: page), "\(gone.errors)")
    let html = try String(contentsOf: place.at("output/report.html"), encoding: .utf8)
    #expect(html.contains("This chapter failed") && html.contains("exit code 74"))
    #expect(gone.errors.contains("output/chapters/images"), "the cause names the path")

    // From a chapter on: the failed one is not run again, the later one is.
    try FileManager.default.removeItem(atPath: page)
    let from = try Command("report", arguments + ["--from", "approach"], in: place.folder).run()
    #expect(from.exitCode == 0 && FileManager.default.fileExists(atPath: page), "\(from.errors)")
  }

  @Test func aFolderThatIsNotThereStopsTheReportBeforeAnythingIsRun() throws {
    let place = try Workplace()
    let ending = try Command(
      "report", ["--profile", "smoke", "--caltech101", "/nowhere/at/all"], in: place.folder
    ).run()
    #expect(ending.exitCode == 66, "\(ending.errors)")
    #expect(ending.errorLines.last?.contains("/nowhere/at/all") == true)
    #expect(!FileManager.default.fileExists(atPath: place.at("output/chapters").path))
  }

  @Test func anUnknownChapterIsRefused() throws {
    let place = try Workplace()
    let ending = try Command("report", ["--only", "aproach"], in: place.folder).run()
    #expect(ending.exitCode == 64)
    #expect(ending.errorLines.last?.contains("layer-visualizations") == true)
  }
}
