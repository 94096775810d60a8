import Experiments
import Networks
import Tensors
import Testing
import Training
import Visualization

/// The checks that project, on a network with random weights.
@Suite(.serialized) struct ProjectionExperimentTests {
  private let noise: NoiseNetwork

  init() throws { noise = try NoiseNetwork(NoiseImages()) }

  /// The strongest unit of conv3 in each of some images.
  private func units(_ images: [Int]) throws -> [Unit] {
    try TopActivations.search(
      noise.model, layers: ["conv3"], images: noise.images, indices: images, count: 4
    )[0].hits.enumerated().flatMap { map, hits in
      hits.map { Unit(image: $0.image, channel: map, row: $0.row, column: $0.column) }
    }.prefix(3).map { $0 }
  }

  @Test func aNetworkThatForgetsNothingKeepsItsImage() throws {
    let randomization = try RandomizationTest.measure(
      noise.model, LayerAssignment(numberedIn: noise.model.graph), control: noise.model.parameters,
      images: noise.images, indices: [0, 1],
      rules: [.deconvnet, .gradient])
    #expect(randomization.stages.first?.title == "fc8" && randomization.stages.last?.title == "conv1")
    #expect(randomization.stageAboveMaps == 3)
    #expect(
      randomization.likeness.count == 2
        && randomization.likeness.allSatisfy { $0.count == randomization.stages.count + 1 })
    // An image without any positive path is black, and like nothing.
    #expect(randomization.likeness.joined().joined().allSatisfy { abs($0 - 1) < 1e-5 || $0 == 0 })
    #expect(randomization.likeness.joined().joined().contains { $0 > 0.5 })
  }

  @Test func otherWeightsLeaveLessOfTheImageWithEveryLayer() throws {
    let control = Initialization.he.parameters(for: noise.model.graph, seed: 77)
    let randomization = try RandomizationTest.measure(
      noise.model, LayerAssignment(numberedIn: noise.model.graph), control: control, images: noise.images,
      indices: [0, 1, 2, 3], rules: [.gradient])
    let means = randomization.likeness[0].map(\.mean)
    #expect(means[0] > 0.99)
    #expect(abs(try #require(means.last)) < 0.2)
  }

  @Test func theFirstChoiceIsComparedWithItselfAndASeedChangesContrastAlone() throws {
    let compared = try ProjectionComparison.measure(
      noise.model, units: try units([0, 1, 2, 3]), of: "conv3", images: noise.images,
      options: [DeconvnetOptions(), DeconvnetOptions(seed: .one), DeconvnetOptions(switches: .centered)])
    #expect(compared[0].likeness.allSatisfy { abs($0 - 1) < 1e-5 })
    #expect(compared[1].likeness.allSatisfy { abs($0 - 1) < 1e-5 })
    #expect(compared[2].likeness.allSatisfy { $0 < 0.9 })
    #expect(compared.allSatisfy { $0.contours.count == 3 })
  }

  @Test func aUnitIsLikeItselfAndARandomSeedIsAnother() throws {
    let cases = try units([0, 1, 2, 3]).map {
      UnitDependence.Case(unit: $0, otherChannel: $0.channel, otherImage: $0.image)
    }
    let found = try UnitDependence.measure(
      cases, of: "conv3", in: noise.model, images: noise.images, rule: .deconvnet, seed: 3)
    #expect(found.otherUnit.allSatisfy { abs($0 - 1) < 1e-5 })
    #expect(found.otherImage.allSatisfy { abs($0 - 1) < 1e-5 })
    #expect(found.randomSeed.allSatisfy { $0 < 0.999 })
  }
}
