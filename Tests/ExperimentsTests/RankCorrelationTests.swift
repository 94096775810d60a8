import Experiments
import Testing

@Suite struct RankCorrelationTests {
  @Test func equalValuesShareTheirRank() {
    #expect(RankCorrelation.ranks([30, 10, 20, 10]) == [4, 1.5, 3, 1.5])
  }

  @Test func onlyTheOrderCounts() throws {
    let same = try #require(RankCorrelation.spearman([1, 2, 3], [10, 100, 1000]))
    let opposite = try #require(RankCorrelation.spearman([1, 2, 3], [9, 4, -7]))
    #expect(abs(same - 1) < 1e-12 && abs(opposite + 1) < 1e-12)
  }

  /// By hand: the ranks 1, 2, 3, 4 and 2, 1, 4, 3 differ by 1 each, and 1 − 6·4/(4·15) = 0.6.
  @Test func aKnownValue() throws {
    let value = try #require(RankCorrelation.spearman([1, 2, 3, 4], [5, 3, 9, 7]))
    #expect(abs(value - 0.6) < 1e-12)
  }

  @Test func whatDoesNotVaryHasNone() {
    #expect(RankCorrelation.spearman([1, 1, 1], [1, 2, 3]) == nil)
    #expect(RankCorrelation.spearman([], []) == nil)
  }
}
