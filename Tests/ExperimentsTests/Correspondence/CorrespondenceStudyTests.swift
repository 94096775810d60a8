import Experiments
import Networks
import Tensors
import Testing
import Training

@Suite(.serialized) struct CorrespondenceStudyTests {
  /// The features of an image's center by an engine of its own.
  private func features(
    _ model: Model, _ image: [UInt8], _ layer: Int
  ) throws -> [Float] {
    let engine = try NetworkEngine(model.graph, batch: 1, for: .inference)
    try engine.load(model.parameters)
    image.withUnsafeBytes {
      model.preprocessing.write(
        $0, .center(margin: model.preprocessing.margin), to: engine.inputPixels)
    }
    try engine.forward()
    return try engine.activation(
      of: NetworkFeatures.outputName(ofLayer: layer, in: model.graph)
    ).scalars
  }

  @Test(arguments: [HiddenPlace.nose, .random]) func signsAreThoseOfTwoImagesByThemselves(
    _ place: HiddenPlace
  ) throws {
    let noise = try NoiseNetwork(NoiseImages())
    let study = CorrespondenceStudy(
      noise.model, LayerAssignment(numberedIn: noise.model.graph), noise.images)
    #expect(study.usable == [0, 1, 2, 3])
    let draws = 3
    let changes = try study.signChanges([1, 3], hiding: place, layers: [5, 7], draws: draws, seed: 9)
    for layer in [5, 7] {
      let found = try #require(changes[layer])
      #expect(found.count == (place == .nose ? 1 : draws) && found.allSatisfy { $0.count == 2 })
      for (row, face) in [1, 3].enumerated() {
        let example = noise.images.example(face)
        let places = try #require(CorrespondenceStudy.places(noise.model.preprocessing, example))
        let whole = try features(noise.model, example.image.pixels, layer)
        for draw in found.indices {
          let hidden = places.square(place, face: face, draw: draw, seed: 9).hidden(in: example.image)
          let expected = SignChange(
            from: whole[...], hidden: try features(noise.model, hidden.pixels, layer)[...])
          let agreeing = zip(found[draw][row].signs, expected.signs).count { $0 == $1 }
          // A unit within rounding of its former value may fall on either side.
          #expect(Double(agreeing) > 0.98 * Double(expected.signs.count))
          #expect(expected.signs.contains(1) && expected.signs.contains(-1))
        }
      }
    }
  }

  @Test func hidingWhatIsGrayAlreadyChangesNothing() throws {
    let noise = try NoiseNetwork(NoiseImages(isGray: true))
    let changes = try CorrespondenceStudy(
      noise.model, LayerAssignment(numberedIn: noise.model.graph), noise.images
    ).signChanges(
      [0, 1], hiding: .leftEye, layers: [5, 7], draws: 1, seed: 1)
    for layer in [5, 7] {
      #expect(try #require(changes[layer]).joined().allSatisfy { $0.signs.allSatisfy { $0 == 0 } })
    }
  }

  /// Each draw takes the candidate nearest to its part, and none that another draw has.
  @Test func matchedPlacesChangeAsManyUnits() {
    func change(_ count: Int) -> SignChange {
      SignChange(
        from: (0..<8).map { $0 < count ? 1 : 0 }[...], hidden: [Float](repeating: 0, count: 8)[...])
    }
    let candidates = [0, 2, 3, 1, 8, 4].map(change)
    let parts = [3, 1, 7].map(change)
    func counts(_ draws: Int) -> [Int] {
      CorrespondenceStudy.matched(candidates, to: parts, draws: draws).map(\.changedCount)
    }
    #expect(counts(3) == [3, 1, 8])
    #expect(counts(6) == [3, 1, 8, 2, 0, 4])
  }

  /// Of places that are matched, the numbers of changed units are nearer to the parts' than those of any places.
  @Test func matchedPlacesAreNearerThanRandomOnes() throws {
    let noise = try NoiseNetwork(NoiseImages())
    let study = CorrespondenceStudy(
      noise.model, LayerAssignment(numberedIn: noise.model.graph), noise.images)
    func counts(_ place: HiddenPlace) throws -> [[Int]] {
      let changes = try study.signChanges([0, 1, 2, 3], hiding: place, layers: [5], draws: 3, seed: 9)
      return try #require(changes[5]).map { $0.map(\.changedCount) }
    }
    let parts = try HiddenPlace.parts.flatMap { try counts($0) }
    func distance(_ place: HiddenPlace) throws -> Int {
      zip(try counts(place), parts).reduce(0) { $0 + zip($1.0, $1.1).reduce(0) { $0 + abs($1.0 - $1.1) } }
    }
    #expect(try distance(.matched) < distance(.random))
  }
}
