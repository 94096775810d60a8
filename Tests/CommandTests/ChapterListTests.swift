import Foundation
import Testing

/// Lists of chapters that name none, and pages of another run, are refused before any work.
@Suite(.serialized) struct ChapterListTests {
  private func report(_ arguments: [String], in place: Workplace) throws -> Command.Ending {
    try Command("report", ["--profile", "smoke", "--threads", "1"] + arguments, in: place.folder).run()
  }

  @Test(arguments: [["--only", ""], ["--only", ","], ["--from", "transfer", "--only", "approach"]])
  func aListWithoutAChapterIsRefused(_ arguments: [String]) throws {
    let place = try Workplace()
    let ending = try report(arguments, in: place)
    #expect(ending.exitCode == 64 && ending.errors.contains("chapter"), "\(ending.errors)")
    #expect(!FileManager.default.fileExists(atPath: place.at("output/report.html").path))
  }

  @Test func blanksBetweenNamesAreNothing() throws {
    let place = try Workplace()
    let ending = try report(["--only", "approach , approach"], in: place)
    #expect(ending.exitCode == 0, "\(ending.errors)")
    // Its own configuration gives the same run.
    let saved = place.at("output/configuration.yaml")
    let again = try report(["--only", "approach", "--config", saved.path, "--output", "again"], in: place)
    #expect(again.exitCode == 0, "\(again.errors)")
    #expect(try Data(contentsOf: saved) == Data(contentsOf: place.at("again/configuration.yaml")))
    // Another seed: the page of `approach` would be bound with one of another run, and none is made first.
    let refused = try report(["--only", "images", "--seed", "2"], in: place)
    #expect(refused.exitCode == 64 && refused.errors.contains("approach"), "\(refused.errors)")
    #expect(!FileManager.default.fileExists(atPath: place.at("output/chapters/images/page.json").path))
  }
}
