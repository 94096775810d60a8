import Experiments
import Tensors
import Testing

@Suite struct JackknifeTests {
  /// Of a mean, the jackknife's deviation is the textbook's: that of the values over the root of their number.
  @Test func ofAMeanItIsTheStandardError() {
    let values = [1.0, 4, 2, 8, 5]
    let withoutEach = values.indices.map { index in
      values.indices.filter { $0 != index }.map { values[$0] }.mean
    }
    #expect(abs(Jackknife.deviation(withoutEach) - values.deviation / 5.0.squareRoot()) < 1e-12)
  }

  @Test func ofTooFewNetworksItIsUnknown() {
    #expect(Jackknife.deviation([0.1, 0.2]).isNaN)
    #expect(Jackknife.deviation([0.25, 0.25, 0.25]) == 0)
  }

  @Test func uncertaintyFromElsewhereWidensTheIntervalOfAMean() {
    let values = [Double](repeating: 3, count: 50)
    let estimate = Bootstrap.mean(values, widenedBy: 0.1, seed: 1)
    #expect(estimate.value == 3)
    #expect(abs((estimate.high - estimate.low) / 2 - 0.196) < 0.02)
    #expect(Bootstrap.mean(values, widenedBy: .nan, seed: 1).low.isNaN)
  }
}
