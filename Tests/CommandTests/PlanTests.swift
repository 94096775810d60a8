import Foundation
import Testing

/// What `zfnet plan` and the report learn from the chapters' executables.
@Suite struct PlanTests {
  private struct Record: Decodable {
    struct Chapter: Decodable {
      struct Network: Decodable { let digest: String }
      let slug: String
      let networks: [Network]
    }
    let chapters: [Chapter]
  }

  @Test func thePlanAsksAllChapters() throws {
    let place = try Workplace()
    let ending = try Command(
      "zfnet", ["plan", "--profile", "smoke", "--no-times", "--json"], in: place.folder
    ).run()
    #expect(ending.exitCode == 0, "\(ending.errors)")
    let chapters = try JSONDecoder().decode(Record.self, from: Data(ending.output.utf8)).chapters
    #expect(chapters.count >= 13 && chapters.first?.slug == "images")
    #expect(place.paths(below: ".") == [], "a plan only reads")
    let digests = chapters.flatMap(\.networks).map(\.digest)
    #expect(digests.count > 20 && Set(digests).count == digests.count)
  }

  @Test func timesAreAddedUpAndTheSpeedIsTold() throws {
    struct Times: Decodable {
      struct Speed: Decodable {
        let network: String
        let imagesPerSecond: Double
      }
      struct Totals: Decodable {
        let trainingSeconds, measuringSeconds, totalSeconds, memoryBytes: Double
        let largestChapter: String
      }
      let speeds: [Speed]
      let totals: Totals
    }
    let place = try Workplace()
    // The times to measure are those of the quick profile.
    let small = ["training", "visualization"].flatMap {
      ["--set", "\($0).input=64", "--set", "\($0).width=0.1", "--set", "\($0).batch=2"]
    }
    let ending = try Command("zfnet", ["plan", "--json"] + small, in: place.folder).run()
    try #require(ending.exitCode == 0, "\(ending.errors)")
    let plan = try JSONDecoder().decode(Times.self, from: Data(ending.output.utf8))
    #expect(plan.totals.trainingSeconds > 0 && plan.totals.measuringSeconds > 0)
    #expect(plan.totals.totalSeconds == plan.totals.trainingSeconds + plan.totals.measuringSeconds)
    // The smallest need of any chapter, and less than what a large transfer set takes at the paper's size.
    #expect(plan.totals.memoryBytes > 1e9 && plan.totals.memoryBytes < 1e10)
    #expect(!plan.totals.largestChapter.isEmpty)
    #expect(plan.speeds.contains { $0.network == "ZFNet, 64 px" && $0.imagesPerSecond > 0 })
  }

  @Test func chaptersAreNamedAsTheirFolders() throws {
    let place = try Workplace()
    let plan = try Command(
      "zfnet", ["plan", "--profile", "smoke", "--no-times", "--json"], in: place.folder
    ).run()
    for slug in try JSONDecoder().decode(Record.self, from: Data(plan.output.utf8)).chapters.map(\.slug) {
      let described = try Command(slug, ["--describe", "heading"], in: place.folder).run()
      #expect(described.output.contains("\"slug\":\"\(slug)\""))
    }
  }

  @Test func aStoreIsListedCheckedAndCleared() throws {
    let place = try Workplace()
    let train = [
      "train", "--profile", "smoke", "--set", "training.steps=1", "--set", "training.batch=2", "--set",
      "data.trainingImages=37", "--set", "data.validationImages=37",
    ]
    #expect(try Command("zfnet", train, in: place.folder).run().exitCode == 0)
    func store(_ arguments: [String]) throws -> Command.Ending {
      try Command("zfnet", ["store"] + arguments, in: place.folder).run()
    }
    let listed = try store(["list"])
    #expect(listed.exitCode == 0 && listed.output.contains("ZFNet, 64 px, seed"), "\(listed.errors)")
    #expect(try store(["verify"]).exitCode == 0)
    // A smoke report trains for longer: this network is none of its.
    let shown = try store(["prune", "--profile", "smoke"])
    #expect(shown.exitCode == 0 && shown.output.contains("--yes removes them"), "\(shown.errors)")
    // It draws nothing, and says once what is wrong with the options.
    #expect(try store(["list"]).output == listed.output)
    let wrong = try store(["prune", "--profile", "smoke", "--caltech101", "nowhere"])
    #expect(wrong.exitCode == 66 && wrong.errorLines.count == 1, "\(wrong.errors)")
    #expect(try store(["list"]).output.contains("ZFNet, 64 px, seed"))
    let removed = try store(["prune", "--profile", "smoke", "--yes"])
    #expect(removed.exitCode == 0 && removed.output.contains("removed"), "\(removed.errors)")
    #expect(try !store(["list"]).output.contains("ZFNet, 64 px, seed"))
    let missing = try store(["verify", "--output", "nowhere"])
    #expect(missing.exitCode == 66 && missing.errors.contains("nowhere"), "\(missing.errors)")
  }
}
