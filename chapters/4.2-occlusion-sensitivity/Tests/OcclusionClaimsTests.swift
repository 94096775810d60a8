import ClaimTestSupport
import Experiments
import OcclusionSensitivityChapter
import Reporting
import Testing

/// Made-up evidence of thirty images under four fills; each claim on both sides of its criterion.
@Suite struct OcclusionClaimsTests {
  /// Differences on the object minus beside it: of falls, of label changes, and of hits; by image.
  private static func evidence(
    drop: (Int) -> Double = { _ in 0 }, change: (Int) -> Double = { _ in 0 }, hit: (Int) -> Int = { _ in 0 },
    agreement: (Int) -> Double? = { _ in 0.5 }
  ) -> [OcclusionEvidence] {
    (0..<30).map { image in
      OcclusionEvidence(
        drops: [],
        object: .init(
          dropInside: 0.5 + drop(image), dropOutside: 0.5, changesInside: 0.5 + change(image),
          changesOutside: 0.5, isHit: hit(image) > 0, chance: 0.2, isMiddleHit: hit(image) < 0),
        projectionAgreement: agreement(image))
    }
  }

  private static let withoutMasks = (0..<30).map { _ in
    OcclusionEvidence(drops: [], object: nil, projectionAgreement: 0.5)
  }

  private static func alternating(_ image: Int) -> Double { image % 2 == 0 ? 0.3 : -0.3 }

  private static let one = OcclusionMeasurements(
    arms: ["gray", "mean image", "blurred", "noise", "square 2/7"].map {
      .init(name: $0, evidence: evidence(drop: { _ in 0.2 }))
    },
    fillNames: ["gray", "mean image", "blurred", "noise"], fillAgreement: [],
    controlAgreement: [Double?](repeating: 0.5, count: 30))
  private static let base = [one, one, one]

  /// The usual square of every network shows something else.
  private static func usual(_ evidence: [OcclusionEvidence]) -> (inout [OcclusionMeasurements]) -> Void {
    { networks in for network in networks.indices { networks[network].arms[0].evidence = evidence } }
  }

  private static let cases: [ClaimCase<[OcclusionMeasurements]>] = [
    ClaimCase(
      "figure7.object", from: base, reproduced: usual(evidence(drop: { _ in 0.2 })),
      notReproduced: usual(evidence(drop: { _ in -0.2 })), inconclusive: usual(evidence(drop: alternating)),
      notTested: usual(withoutMasks)),
    ClaimCase(
      "figure7.pointing", from: base, reproduced: usual(evidence(hit: { _ in 1 })),
      notReproduced: usual(evidence(hit: { _ in -1 })),
      inconclusive: usual(evidence(hit: { $0 % 2 == 0 ? 1 : -1 })), notTested: usual(withoutMasks)),
    ClaimCase(
      "figure7.label", from: base, reproduced: usual(evidence(change: { _ in 0.2 })),
      notReproduced: usual(evidence(change: { _ in -0.2 })),
      inconclusive: usual(evidence(change: alternating)), notTested: usual(withoutMasks)),
    ClaimCase(
      "figure7.projection", from: base, reproduced: usual(evidence(agreement: { _ in 0.8 })),
      notReproduced: usual(evidence(agreement: { _ in 0.2 })),
      inconclusive: usual(evidence(agreement: { 0.5 + alternating($0) })),
      notTested: usual(evidence(agreement: { $0 == 0 ? 0.8 : nil }))),
  ]

  private static func claims(_ measured: [OcclusionMeasurements], count: Int = 3) -> [UnjudgedClaim] {
    OcclusionClaims(
      measured, sample: NetworkSample("ZFNet", count: count), hasFigure7: true, seed: 1
    ).all
  }

  @Test(arguments: cases) func aClaimIsJudgedByItsNumbers(_ each: ClaimCase<[OcclusionMeasurements]>) {
    #expect(each.problems { Self.claims($0) } == [])
  }

  @Test func everyClaimHasItsCase() { #expect(unevenCases(Self.cases, of: Self.claims(Self.base)) == []) }

  @Test func oneNetworkDecidesNothing() {
    #expect(Self.claims([Self.one], count: 1).allSatisfy { $0.judged().verdict == .notTested })
  }

  @Test func claimsPointToNoFigureThatIsNotDrawn() {
    var measured = Self.base
    for network in measured.indices {
      measured[network].arms = Self.one.arms.map { .init(name: $0.name, evidence: Self.withoutMasks) }
    }
    let claims = OcclusionClaims(
      measured, sample: NetworkSample("ZFNet", count: 3), hasFigure7: false, seed: 1
    ).all
    #expect(claims.allSatisfy { $0.figure == nil })
    #expect(Self.claims(Self.base).allSatisfy { $0.figure != nil })
  }
}
