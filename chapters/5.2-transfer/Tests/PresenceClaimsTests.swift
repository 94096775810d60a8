import ClaimTestSupport
import Experiments
import Reporting
import Testing
import TransferChapter

/// Made-up rankings of sixty images by two classes, on both sides of the criterion.
@Suite struct PresenceClaimsTests {
  private static let labels = MultilabelTargets(
    present: (0..<60).map { $0 % 3 == 0 ? [0] : $0 % 3 == 1 ? [1] : [] },
    difficult: (0..<60).map { _ in [] }, classes: 2)
  /// Every image of a class stands before all others, or behind them.
  private static let one = (0..<2).map { label in
    (0..<60).map { labels.present[$0].contains(label) ? 1.0 + Double($0) / 100 : Double($0) / 100 }
  }
  private static let right = [one, one, one]
  private static let wrong = right.map { $0.map { $0.map { -$0 } } }
  private static let base: PresenceFindings? = PresenceFindings(
    sample: NetworkSample("ZFNet", count: 3), labels: labels, scores: right, untrainedScores: right, seed: 1)

  private static let cases: [ClaimCase<PresenceFindings?>] = [
    ClaimCase(
      "table6.learned", from: base, reproduced: { $0?.untrainedScores = wrong },
      notReproduced: { $0?.scores = wrong },
      inconclusive: {
        // Two rankings that know nothing of the classes, one the reverse of the other.
        let unrelated = (0..<60).map { Double(($0 * 17) % 60) }
        $0?.scores = (0..<3).map { _ in [unrelated, unrelated] }
        $0?.untrainedScores = (0..<3).map { _ in [unrelated.map { -$0 }, unrelated.map { -$0 }] }
      },
      tooFewNetworks: {
        $0?.untrainedScores = wrong
        $0?.sample = NetworkSample("ZFNet", count: 1)
      }, notTested: { $0 = nil })
  ]

  @Test(arguments: cases) func aClaimIsJudgedByItsNumbers(_ each: ClaimCase<PresenceFindings?>) {
    #expect(each.problems { PresenceFindings.claims($0, untested: "No images.") } == [])
  }

  @Test func everyClaimHasItsCase() {
    #expect(unevenCases(Self.cases, of: PresenceFindings.claims(Self.base, untested: "")) == [])
  }
}
