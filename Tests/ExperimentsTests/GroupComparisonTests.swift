import Experiments
import Tensors
import Testing

@Suite struct GroupComparisonTests {
  private func mistakes(_ count: Int, of total: Int) -> [Double] { (0..<total).map { $0 < count ? 1 : 0 } }

  @Test func aContrastIsTheWeightedSumOfMeans() {
    let terms = [
      GroupComparison.Term(1, [mistakes(50, of: 100)]), .init(-1, [mistakes(20, of: 100)]),
      .init(0.5, [mistakes(10, of: 100), mistakes(30, of: 100)]),
    ]
    let estimate = GroupComparison.contrast(terms, spread: 0, seed: 1)
    #expect(abs(estimate.value - 0.4) < 1e-12)
    #expect(estimate.low < 0.4 && estimate.high > 0.4)
  }

  @Test func setsAreDrawnByThemselves() {
    // Within each set all images are alike: drawing them anew changes nothing, unless sets were mixed.
    let row = [Double](repeating: 3, count: 40) + [Double](repeating: -1, count: 60)
    let apart = GroupComparison.contrast([.init(1, [row])], strata: [40, 60], spread: 0, seed: 1)
    #expect(abs(apart.low - 0.6) < 1e-12 && abs(apart.high - 0.6) < 1e-12)
    let mixed = GroupComparison.contrast([.init(1, [row])], spread: 0, seed: 1)
    #expect(mixed.high - mixed.low > 0.3)
  }

  @Test func networksCountAlikeHoweverManyUnitsTheyHave() {
    let a = [[Double](repeating: 1, count: 90), [Double](repeating: 0, count: 10)]
    let estimate = GroupComparison.differenceOfUnits(a, [[0, 0]], spread: 0, seed: 1)
    #expect(estimate.value == 0.5)
    // 12.7 standard errors of 0.5: two networks that differ say hardly anything.
    #expect(abs((estimate.high - estimate.low) / 2 - 12.7 * 0.5) < 3)
    let lone = GroupComparison.differenceOfUnits([[1, 1]], [[0, 0]], spread: 0, seed: 1)
    #expect(lone.low == 1 && lone.high == 1)
  }

  /// Of n units none of which has a property, up to 3/n may have been missed.
  @Test func whatWasNeverSeenMayHaveBeenMissed() {
    let none = [[Double](repeating: 0, count: 60)]
    let neither = GroupComparison.differenceOfShares(none, none + none, spread: 0, seed: 1)
    #expect(neither.value == 0)
    #expect(abs(neither.high - 3.0 / 60) < 1e-12 && abs(neither.low + 3.0 / 120) < 1e-12)
    let all = [[Double](repeating: 1, count: 30)]
    let apart = GroupComparison.differenceOfShares(all, none, spread: 0, seed: 1)
    #expect(apart.value == 1 && apart.high == 1 && abs(apart.low - (1 - 3.0 / 30 - 3.0 / 60)) < 1e-12)
    // Where some have it, drawing anew is enough.
    let some = [[Double](repeating: 0, count: 30) + [Double](repeating: 1, count: 30)]
    let drawn = GroupComparison.differenceOfUnits(some, some, spread: 0, seed: 1)
    #expect(GroupComparison.differenceOfShares(some, some, spread: 0, seed: 1) == drawn)
  }

  /// Intervals of three networks hold the truth in about nineteen cases of twenty, whether networks or units scatter more.
  @Test(arguments: [(1.0, 0.2), (0.2, 1.0), (0.0, 1.0)]) func intervalsHoldTheTruth(
    _ ofNetworks: Double, _ ofUnits: Double
  ) {
    var stream = RandomStream(seed: 7, domain: "made-up networks")
    let held = (0..<300).count { trial in
      let group = (0..<3).map { _ in
        let mean = ofNetworks * stream.normal()
        return (0..<20).map { _ in mean + ofUnits * stream.normal() }
      }
      let estimate = GroupComparison.meanOfUnits(group, seed: UInt64(trial), replicates: 400)
      return estimate.low <= 0 && estimate.high >= 0
    }
    // 95 % of 300 is 285, give or take 4.
    #expect((265...299).contains(held), "\(held) of 300")
  }

  @Test func aLoneNetworkThatCanBorrowNoSpreadHasNoInterval() {
    #expect(GroupComparison.seedSpread([[1, 0]]).isNaN)
    let lone = GroupComparison.difference([[1, 1]], [[0, 1], [0, 0]], spread: .nan, seed: 1)
    #expect(lone.value == 0.75 && lone.low.isNaN && lone.high.isNaN)
  }
}
