import ClaimTestSupport
import Experiments
import Kernels
import Reporting
import SanityChecksChapter
import Testing

/// Made-up numbers of thirty units; each claim on both sides of its criterion.
@Suite struct SanityClaimsTests {
  private static func dependence(
    otherUnit: [Double] = [], otherImage: [Double] = [], randomSeed: [Double] = []
  ) -> UnitDependence {
    UnitDependence(otherUnit: otherUnit, otherImage: otherImage, randomSeed: randomSeed)
  }
  private static let middle = values(near: 0.5)
  private static let base = SanityFindings(
    seed: 1, denseRandomized: [.gradient: middle, .deconvnet: middle, .guided: middle],
    ownContours: middle,
    centeredContours: middle,
    dependence: [
      .gradient: dependence(otherUnit: middle, otherImage: middle, randomSeed: middle),
      .deconvnet: dependence(otherUnit: middle, otherImage: middle, randomSeed: middle),
      .guided: dependence(otherUnit: middle, otherImage: middle, randomSeed: middle),
    ], effectiveSides: middle, fieldIsCut: false)

  private static let cases: [ClaimCase<SanityFindings>] = [
    ClaimCase(
      "sanity.randomization-test", from: base,
      reproduced: { $0.denseRandomized[.deconvnet] = values(near: 0.8) },
      notReproduced: { $0.denseRandomized[.gradient] = values(near: 0.8) },
      inconclusive: { $0.denseRandomized[.gradient] = values(around: 0.5) },
      notTested: { $0.denseRandomized = [:] }),
    ClaimCase(
      "sanity.switch-contours", from: base, reproduced: { $0.ownContours = values(near: 0.8) },
      notReproduced: { $0.centeredContours = values(near: 0.8) },
      inconclusive: { $0.ownContours = values(around: 0.5) }, notTested: { $0.ownContours = [] }),
    ClaimCase(
      "sanity.units", from: base,
      reproduced: {
        $0.dependence[.deconvnet] = dependence(otherUnit: values(near: 0.8), otherImage: middle)
      },
      notReproduced: {
        $0.dependence[.deconvnet] = dependence(otherUnit: middle, otherImage: values(near: 0.8))
      },
      inconclusive: {
        $0.dependence[.deconvnet] = dependence(otherUnit: values(around: 0.5), otherImage: middle)
      },
      notTested: { $0.dependence[.deconvnet] = dependence() }),
    ClaimCase(
      "sanity.random-seed", from: base,
      reproduced: { $0.dependence[.deconvnet] = dependence(randomSeed: values(near: 0.8)) },
      notReproduced: { $0.dependence[.gradient] = dependence(randomSeed: values(near: 0.8)) },
      inconclusive: { $0.dependence[.gradient] = dependence(randomSeed: values(around: 0.5)) },
      notTested: { $0.dependence[.gradient] = nil }),
    ClaimCase(
      "sanity.effective-field", from: base, reproduced: { $0.effectiveSides = values(near: 0.6) },
      notReproduced: { $0.effectiveSides = values(near: 0.8) },
      inconclusive: { $0.effectiveSides = values(around: 0.7) }, notTested: { $0.fieldIsCut = true }),
  ]

  private static func claims(_ findings: SanityFindings, count: Int = 3) -> [UnjudgedClaim] {
    SanityClaims([findings, findings, findings], sample: NetworkSample("ZFNet", count: count)).all
  }

  @Test(arguments: cases) func aClaimIsJudgedByItsNumbers(_ each: ClaimCase<SanityFindings>) {
    #expect(each.problems { Self.claims($0) } == [])
  }

  @Test func everyClaimHasItsCase() { #expect(unevenCases(Self.cases, of: Self.claims(Self.base)) == []) }

  /// What the checks say together follows from what is left after each change.
  @Test func theSummaryFollowsTheNumbers() {
    var findings = Self.base
    #expect(WhatWasLearned([findings]).learning == nil, "all layers were not randomized")
    findings.denseRandomized = [.deconvnet: [0.9, 0.96], .gradient: [0.1, 0.2]]
    findings.allRandomized = [.deconvnet: [0.1, 0.3]]
    findings.dependence[.deconvnet] = Self.dependence(otherUnit: [0.6, 0.7], otherImage: [0.01, 0.03])
    let summary = WhatWasLearned([findings, findings])
    #expect(
      summary.learning
        == "Projections depend little on what the dense layers learned and much on what the convolutions did: with random dense layers the likeness with the trained network's projection is 0.93 (the gradient's 0.15), with all layers random 0.20."
    )
    #expect(summary.unit?.hasPrefix("They depend in part on the unit and much on the image:") == true)
    findings.dependence = [:]
    #expect(WhatWasLearned([findings]).unit == nil)
  }

  @Test func allAreLaterCriticisms() { #expect(Self.claims(Self.base).allSatisfy { $0.isLaterCriticism }) }

  @Test func withoutTwoUnitsAtOnePlaceNoClaimPointsToTheirFigure() {
    var findings = Self.base
    for rule in BackwardRule.allCases { findings.dependence[rule] = Self.dependence() }
    let units = Self.claims(findings).filter { ["sanity.units", "sanity.random-seed"].contains($0.id) }
    #expect(units.count == 2 && units.allSatisfy { $0.figure == nil })
    #expect(units.allSatisfy { $0.judged().verdict == .notTested })
  }
}
