import ClaimTestSupport
import Experiments
import SanityChecksChapter
import Testing
import Kernels

/// Made-up numbers of thirty units; each claim on both sides of its criterion.
@Suite struct SanityClaimsTests {
  private static func dependence(otherUnit: [Double] = [], randomSeed: [Double] = []) -> UnitDependence {
    UnitDependence(otherUnit: otherUnit, otherImage: otherUnit, randomSeed: randomSeed)
  }
  private static let middle = values(near: 0.5)
  private static let base = SanityFindings(
    seed: 1, networkSeeds: [1], denseRandomized: [.gradient: middle, .deconvnet: middle, .guided: middle],
    ownContours: middle,
    centeredContours: middle,
    dependence: [
      .gradient: dependence(otherUnit: middle, randomSeed: middle),
      .deconvnet: dependence(otherUnit: middle, randomSeed: middle),
      .guided: dependence(otherUnit: middle, randomSeed: middle),
    ], effectiveSides: middle, fieldIsCut: false)

  /// Likenesses whose squares scatter around a half.
  private static let halfExplained = (0..<30).map { $0 % 2 == 0 ? 1.0 : 0 }

  private static let cases: [ClaimCase<SanityFindings>] = [
    ClaimCase(
      "sanity.randomization-test", from: base,
      reproduced: { $0.denseRandomized[.deconvnet] = values(near: 0.8) },
      notReproduced: { $0.denseRandomized[.gradient] = values(near: 0.8) },
      inconclusive: { $0.denseRandomized[.gradient] = values(around: 0.5) },
      notTested: { $0.denseRandomized = [:] }),
    ClaimCase(
      "sanity.guided-forgetful", from: base, reproduced: { $0.denseRandomized[.guided] = values(near: 0.8) },
      notReproduced: { $0.denseRandomized[.guided] = values(near: 0.6) },
      inconclusive: { $0.denseRandomized[.guided] = halfExplained },
      notTested: { $0.denseRandomized[.guided] = nil }),
    ClaimCase(
      "sanity.forgetful", from: base, reproduced: { $0.denseRandomized[.deconvnet] = values(near: 0.8) },
      // A negative likeness is none, whatever its square.
      notReproduced: { $0.denseRandomized[.deconvnet] = values(near: -0.9) },
      inconclusive: { $0.denseRandomized[.deconvnet] = halfExplained },
      notTested: { $0.denseRandomized[.deconvnet] = nil }),
    ClaimCase(
      "sanity.switch-contours", from: base, reproduced: { $0.ownContours = values(near: 0.8) },
      notReproduced: { $0.centeredContours = values(near: 0.8) },
      inconclusive: { $0.ownContours = values(around: 0.5) }, notTested: { $0.ownContours = [] }),
    ClaimCase(
      "sanity.units", from: base,
      reproduced: { $0.dependence[.deconvnet] = dependence(otherUnit: values(near: 0.8)) },
      notReproduced: { $0.dependence[.deconvnet] = dependence(otherUnit: values(near: 0.6)) },
      inconclusive: { $0.dependence[.deconvnet] = dependence(otherUnit: halfExplained) },
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

  @Test(arguments: cases) func aClaimIsJudgedByItsNumbers(_ each: ClaimCase<SanityFindings>) {
    #expect(each.problems(\.claims) == [])
  }

  @Test func everyClaimHasItsCase() { #expect(unevenCases(Self.cases, of: Self.base.claims) == []) }

  @Test func allAreLaterCriticisms() { #expect(Self.base.claims.allSatisfy { $0.isLaterCriticism }) }

  @Test func withoutTwoUnitsAtOnePlaceNoClaimPointsToTheirFigure() {
    var findings = Self.base
    for rule in BackwardRule.allCases { findings.dependence[rule] = Self.dependence() }
    let units = findings.claims.filter { ["sanity.units", "sanity.random-seed"].contains($0.id) }
    #expect(units.count == 2 && units.allSatisfy { $0.figure == nil })
    #expect(units.allSatisfy { $0.judged().verdict == .notTested })
  }
}
