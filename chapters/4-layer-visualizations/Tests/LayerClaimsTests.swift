import ClaimTestSupport
import Experiments
import LayerVisualizationsChapter
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
      name: name, networkSeeds: [1], trained: top(low), before: top(low), directions: nil, trainedObjects: [],
      objectsBefore: [])
  }

  private static let base = [
    lower("conv1"), lower("conv2"),
    LayerFindings(
      name: "conv5", networkSeeds: [1], trained: top(low), before: top(low), directions: top(low),
      trainedObjects: objects(values(near: 0.1)), objectsBefore: objects(values(near: 0.1))),
  ]

  private static let cases: [ClaimCase<[LayerFindings]>] = [
    ClaimCase(
      "figure2.hierarchy", from: base, reproduced: { $0[2].trained = top(high) },
      notReproduced: { ($0[0].trained, $0[1].trained) = (top(high), top(high)) },
      inconclusive: { $0[2].trained = top(unsure) },
      notTested: { for layer in $0.indices { $0[layer].trained = top([]) } }),
    ClaimCase(
      "figure2.learned", from: base, reproduced: { $0[2].trained = top(high) },
      notReproduced: { $0[2].before = top(high) }, inconclusive: { $0[2].before = top(unsure) },
      notTested: { $0[2].before = top([]) }),
    ClaimCase(
      "figure2.units", from: base, reproduced: { $0[2].trained = top(high) },
      notReproduced: { $0[2].directions = top(high) }, inconclusive: { $0[2].directions = top(unsure) },
      notTested: { $0[2].directions = nil }),
    ClaimCase(
      "figure2.coherence", from: base, reproduced: { $0[2].trained = top(low, coherence: high) },
      notReproduced: { $0[2].directions = top(low, coherence: high) },
      inconclusive: { $0[2].directions = top(low, coherence: unsure) },
      notTested: { $0[2].directions = nil }),
    ClaimCase(
      "figure2.object", from: base, reproduced: { $0[2].trainedObjects = objects(values(near: 0.2)) },
      notReproduced: { $0[2].trainedObjects = objects(values(near: -0.2)) },
      inconclusive: { $0[2].trainedObjects = objects(values(around: 0)) },
      notTested: { $0[2].trainedObjects = [] }),
    ClaimCase(
      "figure2.object-learned", from: base,
      reproduced: { $0[2].objectsBefore = objects(values(near: -0.2)) },
      notReproduced: { $0[2].objectsBefore = objects(values(near: 0.3)) },
      inconclusive: { $0[2].objectsBefore = objects(values(around: 0.1)) },
      notTested: { $0[2].objectsBefore = [] }),
  ]

  @Test(arguments: cases) func aClaimIsJudgedByItsNumbers(_ each: ClaimCase<[LayerFindings]>) {
    #expect(each.problems { LayerClaims($0, classes: 10, seed: 1).all } == [])
  }

  @Test func everyClaimHasItsCase() {
    #expect(unevenCases(Self.cases, of: LayerClaims(Self.base, classes: 10, seed: 1).all) == [])
  }

  @Test func oneLayerHasNoClaims() {
    #expect(LayerClaims([Self.base[0]], classes: 10, seed: 1).all.isEmpty)
  }

  @Test func withoutMasksNoClaimPointsToTheirFigure() {
    var layers = Self.base
    (layers[2].trainedObjects, layers[2].objectsBefore) = ([], [])
    let claims = LayerClaims(layers, classes: 10, seed: 1).all.filter { $0.id.hasPrefix("figure2.object") }
    #expect(claims.count == 2 && claims.allSatisfy { $0.figure == nil })
  }
}
