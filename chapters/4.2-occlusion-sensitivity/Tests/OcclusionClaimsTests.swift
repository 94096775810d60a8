import ClaimTestSupport
import Experiments
import OcclusionSensitivityChapter
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

  private static let base = OcclusionMeasurements(
    networkSeeds: [1],
    arms: ["gray", "mean image", "blurred", "noise", "square 2/7"].map {
      .init(name: $0, evidence: evidence(drop: { _ in 0.2 }))
    },
    fillNames: ["gray", "mean image", "blurred", "noise"], fillAgreement: [],
    controlAgreement: [Double?](repeating: 0.5, count: 30))

  private static let cases: [ClaimCase<OcclusionMeasurements>] = [
    ClaimCase(
      "figure7.object", from: base, reproduced: { $0.arms[0].evidence = evidence(drop: { _ in 0.2 }) },
      notReproduced: { $0.arms[0].evidence = evidence(drop: { _ in -0.2 }) },
      inconclusive: { $0.arms[0].evidence = evidence(drop: alternating) },
      notTested: { $0.arms[0].evidence = withoutMasks }),
    ClaimCase(
      "figure7.pointing", from: base, reproduced: { $0.arms[0].evidence = evidence(hit: { _ in 1 }) },
      notReproduced: { $0.arms[0].evidence = evidence(hit: { _ in -1 }) },
      inconclusive: { $0.arms[0].evidence = evidence(hit: { $0 % 2 == 0 ? 1 : -1 }) },
      notTested: { $0.arms[0].evidence = withoutMasks }),
    ClaimCase(
      "figure7.label", from: base, reproduced: { $0.arms[0].evidence = evidence(change: { _ in 0.2 }) },
      notReproduced: { $0.arms[0].evidence = evidence(change: { _ in -0.2 }) },
      inconclusive: { $0.arms[0].evidence = evidence(change: alternating) },
      notTested: { $0.arms[0].evidence = withoutMasks }),
    ClaimCase(
      "figure7.projection", from: base,
      reproduced: { $0.arms[0].evidence = evidence(agreement: { _ in 0.8 }) },
      notReproduced: { $0.arms[0].evidence = evidence(agreement: { _ in 0.2 }) },
      inconclusive: { $0.arms[0].evidence = evidence(agreement: { 0.5 + alternating($0) }) },
      notTested: { $0.arms[0].evidence = evidence(agreement: { $0 == 0 ? 0.8 : nil }) }),
    ClaimCase(
      "figure7.fill", from: base, reproduced: { _ in },
      notReproduced: { $0.arms[2].evidence = evidence(drop: { _ in -0.2 }) },
      inconclusive: { $0.arms[3].evidence = evidence(drop: alternating) },
      notTested: { for arm in $0.arms.indices { $0.arms[arm].evidence = withoutMasks } }),
  ]

  private static func claims(_ measured: OcclusionMeasurements) -> OcclusionClaims {
    OcclusionClaims(measured, hasFigure7: true, seed: 1)
  }

  @Test(arguments: cases) func aClaimIsJudgedByItsNumbers(_ each: ClaimCase<OcclusionMeasurements>) {
    #expect(each.problems { Self.claims($0).all } == [])
  }

  @Test func everyClaimHasItsCase() {
    #expect(unevenCases(Self.cases, of: Self.claims(Self.base).all) == [])
  }

  /// Another size of the square is no fill.
  @Test func onlyFillsAreComparedAsFills() throws {
    var measured = Self.base
    measured.arms[4].evidence = Self.evidence(drop: { _ in -0.4 })
    let fill = try #require(Self.claims(measured).all.first { $0.id == "figure7.fill" })
    #expect(fill.judged().verdict == .reproduced)
  }

  @Test func claimsPointToNoFigureThatIsNotDrawn() {
    var measured = Self.base
    measured.arms = measured.arms.map { .init(name: $0.name, evidence: Self.withoutMasks) }
    #expect(OcclusionClaims(measured, hasFigure7: false, seed: 1).all.allSatisfy { $0.figure == nil })
    #expect(Self.claims(Self.base).all.allSatisfy { $0.figure != nil })
  }
}
