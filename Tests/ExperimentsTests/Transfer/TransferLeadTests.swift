import Experiments
import Testing

@Suite struct TransferLeadTests {
  private func fold(_ correct: Int) -> TransferOutcome {
    let labels = (0..<20).map { $0 % 2 }
    return TransferOutcome(
      images: Array(0..<20), labels: labels,
      predictions: labels.enumerated().map { $0 < correct ? $1 : 1 - $1 })
  }

  @Test func theLeadIsTheDifferenceOfTheAccuracies() {
    let lead = TransferLead(of: [fold(16), fold(14)], over: [fold(10), fold(10)])
    let estimate = lead.estimate(seed: 1)
    #expect(abs(estimate.value - 25) < 1e-9)
    #expect(estimate.low < estimate.value && estimate.high > estimate.value)
    #expect(lead.frozen == [0.8, 0.7] && lead.scratch == [0.5, 0.5] && lead.count == 40)
  }

  /// Networks that differ widen the interval, whatever the images say.
  @Test func theIntervalKnowsTheSpreadBetweenFolds() {
    func width(_ counts: [Int]) -> Double {
      let lead = TransferLead(of: counts.map(fold), over: counts.map { _ in fold(10) })
      let estimate = lead.estimate(seed: 1)
      return estimate.high - estimate.low
    }
    #expect(width([20, 15, 10]) > 1.3 * width([15, 15, 15]))
  }

  @Test func classifiersArePairedOnTheImagesOfBoth() {
    let few = TransferOutcome(images: [0, 1], labels: [0, 1], predictions: [1, 0])
    let lead = TransferLead(of: [fold(20), fold(20)], over: [few])
    #expect(lead.frozen == [1] && lead.scratch == [0] && lead.count == 2)
    #expect(PairedFolds([fold(20)], [few]).differences == [100, 100])
    #expect(PairedFolds([fold(20), fold(20)], [few, few]).differencesByFold == [[100, 100], [100, 100]])
  }
}
