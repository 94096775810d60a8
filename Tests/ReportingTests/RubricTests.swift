import Foundation
import Reporting
import Testing

@Suite struct RubricTests {
  /// docs/rubric.json, of this checkout.
  private static let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("docs/rubric.json")

  /// To write it anew: `ZFNET_WRITE_RUBRIC=1 swift test --filter RubricTests`.
  @Test func theFileInTheDocumentsIsTheProgramsTree() throws {
    let own = try Rubric.paper.json()
    if ProcessInfo.processInfo.environment["ZFNET_WRITE_RUBRIC"] != nil { try own.write(to: Self.file) }
    #expect(try Data(contentsOf: Self.file) == own)
  }

  @Test func namesAreGivenOnce() {
    let leaves = Rubric.paper.root.leaves
    #expect(Set(leaves.map(\.id)).count == leaves.count && leaves.count > 60)
    #expect(leaves.allSatisfy { $0.weight > 0 && $0.chapter != nil && $0.kind != nil })
    #expect(
      leaves.allSatisfy {
        ($0.anchor != nil) == ($0.kind == .run) && ($0.claim != nil) == ($0.kind == .result)
      })
  }

  private let tree = Rubric(
    paper: "p", reading: "r",
    root: .init(
      "paper", "The paper",
      parts: [
        .init(
          "one", "one", weight: 3,
          parts: [
            .code("first", "Code."), .run("fig-bars", of: "first", "A figure."),
            .run("tab-none", of: "first", "A table that is not there."),
            .result("2a", of: "first", "A claim.", weight: 3),
          ]),
        .init(
          "two", "two",
          parts: [
            .code("gone", "Code."), .run("fig-x", of: "gone", "A figure."),
            .result("2b", of: "first", "A claim."),
            .result("2c", of: "first", "A claim that nothing was measured for."),
          ]),
      ]))

  private func answered(gain: Double) throws -> Rubric {
    let folder = try TestFolder("rubric")
    var report = TinyReport()
    report.gain = gain
    try report.write(to: folder.url)
    let page = try PageFiles(of: "first", in: folder.url).read()
    let document = ReportDocument(
      title: "", paper: "", abstract: [], pages: [page], output: folder.url, created: SourceDateFixture.date)
    return tree.answered(by: document, chapters: ["first"])
  }

  @Test func aClaimThatWasNotReproducedIsAnswered() throws {
    for (gain, verdict) in [(2.0, Verdict.reproduced), (-2.0, .notReproduced)] {
      let leaves = try answered(gain: gain).root.leaves
      let claim = try #require(leaves.first { $0.id == "result.2a" }?.answer)
      #expect(claim.isAnswered && claim.verdict == verdict)
    }
    let open = try answered(gain: 0.5).root.leaves.first { $0.id == "result.2a" }?.answer
    #expect(open?.isAnswered == false && open?.verdict == .inconclusive)
  }

  @Test func sharesAreMeansByWeight() throws {
    let rubric = try answered(gain: 2)
    // Of one: 1 + 1 + 0 + 3 of 6. Of two: 0 + 0 + 1 + 0 of 4. Together 3 : 1.
    #expect(rubric.root.parts?.map(\.answered) == [0.833, 0.25])
    #expect(abs((rubric.root.answered ?? 0) - (3 * 0.833 + 0.25) / 4) < 0.001)
    let answers = Dictionary(uniqueKeysWithValues: rubric.root.leaves.map { ($0.id, $0.answer?.text ?? "") })
    #expect(answers["run.fig-x"] == "The chapter gone was not run.")
    #expect(answers["run.fig-bars"] == "Made at profile quick.")
    #expect(answers["result.2c"]?.isEmpty == false)
    let summary = rubric.summary.joined(separator: "\n")
    #expect(summary.contains("code: 1 of 2") && summary.contains("results: 2 of 3"))
    #expect(summary.contains("answered, and not failed"))
    #expect(try rubric.json() == answered(gain: 2).json())
  }
}
