import ClaimTestSupport
import Experiments
import LayerVisualizationsChapter
import Reporting
import Testing

/// Made-up numbers of three layers of thirty maps; each claim on both sides of its criterion.
@Suite struct LayerClaimsTests {
  private static let (low, high, unsure) = (values(near: 0.3), values(near: 0.8), values(around: 0.5))

  private static func top(_ purity: [Double], coherence: [Double] = low) -> TopImages {
    TopImages(purity: purity, entropy: purity, coherence: coherence)
  }

  private static func objects(_ excess: [Double]) -> [ObjectEnergy] {
    excess.map { ObjectEnergy(energy: 0.4 + $0, area: 0.4) }
  }

  private static func lower(_ name: String) -> LayerFindings {
    LayerFindings(
      name: name, trained: top(low), before: top(low), directions: nil, trainedObjects: [],
      objectsBefore: [])
  }

  /// What the report's first page says of the projections does not contradict the chapter.
  @Test func aRunThatDecidesNothingDetectsNothing() {
    #expect(!Plate.reading(isTrial: true).contains("evidence"))
    #expect(Plate.reading(isTrial: false).contains("evidence of what the map detects"))
  }

  private static let one = [
    lower("conv1"), lower("conv2"),
    LayerFindings(
      name: "conv5", trained: top(low), before: top(low), directions: top(low),
      trainedObjects: objects(values(near: 0.1)), objectsBefore: objects(values(near: 0.1))),
  ]
  private static let base = [one, one, one]

  /// A change of the same layer of every network.
  private static func each(
    _ layer: Int, _ change: @escaping (inout LayerFindings) -> Void
  ) -> (inout [[LayerFindings]]) -> Void {
    { networks in for network in networks.indices { change(&networks[network][layer]) } }
  }

  private static let cases: [ClaimCase<[[LayerFindings]]>] = [
    ClaimCase(
      "figure2.hierarchy", from: base, reproduced: each(2) { $0.trained = top(high) },
      notReproduced: {
        each(0) { $0.trained = top(high) }(&$0)
        each(1) { $0.trained = top(high) }(&$0)
      },
      inconclusive: each(2) { $0.trained = top(values(around: 0.3)) },
      notTested: each(2) { $0.trained = top([]) }),
    ClaimCase(
      "figure2.learned", from: base, reproduced: each(2) { $0.trained = top(high) },
      notReproduced: each(2) { $0.before = top(high) }, inconclusive: each(2) { $0.before = top(unsure) },
      notTested: each(2) { $0.before = top([]) }),
    ClaimCase(
      "figure2.units", from: base, reproduced: each(2) { $0.trained = top(high) },
      notReproduced: each(2) { $0.directions = top(high) },
      inconclusive: each(2) { $0.directions = top(unsure) }, notTested: each(2) { $0.directions = nil }),
    ClaimCase(
      "figure2.object", from: base, reproduced: each(2) { $0.trainedObjects = objects(values(near: 0.3)) },
      notReproduced: each(2) { $0.objectsBefore = objects(values(near: 0.3)) },
      inconclusive: each(2) { $0.objectsBefore = objects(values(around: 0.1)) },
      notTested: each(2) { $0.trainedObjects = [] }),
  ]

  private static func claims(_ networks: [[LayerFindings]]) -> [UnjudgedClaim] {
    LayerClaims(networks, sample: NetworkSample("ZFNet", count: 3), chancePurity: 0.2, seed: 1).all
  }

  @Test(arguments: cases) func aClaimIsJudgedByItsNumbers(_ each: ClaimCase<[[LayerFindings]]>) {
    #expect(each.problems(Self.claims) == [])
  }

  @Test func everyClaimHasItsCase() { #expect(unevenCases(Self.cases, of: Self.claims(Self.base)) == []) }

  @Test func oneLayerHasNoClaims() { #expect(Self.claims([[Self.one[0]]]).isEmpty) }

  @Test func withoutMasksNoClaimPointsToTheirFigure() throws {
    var networks = Self.base
    Self.each(2) { ($0.trainedObjects, $0.objectsBefore) = ([], []) }(&networks)
    let claim = try #require(Self.claims(networks).first { $0.id == "figure2.object" })
    #expect(claim.figure == nil && claim.judged().verdict == .notTested)
  }
}
