import ClaimTestSupport
import CorrespondenceChapter
import Experiments
import Reporting
import Testing

/// Made-up comparisons; each claim on both sides of its criterion. All comparisons but the one that a claim is about straddle
/// zero, so that a claim that looks at another fails.
@Suite struct CorrespondenceClaimsTests {
  private static func summary(_ low: Double, _ high: Double) -> SignConsistency.Summary {
    .init(difference: (low + high) / 2, low: low, high: high, probability: 0.02)
  }
  private static let (below, above, across) = (
    summary(-0.03, -0.01), summary(0.01, 0.03), summary(-0.01, 0.01)
  )

  private static let base: CorrespondenceMeasurements? = {
    var comparisons: [SignComparisons.Comparison] = []
    for layer in [5, 7] {
      for control in SignComparisons.controls {
        for part in HiddenPlace.parts.map(Optional.some) + [nil] {
          for measure in SignConsistency.Measure.allCases {
            for (isOfFive, hasRandomWeights) in [(false, false), (true, false), (false, true)] {
              comparisons.append(
                .init(
                  part: part, control: control, layer: layer, measure: measure, isOfFive: isOfFive,
                  hasRandomWeights: hasRandomWeights, summary: across))
            }
          }
        }
      }
    }
    return CorrespondenceMeasurements(
      five: [0, 1, 2, 3, 4], count: 20, comparisons: comparisons,
      layerContrast: [0, -0.1, 0.1],
      learnedContrast: [0, -0.1, 0.1])
  }()

  /// Sets the comparison of all faces in the trained network at layer 5.
  private static func set(
    _ measured: inout CorrespondenceMeasurements?, _ part: HiddenPlace?,
    against control: HiddenPlace = .random, measure: SignConsistency.Measure = .all,
    to summary: SignConsistency.Summary
  ) {
    let comparisons = measured?.comparisons ?? []
    measured?.comparisons = comparisons.map {
      let isMeant =
        $0.part == part && $0.control == control && $0.layer == 5 && $0.measure == measure && !$0.isOfFive
        && !$0.hasRandomWeights
      return isMeant
        ? .init(part: part, control: control, layer: 5, measure: measure, summary: summary) : $0
    }
  }

  private typealias Case = ClaimCase<CorrespondenceMeasurements?>

  private static let cases: [Case] = [
    Case(
      "table1.parts", from: base, reproduced: { set(&$0, nil, to: below) },
      notReproduced: { set(&$0, nil, to: above) }, inconclusive: { set(&$0, nil, to: across) },
      notTested: { $0 = nil }),
    Case(
      "table1.both", from: base, reproduced: { set(&$0, nil, measure: .both, to: below) },
      notReproduced: { set(&$0, nil, measure: .both, to: above) }, inconclusive: { _ in },
      notTested: { $0 = nil }),
    Case(
      "table1.layer7", from: base,
      reproduced: {
        set(&$0, nil, to: below)
        $0?.layerContrast = [-0.2, -0.3, -0.1]
      },
      notReproduced: {
        set(&$0, nil, to: below)
        $0?.layerContrast = [0.2, 0.1, 0.3]
      }, inconclusive: { set(&$0, nil, to: below) },
      // Where the parts do not stand out at layer 5 there is nothing to lose.
      notTested: { $0?.layerContrast = [-0.2, -0.3, -0.1] }),
    Case(
      "table1.learned", from: base, reproduced: { $0?.learnedContrast = [-0.2, -0.3, -0.1] },
      notReproduced: { $0?.learnedContrast = [0.2, 0.1, 0.3] },
      inconclusive: { $0?.learnedContrast = [-0.2, -0.5, 0.1] }, notTested: { $0 = nil }),
  ]

  private static func claims(_ measured: CorrespondenceMeasurements?) -> CorrespondenceClaims {
    CorrespondenceClaims(
      measured.map { [$0, $0, $0] } ?? [],
      sample: NetworkSample(measured == nil ? [] : [.init("ZFNet", count: 3)]),
      reason: measured == nil ? "There are no faces." : nil)
  }

  @Test(arguments: cases) func aClaimIsJudgedByItsNumbers(_ each: ClaimCase<CorrespondenceMeasurements?>) {
    #expect(each.problems { Self.claims($0).all } == [])
  }

  @Test func everyClaimHasItsCase() {
    #expect(unevenCases(Self.cases, of: Self.claims(Self.base).all) == [])
  }

  @Test func withoutFacesNoClaimPointsToAFigure() {
    let claims = Self.claims(nil).all
    #expect(claims.count == 4 && claims.allSatisfy { $0.figure == nil })
    #expect(claims.allSatisfy { $0.judged().reason == "There are no faces." })
  }

  @Test func thePapersNumbersAreThoseOfItsTable() throws {
    let claims = Self.claims(Self.base).all
    #expect(claims.first { $0.id == "table1.parts" }?.paper == "0.067, 0.069, 0.079 against 0.107")
    // (0.067 + 0.069 + 0.079) / 3 is a third below 0.107; at layer 7 the parts are 6 % below.
    let layer7 = try #require(claims.first { $0.id == "table1.layer7" })
    #expect(layer7.paper.contains("33") && layer7.paper.contains("6"))
  }
}
