import ClaimTestSupport
import Experiments
import Replication
import Reporting
import Testing
import TransferChapter

/// Made-up folds of a hundred images of two classes; each claim on both sides of its criterion.
@Suite struct AccuracyClaimsTests {
  /// A fold of which so many images are classified correctly: the first ones.
  private static func fold(_ correct: Int) -> TransferOutcome {
    let labels = (0..<100).map { $0 % 2 }
    return TransferOutcome(
      images: Array(0..<100), labels: labels,
      predictions: labels.enumerated().map { $0 < correct ? $1 : 1 - $1 })
  }

  private static func lead(_ frozen: [Int], over scratch: Int) -> TransferLead {
    TransferLead(of: frozen.map(fold), over: frozen.map { _ in fold(scratch) })
  }

  private static func base(_ role: TransferRole) -> AccuracyFindings {
    AccuracyFindings(
      role: role, seed: 1, frozen: .init("ZFNet", count: 3),
      scratch: Dictionary(
        uniqueKeysWithValues: [15, 30, 60].map { ($0, .init("from scratch", count: 3)) }), leads: [:],
      mostOverFewest: nil, sixOverMost: nil, untested: [15: "few", 30: "few", 60: "few", 6: "few"],
      gainUntested: "few", hasCurve: true)
  }

  private static func leadCase(_ id: String, _ role: TransferRole, _ size: Int) -> ClaimCase<AccuracyFindings>
  {
    ClaimCase(
      id, from: base(role), reproduced: { $0.leads[size] = lead([80, 81, 79], over: 40) },
      notReproduced: { $0.leads[size] = lead([40, 41, 39], over: 80) },
      inconclusive: { $0.leads[size] = lead([60, 61, 59], over: 60) },
      tooFewNetworks: {
        $0.leads[size] = lead([80, 81, 79], over: 40)
        $0.scratch[size]?.objection = "It has not converged."
      }, notTested: { $0.leads[size] = nil })
  }

  private static let caltech101 = [
    leadCase("table4.kept-beats-scratch-15", .caltech101, 15),
    leadCase("table4.kept-beats-scratch-30", .caltech101, 30),
  ]

  private static let caltech256 = [
    leadCase("table5.kept-beats-scratch-15", .caltech256, 15),
    leadCase("table5.kept-beats-scratch-60", .caltech256, 60),
    ClaimCase(
      "table5.more-images-help", from: base(.caltech256),
      reproduced: { $0.mostOverFewest = PairedFolds([fold(80), fold(79)], [fold(40), fold(40)]) },
      notReproduced: { $0.mostOverFewest = PairedFolds([fold(40), fold(40)], [fold(80), fold(79)]) },
      inconclusive: {
        let other = fold(50)
        let reversed = TransferOutcome(
          images: other.images, labels: other.labels,
          predictions: other.labels.enumerated().map {
            $0 < 50 ? 1 - $1 : $1
          })
        $0.mostOverFewest = PairedFolds([other], [reversed])
      },
      notTested: { $0.mostOverFewest = nil }),
    ClaimCase(
      "figure9.six-beat-sixty", from: base(.caltech256),
      reproduced: { $0.sixOverMost = lead([80, 81, 79], over: 40) },
      notReproduced: { $0.sixOverMost = lead([40, 41, 39], over: 80) },
      inconclusive: { $0.sixOverMost = lead([60, 61, 59], over: 60) },
      notTested: { $0.sixOverMost = nil }),
  ]

  @Test(arguments: caltech101 + caltech256) func aClaimIsJudgedByItsNumbers(
    _ each: ClaimCase<AccuracyFindings>
  ) {
    #expect(each.problems(\.claims) == [])
  }

  @Test func everyClaimHasItsCase() {
    #expect(unevenCases(Self.caltech101, of: Self.base(.caltech101).claims) == [])
    #expect(unevenCases(Self.caltech256, of: Self.base(.caltech256).claims) == [])
  }

  @Test func theReasonIsThatOfTheSize() throws {
    var findings = Self.base(.caltech256)
    findings.untested = [15: "fifteen", 60: "sixty", 6: "six"]
    let reasons = findings.claims.map { $0.judged().reason }
    #expect(reasons == ["fifteen", "sixty", "few", "six"])
  }

  /// A verdict says how little the source has more than the target, where that is known.
  @Test func verdictsSayHowManyTimesTheSourceIsTheTarget() throws {
    var findings = Self.base(.caltech101)
    findings.leads[15] = Self.lead([40, 41, 39], over: 80)
    #expect(try #require(findings.claims.first).judged().reason.contains("times") == false)
    (findings.sourceImages, findings.classes) = (4000, 23)
    let reason = try #require(findings.claims.first).judged().reason
    #expect(reason.contains("only 12 times as many images") && reason.contains("858 times in the paper"))
    findings.leads[30] = Self.lead([40, 41, 39], over: 80)
    #expect(try #require(findings.claims.last).judged().reason.contains("only 5.8 times"))
  }

  @Test func withoutACurveNoClaimPointsToIt() {
    var findings = Self.base(.caltech256)
    findings.hasCurve = false
    #expect(findings.claims.last?.figure == nil)
    #expect(Self.base(.caltech256).claims.last?.figure == "figure-9")
  }
}
