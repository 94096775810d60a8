import Experiments
import Testing

@Suite struct AveragePrecisionTests {
  private func precision(_ scores: [Double], _ positives: [Int]) -> Double {
    AveragePrecision.allPoints(scores: scores, isPositive: scores.indices.map { positives.contains($0) })
  }

  @Test func aPerfectRankingIsWorthOne() {
    #expect(precision([0.9, 0.8, 0.3, 0.1], [0, 1]) == 1)
  }

  @Test func theWorstRankingIsWorthTheLastPrecisions() {
    // Found at ranks 3 and 4: precision 1/3 is made monotone to 2/4.
    #expect(abs(precision([0.9, 0.8, 0.3, 0.1], [2, 3]) - 0.5) < 1e-12)
  }

  @Test func gapsAreFilledFromTheRight() {
    // Ranks 1, 3, 4, 7: precisions 1, 2/3, 3/4, 4/7; the second takes the third's.
    let scores = [0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3]
    #expect(abs(precision(scores, [0, 2, 3, 6]) - (1 + 0.75 + 0.75 + 4.0 / 7) / 4) < 1e-12)
  }

  @Test func theOrderOfTheImagesDoesNotMatter() {
    let forward = precision([0.1, 0.5, 0.3, 0.7, 0.2], [1, 4])
    let backward = precision([0.2, 0.7, 0.3, 0.5, 0.1], [3, 0])
    #expect(abs(forward - backward) < 1e-12)
    // Ranks 2 and 4.
    #expect(abs(forward - 0.5) < 1e-12)
  }

  @Test func equalScoresEnterTogether() {
    #expect(abs(precision([0.5, 0.5, 0.5, 0.5], [3]) - 0.25) < 1e-12)
    #expect(abs(precision([0.5, 0.5, 0.5, 0.5], [0]) - 0.25) < 1e-12)
  }

  @Test func withoutPositivesThereIsNoPrecision() {
    #expect(precision([0.2, 0.4], []).isNaN)
  }
}
