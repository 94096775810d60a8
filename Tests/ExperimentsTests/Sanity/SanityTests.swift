import Experiments
import Images
import Networks
import Tensors
import Testing

@Suite struct SanityTests {
  @Test func layersAreRandomizedFromTheTop() {
    let graph = RuleComparisonTests.graph
    let trained = RuleComparisonTests.parameters
    var control = Parameters<Float>(zerosFor: graph)
    control["conv1"].biases = Tensor([2], [8, 9])
    #expect(RandomizationTest.randomized(trained, [], from: control) == trained)
    let half = RandomizationTest.randomized(trained, ["conv2"], from: control)
    #expect(half["conv1"] == trained["conv1"] && half["conv2"] == control["conv2"])
    #expect(RandomizationTest.randomized(trained, ["conv2", "conv1"], from: control) == control)
  }

  @Test func unitsOfOnePlaceAreTwoThatAnswerThere() {
    // Three images, three maps of 1×2. In the first the second place answers most, by maps 0 and 2; map 0 answers
    // there in the third image as well, map 2 in the second. In the second one map answers alone.
    let values = Tensor<Float>(
      [3, 3, 1, 2],
      [
        1, 3, 0, 0, 0, 4,
        0, 0, 0, 0, 0, 5,
        0, 2, 0, 2, 0, 0,
      ])
    for seed in UInt64(1)...6 {
      let cases = UnitDependence.cases(values, images: [10, 11, 12], seed: seed)
      #expect(cases.map(\.unit.image).first == 10)
      let first = cases[0]
      #expect(first.unit.row == 0 && first.unit.column == 1)
      #expect(Set([first.unit.channel, first.otherChannel]) == [0, 2])
      #expect(first.otherImage == (first.unit.channel == 0 ? 12 : 11))
      #expect(!cases.contains { $0.unit.image == 11 })
      #expect(first.elsewhere.image == first.otherImage && first.elsewhere.channel == first.unit.channel)
    }
    #expect(
      UnitDependence.cases(values, images: [10, 11, 12], seed: 1)
        == UnitDependence.cases(values, images: [10, 11, 12], seed: 1))
  }

  @Test func randomSeedsArePositiveAtTheirPlaceAndNowhereElse() {
    let values = Tensor<Float>([2, 2, 1, 2], [1, 0, 1, 0, 1, 0, 1, 0])
    let cases = UnitDependence.cases(values, images: [0, 1], seed: 1)
    #expect(cases.count == 2)
    let signals = UnitDependence.randomSignals(cases, shape: [2, 1, 2], seed: 4)
    for image in 0..<2 {
      for map in 0..<2 {
        #expect(signals[image, map, 0, 0] > 0 && signals[image, map, 0, 1] == 0)
      }
    }
    #expect(signals[0, 0, 0, 0] != signals[1, 0, 0, 0])
  }

  @Test func contoursAreWhereBrightnessChanges() throws {
    // Black to the left, white to the right of the middle of 8 columns: columns 3 and 4 have contrast.
    let image = Image(width: 8, height: 8, pixels: (0..<192).map { $0 / 3 % 8 < 4 ? 0 : 255 })
    func projection(_ columns: Set<Int>) -> Tensor<Float> {
      Tensor([3, 8, 8]) { target in
        for index in target.indices where columns.contains(index % 8) { target[index] = -1 }
      }
    }
    func agreement(_ columns: Set<Int>) -> Double? {
      ContourAgreement.between(projection(columns), image, x: 0..<8, y: 0..<8)
    }
    #expect(abs(try #require(agreement([3, 4])) - 1) < 1e-9)
    #expect(abs(try #require(agreement([0, 1, 2, 5, 6, 7])) + 1) < 1e-9)
    #expect(agreement([]) == nil)
    #expect(ContourAgreement.between(projection([3, 4]), image, x: 0..<3, y: 0..<8) == nil)
  }

  @Test func theSquareThatHoldsTheEnergyIsTheSmallest() throws {
    // A field of 5×5: energy 1 in the middle pixel, 1 at a corner of the 3×3 around it, 2 at the outer edge.
    var pixels = Tensor<Float>(zeros: [3, 5, 5])
    pixels[12] = 1
    pixels[6] = 1
    pixels[4] = -1
    pixels[25 + 20] = 1
    let patch = PixelPatch(pixels: pixels, x: 10..<15, y: 3..<8)
    func side(_ share: Double) -> Double? {
      EffectiveField.side(of: patch, around: (12.5, 5.5), holding: share)
    }
    #expect(side(0.25) == 1)
    #expect(side(0.5) == 3)
    #expect(side(0.9) == 5)
    let field = ReceptiveField(size: 5, jump: 4, start: -2)
    #expect(field.middle(ofUnit: 0) == 0.5 && field.middle(ofUnit: 3) == 12.5)
    let nothing = PixelPatch(pixels: Tensor(zeros: [3, 5, 5]), x: 0..<5, y: 0..<5)
    #expect(EffectiveField.side(of: nothing, around: (2.5, 2.5), holding: 0.9) == nil)
  }
}
