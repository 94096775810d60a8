import Atlas
import Testing

@Suite struct MapAnswersTests {
  @Test func peaksAreCountedInHalfOctaves() {
    #expect(MapAnswers.box(of: 1) == 40 && MapAnswers.box(of: 1.41) == 40 && MapAnswers.box(of: 1.42) == 41)
    #expect(MapAnswers.box(of: 2) == 42 && MapAnswers.box(of: 0.5) == 38)
    #expect(MapAnswers.box(of: 1e-30) == 0 && MapAnswers.box(of: 1e30) == MapAnswers.boxes - 1)
    #expect(MapAnswers.box(of: .infinity) == MapAnswers.boxes - 1)
    #expect(MapAnswers.box(of: .leastNonzeroMagnitude) == 0)
  }

  @Test func answersAreSummedByClass() throws {
    var answers = MapAnswers(classes: 3)
    for (peak, label) in [(4, 1), (2, 1), (1, 0), (0, 0)] as [(Float, Int)] {
      answers.add(peak, label: label)
    }
    #expect(answers.images == 4 && answers.excited == 3 && answers.excitedShare == 0.75)
    #expect(answers.histogram.reduce(0, +) == 3 && answers.histogram[44] == 1)
    // Means 3 and 0.5; the third class has no image.
    let favorite = try #require(answers.favorite)
    #expect(favorite.label == 1 && abs(favorite.selectivity - 2.5 / 3.5) < 1e-12)
  }

  @Test func nothingIsSaidOfOneClassOrOfSilence() {
    var one = MapAnswers(classes: 2)
    one.add(3, label: 0)
    #expect(one.favorite == nil)
    var silent = MapAnswers(classes: 2)
    silent.add(0, label: 0)
    silent.add(0, label: 1)
    #expect(silent.favorite == nil && silent.excitedShare == 0)
    #expect(MapAnswers(classes: 2).excitedShare.isNaN)
  }
}
