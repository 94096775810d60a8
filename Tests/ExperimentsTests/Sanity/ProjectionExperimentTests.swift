import Experiments
import Networks
import Tensors
import Testing
import Visualization

/// The checks that project, on a network with random weights.
@Suite(.serialized) struct ProjectionExperimentTests {
  private let noise: NoiseNetwork

  init() throws { noise = try NoiseNetwork(NoisePictures()) }

  /// The strongest unit of conv3 in each of some pictures.
  private func units(_ pictures: [Int]) throws -> [Unit] {
    try TopActivations.search(
      noise.network, layers: ["conv3"], pictures: noise.pictures, indices: pictures, count: 4
    )[0].hits.enumerated().flatMap { map, hits in
      hits.map { Unit(picture: $0.picture, map: map, row: $0.row, column: $0.column) }
    }.prefix(3).map { $0 }
  }

  @Test func aNetworkThatForgetsNothingKeepsItsPicture() throws {
    let cascade = try LayerCascade.measure(
      noise.network, twin: noise.network.parameters, pictures: noise.pictures, indices: [0, 1],
      rules: [.deconvnet, .gradient])
    #expect(cascade.layers.first == "fc8" && cascade.layers.last == "conv1")
    #expect(
      cascade.likeness.count == 2 && cascade.likeness.allSatisfy { $0.count == cascade.layers.count + 1 })
    // A picture without any positive path is black, and like nothing.
    #expect(cascade.likeness.joined().joined().allSatisfy { abs($0 - 1) < 1e-5 || $0 == 0 })
    #expect(cascade.likeness.joined().joined().contains { $0 > 0.5 })
  }

  @Test func otherWeightsLeaveLessOfThePictureWithEveryLayer() throws {
    let twin = noise.network.untrainedTwin(seed: 77).parameters
    let cascade = try LayerCascade.measure(
      noise.network, twin: twin, pictures: noise.pictures, indices: [0, 1, 2, 3], rules: [.gradient])
    let means = cascade.likeness[0].map(\.mean)
    #expect(means[0] > 0.99)
    #expect(abs(try #require(means.last)) < 0.2)
  }

  @Test func theFirstChoiceIsComparedWithItselfAndASeedChangesContrastAlone() throws {
    let compared = try ProjectionComparison.measure(
      noise.network, units: try units([0, 1, 2, 3]), of: "conv3", pictures: noise.pictures,
      options: [DeconvnetOptions(), DeconvnetOptions(seed: .one), DeconvnetOptions(switches: .centered)])
    #expect(compared[0].likeness.allSatisfy { abs($0 - 1) < 1e-5 })
    #expect(compared[1].likeness.allSatisfy { abs($0 - 1) < 1e-5 })
    #expect(compared[2].likeness.allSatisfy { $0 < 0.9 })
    #expect(compared.allSatisfy { $0.contours.count == 3 })
  }

  @Test func aUnitIsLikeItselfAndARandomSeedIsAnother() throws {
    let cases = try units([0, 1, 2, 3]).map {
      UnitDependence.Case(unit: $0, otherMap: $0.map, otherPicture: $0.picture)
    }
    let found = try UnitDependence.measure(
      cases, of: "conv3", in: noise.network, pictures: noise.pictures, rule: .deconvnet, seed: 3)
    #expect(found.otherUnit.allSatisfy { abs($0 - 1) < 1e-5 })
    #expect(found.otherPicture.allSatisfy { abs($0 - 1) < 1e-5 })
    #expect(found.randomSeed.allSatisfy { $0 < 0.999 })
  }
}
