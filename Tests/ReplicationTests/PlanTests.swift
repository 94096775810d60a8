import Foundation
import Replication
import Reporting
import Testing

/// Two chapters that share a network, as the plan sees them.
@Suite struct PlanTests {
  private struct First: Chapter {
    static let heading = ChapterHeading(
      slug: "first", section: "1", title: "The first", reproduces: "Figure 1")
    static let quickSeconds = 10.0
    func networks(_ session: Session) -> [NetworkRequest] { session.networks.zfnets.members }
    func untested(_ session: Session) -> [String] { ["The first thing."] }
    func write(to page: inout PageBuilder, _ session: Session) {}
  }

  private struct Second: Chapter {
    static let heading = ChapterHeading(
      slug: "second", section: "2", title: "The second", reproduces: "Figure 2")
    static let quickSeconds = 20.0
    func networks(_ session: Session) -> [NetworkRequest] {
      [session.networks.request(.zfnet), session.networks.visualization]
    }
    func untested(_ session: Session) -> [String] { ["The second thing."] }
    func write(to page: inout PageBuilder, _ session: Session) {}
  }

  /// A session in a folder of its own whose networks train for a step, and what both chapters say of themselves.
  private func withPlan(
    _ arguments: [String], _ body: (Session, [ChapterDescription]) throws -> Void
  ) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let options = try RunOptions.parse(["--quiet", "--output", folder.path] + arguments)
    try body(
      try Session(options),
      [try ChapterDescription(First(), options, .plan), try ChapterDescription(Second(), options, .plan)])
  }

  private static let oneStep = [
    "--profile", "smoke", "--set", "training.steps=1", "--set", "training.batch=2",
    "--set", "data.trainingImages=37", "--set", "data.validationImages=37",
    "--set", "training.evaluations=1",
  ]

  @Test func thePlanNamesEachNetworkOnceAndKnowsTheStore() throws {
    try withPlan(Self.oneStep) { session, chapters in
      let plan = try RunPlan(session, chapters) { _ in 7 }
      let digests = plan.networks.map(\.recipe.digest)
      #expect(Set(digests).count == digests.count && digests.count == 3)
      #expect(plan.chapters.map(\.shared) == [0, 1])
      #expect(plan.networks.allSatisfy { $0.state == .missing(changes: []) && $0.seconds == 7 })
      _ = try session.networks.trained(session.networks.request(.zfnet))
      let after = try RunPlan(session, chapters) { _ in 7 }.networks
      #expect(after[0].state == .stored && after[0].seconds == nil)
      #expect(after[1].state == .missing(changes: ["seed"]))
      #expect(plan.leftOut.count == 1, "a run so small decides nothing")
    }
  }

  @Test func budgetsAndWhatIsLeftOutAreTheChapters() throws {
    try withPlan([]) { session, chapters in
      let plan = try RunPlan(session, chapters) { _ in nil }
      #expect(plan.chapters.map(\.measuringSeconds) == [10, 20])
      #expect(plan.leftOut == ["The first thing.", "The second thing."])
    }
  }

  @Test func aDescriptionSurvivesItsText() throws {
    try withPlan(Self.oneStep) { _, chapters in
      let read = try JSONDecoder().decode(ChapterDescription.self, from: Data(chapters[1].json.utf8))
      #expect(read.heading == Second.heading && read.quickSeconds == 20)
      #expect(read.networks.map(\.recipe.digest) == chapters[1].networks.map(\.recipe.digest))
    }
  }

  @Test func aHeadingNeedsNoImages() throws {
    let options = try RunOptions.parse(["--source", "folder:/nowhere/at/all"])
    let description = try ChapterDescription(First(), options, .heading)
    #expect(description.heading == First.heading && description.networks.isEmpty)
  }
}
