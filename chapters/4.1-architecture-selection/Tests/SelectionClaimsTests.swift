import ArchitectureSelectionChapter
import ClaimTestSupport
import Experiments
import Reporting
import Testing

/// Made-up first layers of three AlexNets and three ZFNets of sixty filters; each claim on both sides of its criterion.
@Suite struct SelectionClaimsTests {
  private static func filters(with count: Int) -> [[Double]] { losses([count, count, count], of: 60) }
  private static func shares(near mean: Double) -> [[Double]] {
    (0..<3).map { _ in values(near: mean, count: 60) }
  }
  private static func shares(around mean: Double) -> [[Double]] {
    (0..<3).map { _ in values(around: mean, count: 60) }
  }

  private static let group = SelectionFindings.Group(
    NetworkSample.Arm("AlexNet", count: 3), deadFilters: filters(with: 10), middleShares: shares(near: 0.3),
    grids: shares(near: 0.1))
  private static let base = SelectionFindings(
    seed: 1, alexnet: group, zfnet: group, unclipped: NetworkSample.Arm("ZFNet, no clip", count: 3),
    dominance: [[1.5], [1.5], [1.5]],
    clippedDominance: [[1.2], [1.3], [1.25]], clipFirings: 7, filterCount: 60, middleRemark: nil,
    gridRemark: "")

  private static let cases: [ClaimCase<SelectionFindings>] = [
    ClaimCase(
      "figure6.clip", from: base, reproduced: { $0.dominance = [[3], [3.1], [2.9]] },
      notReproduced: { $0.dominance = [[1.5], [1.6], [1.4]] },
      inconclusive: { $0.dominance = [[2.01], [1.9], [2.2]] },
      tooFewNetworks: {
        $0.dominance = [[3], [3.1], [2.9]]
        $0.unclipped?.objection = "It has not converged."
      }, notTested: { $0.clipFirings = 0 }),
    ClaimCase(
      "figure6.dead-filters", from: base, reproduced: { $0.alexnet.deadFilters = filters(with: 30) },
      notReproduced: { $0.zfnet.deadFilters = filters(with: 30) }, inconclusive: { _ in },
      tooFewNetworks: {
        $0.alexnet.deadFilters = filters(with: 30)
        $0.alexnet.arm.count = 2
      },
      notTested: {
        $0.alexnet.deadFilters = filters(with: 0)
        $0.zfnet.deadFilters = filters(with: 0)
      }),
    ClaimCase(
      "figure6.middle-frequencies", from: base, reproduced: { $0.zfnet.middleShares = shares(near: 0.4) },
      notReproduced: { $0.zfnet.middleShares = shares(near: 0.2) },
      inconclusive: { $0.zfnet.middleShares = shares(around: 0.3) },
      notTested: { $0.zfnet.middleShares[1] = [] }),
    ClaimCase(
      "figure6.aliasing", from: base, reproduced: { $0.zfnet.grids = shares(near: 0.05) },
      notReproduced: { $0.zfnet.grids = shares(near: 0.2) },
      inconclusive: { $0.zfnet.grids = shares(around: 0.1) }, notTested: { $0.alexnet.grids[0] = [] }),
  ]

  @Test(arguments: cases) func aClaimIsJudgedByItsNumbers(_ each: ClaimCase<SelectionFindings>) {
    #expect(each.problems(\.claims) == [])
  }

  @Test func everyClaimHasItsCase() { #expect(unevenCases(Self.cases, of: Self.base.claims) == []) }
}
