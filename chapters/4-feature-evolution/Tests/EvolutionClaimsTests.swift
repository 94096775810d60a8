import ClaimTestSupport
import Experiments
import FeatureEvolutionChapter
import Reporting
import Testing
import Visualization

/// Made-up histories of two layers of thirty maps; each claim on both sides of its criterion.
@Suite struct EvolutionClaimsTests {
  private static let epochs: [Double] = [1, 2, 5, 10, 20, 30, 40, 64]

  /// Distances by moment (the start first) and map: 1 until a map settles, at one of the epochs given in turn, then 0.05.
  private static func settling(at times: [Double]) -> [[Double?]] {
    ([0] + epochs).map { now in (0..<30).map { now < times[$0 % times.count] ? 1 : 0.05 } }
  }

  /// Maps whose strongest image changes at every moment, or at none, in turn.
  private static func strongest(jumping: [Bool]) -> StrongestImages {
    StrongestImages(
      layer: "conv",
      hits: epochs.indices.map { moment in
        (0..<30).map { map in
          TopActivations.Hit(
            image: jumping[map % jumping.count] ? moment : 0, row: 0, column: 0, value: 1)
        }
      })
  }

  private static let base = EvolutionFindings(
    seed: 1, sample: NetworkSample("ZFNet", count: 3), epochs: epochs, end: 70, isScheduled: false,
    networks: (0..<3).map { _ in
      .init(
        distances: DistancesToEnd(
          activations: [settling(at: [2]), settling(at: [2])],
          filters: [settling(at: [2]), settling(at: [2])]),
        strongest: [strongest(jumping: [false]), strongest(jumping: [false])])
    })

  /// The same change of every network.
  private static func each(
    _ change: @escaping @Sendable (inout EvolutionFindings.Network) -> Void
  ) -> (inout EvolutionFindings) -> Void {
    { findings in for network in findings.networks.indices { change(&findings.networks[network]) } }
  }

  private static let cases: [ClaimCase<EvolutionFindings>] = [
    ClaimCase(
      "figure4.order", from: base, reproduced: each { $0.distances.activations[1] = settling(at: [40]) },
      notReproduced: each { $0.distances.activations[0] = settling(at: [40]) },
      inconclusive: each { $0.distances.activations = [settling(at: [2, 40]), settling(at: [40, 2])] },
      notTested: each { $0.distances.activations[1] = [] }),
    ClaimCase(
      "figure4.lower", from: base, reproduced: each { $0.distances.activations[0] = settling(at: [2]) },
      notReproduced: each { $0.distances.activations[0] = settling(at: [20]) },
      inconclusive: each { $0.distances.activations[0] = settling(at: [2, 10, 2]) },
      notTested: { $0.isScheduled = true }),
    ClaimCase(
      "figure4.upper", from: base, reproduced: each { $0.distances.activations[1] = settling(at: [64]) },
      notReproduced: each { $0.distances.activations[1] = settling(at: [20]) },
      inconclusive: each { $0.distances.activations[1] = settling(at: [20, 64]) },
      notTested: { $0.isScheduled = true }),
    ClaimCase(
      "figure4.jumps", from: base, reproduced: each { $0.strongest[1] = strongest(jumping: [true]) },
      notReproduced: each { $0.strongest[0] = strongest(jumping: [true]) },
      inconclusive: each {
        $0.strongest = [strongest(jumping: [true, false]), strongest(jumping: [false, true])]
      },
      notTested: each { $0.strongest = [] }),
  ]

  @Test(arguments: cases) func aClaimIsJudgedByItsNumbers(_ each: ClaimCase<EvolutionFindings>) {
    #expect(each.problems(\.claims) == [])
  }

  @Test func everyClaimHasItsCase() { #expect(unevenCases(Self.cases, of: Self.base.claims) == []) }

  /// Jumps up to epoch 10 do not count: the lower layers may still be moving.
  @Test func onlyLateJumpsCount() throws {
    var findings = Self.base
    Self.each { network in
      network.strongest[1] = StrongestImages(
        layer: "conv5",
        hits: Self.epochs.map { epoch in
          (0..<30).map { _ in .init(image: Int(min(epoch, 10)), row: 0, column: 0, value: 1) }
        })
    }(&findings)
    let jumps = try #require(findings.claims.first { $0.id == "figure4.jumps" })
    #expect(jumps.measured?.value == 0)
  }

  @Test func theScheduleIsNamedWhereItDecides() throws {
    var findings = Self.base
    findings.isScheduled = true
    let lower = try #require(findings.claims.first { $0.id == "figure4.lower" })
    #expect(lower.judged().reason.contains("schedule"))
  }
}
