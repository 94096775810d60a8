import Datasets
import Experiments
import Images
import Tensors
import Testing

@Suite struct SignConsistencyTests {
  private func change(_ signs: [Float]) -> SignChange {
    SignChange(from: signs[...], hidden: [Float](repeating: 0, count: signs.count)[...])
  }

  @Test func signsAreTernary() {
    let change = SignChange(from: [3, 1, 0, 2][...], hidden: [1, 2, 0, 2][...])
    #expect(change.signs == [1, -1, 0, 0])
  }

  @Test func distancesAreSharesOfAllUnitsAndOfThoseThatChangedInBoth() {
    // Differs at the second and third of five units; the first two change in both, of which the second goes another way.
    let distance = change([1, 1, 0, 0, 0]).distance(to: change([1, -1, 1, 0, 0]))
    #expect(distance.ofAll == 0.4 && distance.ofBoth == 0.5)
    let none = change([0, 1]).distance(to: change([0, 0]))
    #expect(none.ofAll == 0.5 && none.ofBoth == nil)
  }

  /// Unit by unit, over more units than a word of bits has.
  @Test func distancesAreThoseOfACountUnitByUnit() {
    var stream = RandomStream(seed: 3, domain: "signs")
    for count in [1, 63, 64, 65, 200] {
      let a = (0..<count).map { _ in Float(stream.integer(below: 3)) - 1 }
      let b = (0..<count).map { _ in Float(stream.integer(below: 3)) - 1 }
      let pairs = Array(zip(a, b))
      let both = pairs.filter { $0 != 0 && $1 != 0 }
      let distance = change(a).distance(to: change(b))
      #expect(distance.ofAll == Double(pairs.count { $0 != $1 }) / Double(count))
      #expect(distance.ofBoth == (both.isEmpty ? nil : Double(both.count { $0 != $1 }) / Double(both.count)))
      #expect(change(a).signs.map { Float($0) } == a)
    }
  }

  /// Three faces whose part changes them alike, and whose control changes each in its own unit.
  private var consistent: SignConsistency {
    SignConsistency(
      [[change([1, 1, 0, 0]), change([1, 1, 0, 0]), change([1, 0, 0, 0])]],
      against: [[change([1, 0, 0, 0]), change([0, 1, 0, 0]), change([0, 0, 1, 0])]], measure: .all)
  }

  @Test func meansAndDeviationsAreThoseOfThePairs() {
    // Pairs of the part: 0, 1/4, 1/4; of the control: 2/4 each.
    let hidden = consistent.hidden
    #expect(abs(hidden.mean - 1.0 / 6) < 1e-12 && abs(hidden.deviation - (1.0 / 48).squareRoot()) < 1e-12)
    #expect(consistent.control.mean == 0.5 && consistent.control.deviation == 0)
  }

  @Test func theMeansHaveIntervalsOverFaces() {
    let summary = consistent.summary(seed: 1)
    // A resample of two faces, however often, has one pair: 0 or 1/4 for the part, 2/4 for the control.
    #expect(summary.hiddenInterval == [0, 0.25] && summary.controlInterval == [0.5, 0.5])
    #expect(summary.difference == consistent.difference(seed: 1).value)
  }

  @Test func theDifferenceHasAnIntervalOverFaces() {
    let difference = consistent.difference(seed: 1)
    #expect(abs(difference.value + 1.0 / 3) < 1e-12)
    #expect(difference.low >= -0.5 && difference.high < 0 && difference.low < difference.high)
  }

  @Test func fewFacesAreExchangedInAllWays() {
    // Of the 8 exchanges, the given one and that of the first face have the difference −1/3: its vectors then are 1000
    // with 1100 and 1000, whose pairs lie 1/4, 1/4 and 0 apart, and 1100 with 0100 and 0010: 1/4, 2/4 and 3/4.
    #expect(consistent.permutationProbability(seed: 1) == 2.0 / 8)
    let same = SignConsistency(
      [[change([1]), change([1]), change([1])]], against: [[change([1]), change([1]), change([1])]],
      measure: .all)
    #expect(same.permutationProbability(seed: 1) == 1)
  }

