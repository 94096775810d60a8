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
    let digests = chapters.flatMap(\.networks).map(\.digest)
    #expect(digests.count > 20 && Set(digests).count == digests.count)
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
}
