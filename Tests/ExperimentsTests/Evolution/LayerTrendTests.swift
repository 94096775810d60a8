import Experiments
import Testing

@Suite struct LayerTrendTests {
  private static let rising: [[Double]] = [[1, 2, 1], [3, 2, 3], [5, 4, 6]]

  @Test func whatGrowsWithDepthIsPositive() throws {
    #expect(try #require(LayerTrend.withDepth(Self.rising)) > 0.8)
    #expect(try #require(LayerTrend.withDepth(Self.rising.reversed())) < -0.8)
    #expect(LayerTrend.withDepth([[1, 1], [1, 1]]) == nil)
  }

  /// A middle layer out of order counts, though the ends are in order.
  @Test func theMiddleCounts() throws {
    let bent: [[Double]] = [[1, 1, 1], [9, 9, 9], [2, 2, 2]]
    #expect(try #require(LayerTrend.withDepth(bent)) < 0.6)
  }

  @Test func networksThatDisagreeWidenTheInterval() {
    func width(_ networks: [[[Double]]]) -> Double {
      let estimate = LayerTrend.estimate(networks, seed: 1)
      return estimate.high - estimate.low
    }
    let alike = [Self.rising, Self.rising, Self.rising]
    #expect(width([Self.rising, Self.rising, Self.rising.reversed()]) > 2 * width(alike))
    #expect(LayerTrend.estimate(alike, seed: 1).low > 0)
  }
}