  @Test func aLayerThatIsMoreConsistentContrasts() {
    let same = SignConsistency(
      [[change([1, 0]), change([0, 1]), change([0, 0])]],
      against: [[change([1, 0]), change([0, 1]), change([0, 0])]], measure: .both)
    #expect(abs(SignConsistency.contrast(consistent, same, seed: 1).value + 2.0 / 3) < 1e-12)
  }

  @Test func severalPartsAsDrawsGiveTheirMean() {
    let (a, b) = ([change([1, 1]), change([1, 1])], [change([1, 0]), change([0, 1])])
    let together = SignConsistency([a, b], against: [b, b], measure: .all)
    #expect(together.hidden.mean == 0.5 && together.control.mean == 1)
  }

  // MARK: Places

  private func face(_ parts: [(String, Double, Double)]) -> LabeledImage {
    LabeledImage(
      image: Image(width: 40, height: 40, gray: 10), label: 0, name: "",
      objects: [
        ImageObject(
          label: 0, parts: parts.map { Part(name: $0.0, x: $0.1, y: $0.2, radius: 1, isVisible: true) })
      ])
  }

  @Test func squaresAreCenteredOnPartsAndStayInSight() throws {
    let example = face([("right eye", 10, 12), ("left eye", 30, 12), ("nose", 20, 35.5)])
    let places = try #require(HiddenPlaces(example, window: 2..<38))
    #expect(places.side == 12)
    #expect(places.square(.rightEye, face: 0, draw: 0, seed: 1) == HiddenSquare(x: 4, y: 6, side: 12))
    // The nose's would reach over the window's edge.
    let nose = places.square(.nose, face: 0, draw: 0, seed: 1)
    #expect(nose == HiddenSquare(x: 14, y: 26, side: 12))
    for draw in 0..<50 {
      let square = places.square(.random, face: 3, draw: draw, seed: 1)
      #expect(square.x >= 2 && square.y >= 2 && square.x + 12 <= 38 && square.y + 12 <= 38)
      #expect(
        places.square(.sameRandom, face: 3, draw: draw, seed: 1)
          == places.square(.sameRandom, face: 4, draw: draw, seed: 1))
    }
    let image = HiddenSquare(x: 4, y: 6, side: 12).hidden(in: example.image)
    #expect(image.pixels.count { $0 == 128 } == 12 * 12 * 3 && image[4, 6, 0] == 128 && image[3, 6, 0] == 10)
  }

  /// A random place lies on the face, and not on what is around it.
  @Test func randomPlacesLieWithinTheFace() throws {
    let example = LabeledImage(
      image: Image(width: 200, height: 200, gray: 10), label: 0, name: "",
      objects: [
        ImageObject(
          label: 0,
          parts: [("right eye", 90.0, 95.0), ("left eye", 110, 95), ("nose", 100, 110)].map {
            Part(name: $0.0, x: $0.1, y: $0.2, radius: 1, isVisible: true)
          })
      ])
    let places = try #require(HiddenPlaces(example, window: 0..<200))
    let squares = (0..<200).map { places.square(.random, face: 1, draw: $0, seed: 1) }
    // The middle is (100, 100), the eyes are 20 apart: the face reaches from 78 to 122.
    #expect(squares.allSatisfy { $0.x >= 78 && $0.x + 12 <= 122 && $0.y >= 78 && $0.y + 12 <= 122 })
    #expect(Set(squares.map(\.x)).count > 20)
  }

  @Test func aFaceWithoutItsNoseIsLeftOut() {
    #expect(HiddenPlaces(face([("right eye", 10, 12), ("left eye", 30, 12)]), window: 0..<40) == nil)
    let outside = face([("right eye", 10, 12), ("left eye", 30, 12), ("nose", 20, 39)])
    #expect(HiddenPlaces(outside, window: 2..<38) == nil)
  }
}
