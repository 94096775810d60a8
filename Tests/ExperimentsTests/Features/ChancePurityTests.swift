import Experiments
import Testing

@Suite struct ChancePurityTests {
  @Test func oneClassIsPureAndManyAreAsPureAsNineDifferentOnes() {
    #expect(LabelCounts.chancePurity(classes: 1, seed: 1, draws: 10) == 1)
    // Of a million classes nine images have nine classes, but for 36 pairs in a million.
    #expect(abs(LabelCounts.chancePurity(classes: 1_000_000, seed: 1, draws: 500) - 1.0 / 9) < 1e-3)
  }

  @Test func twoImagesOfTwoClassesAgreeHalfTheTime() {
    // Both alike: 1; both different: 1/2. The mean is 3/4.
    #expect(abs(LabelCounts.chancePurity(images: 2, classes: 2, seed: 3, draws: 20_000) - 0.75) < 0.01)
    // Two of one class in ten of sixteen pairs, where three of four images are of the first.
    #expect(
      abs(LabelCounts.chancePurity(images: 2, of: [0, 0, 0, 1], seed: 3, draws: 20_000) - 0.8125) < 0.01)
  }

  @Test func theSeedDecidesIt() {
    #expect(
      LabelCounts.chancePurity(classes: 37, seed: 1, draws: 100)
        == LabelCounts.chancePurity(classes: 37, seed: 1, draws: 100))
    #expect(
      LabelCounts.chancePurity(classes: 37, seed: 1, draws: 100)
        != LabelCounts.chancePurity(classes: 37, seed: 2, draws: 100))
  }
}
