import Experiments
import Tensors
import Testing

@Suite struct BootstrapTests {
  @Test func theIntervalOfAMeanHasTheWidthOfTheory() {
    var stream = RandomStream(seed: 1, domain: "draws")
    let values = (0..<400).map { _ in 3 + 2 * stream.normal() }
    let estimate = Bootstrap.mean(values, seed: 1)
    // 1.96 · 2 / √400 = 0.196 on either side.
    #expect(abs((estimate.high - estimate.low) / 2 - 0.196) < 0.03)
    #expect(estimate.low < estimate.value && estimate.value < estimate.high)
    #expect(Bootstrap.mean(values, seed: 1) == estimate)
  }

  @Test func constantsHaveNoUncertainty() {
    let estimate = Bootstrap.differenceOfMeans([5, 5, 5], [2, 2], seed: 1)
    #expect(estimate.value == 3 && estimate.low == 3 && estimate.high == 3)
  }

  /// The items are the same for all networks: their uncertainty stays, and what networks differ in adds to it.
  @Test func networksOnTheSameItemsShareTheirUncertainty() {
    func estimate(_ value: Double) -> Bootstrap.Estimate {
      Bootstrap.mean(values(around: value), seed: 1)
    }
    let alike = Bootstrap.mean(ofNetworks: [estimate(0.5), estimate(0.5), estimate(0.5)])
    let one = estimate(0.5)
    #expect(abs(alike.low - one.low) < 1e-12 && abs(alike.high - one.high) < 1e-12)
    let apart = Bootstrap.mean(ofNetworks: [estimate(0), estimate(0.5), estimate(1)])
    // 4.303 · 0.5 / √3 = 1.242.
    #expect(abs(apart.value - 0.5) < 1e-12)
    #expect(apart.high - 0.5 > 1.242 && apart.high - 0.5 < 1.242 + (one.high - 0.5))
  }

  private func values(around mean: Double) -> [Double] { (0..<30).map { mean + ($0 % 2 == 0 ? 1 : -1) } }

  @Test func aShareReachesNoFurtherThanOne() {
    let row = [Double](repeating: 1, count: 20)
    let wide = GroupComparison.contrast([.init(1, [row])], spread: 0.1, seed: 1)
    #expect(wide.high > 1)
    let limited = wide.limited(to: 0...1)
    #expect(limited.value == 1 && limited.high == 1 && limited.low == wide.low)
  }

  @Test func pairedImagesCancelWhatTheyShare() {
    // Two networks that fail on the same images, but for one image in ten.
    let a = (0..<200).map { Double($0 % 2) }
    let b = (0..<200).map { $0 % 20 == 1 ? 0 : Double($0 % 2) }
    let estimate = GroupComparison.difference([a], [b], spread: 0, seed: 1)
    #expect(abs(estimate.value - 0.05) < 1e-12)
    #expect(estimate.low > 0.015 && estimate.high < 0.09)
  }

  @Test func aLoneNetworkBorrowsTheSpread() {
    let a = [Double](repeating: 0.5, count: 50)
    let estimate = GroupComparison.difference([a], [a], spread: 0.1, seed: 1)
    // Two independent draws of 0.1: ± 1.96 · 0.1 · √2.
    #expect(abs((estimate.high - estimate.low) / 2 - 0.277) < 0.04)
    #expect(GroupComparison.difference([a, a], [a, a], spread: 0.1, seed: 1).high == 0)
  }

  @Test func theSpreadOfSeedsIsTheirMeansDeviation() {
    #expect(abs(GroupComparison.seedSpread([[0, 0], [1, 1]]) - 0.5.squareRoot()) < 1e-12)
    #expect(GroupComparison.seedSpread([[0, 1]]).isNaN)
  }
}
