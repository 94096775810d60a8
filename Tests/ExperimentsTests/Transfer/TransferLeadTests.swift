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
    let lead = TransferLead(
      of: [[fold(16)], [fold(14)]], over: [fold(10)], wholeNetworks: [[0, 0], [0, 0]])
    let estimate = lead.estimate(seed: 1)
    #expect(abs(estimate.value - (0.75 - 0.5)) < 1e-12)
    #expect(estimate.low < estimate.value && estimate.high > estimate.value)
    #expect(lead.scratchNetworks == 1 && lead.frozen.count == 2)
  }

  @Test func networksFromScratchBorrowTheLargerSpread() {
    let frozen = [[fold(16)], [fold(14)]]
    // 0.8 and 0.7 scatter by 0.1/√2; losses of 0 and 1 by 1/√2.
    let own = TransferLead(of: frozen, over: [fold(10)], wholeNetworks: [[0, 0], [0, 0]])
    #expect(abs(own.spread - 0.1 / 2.0.squareRoot()) < 1e-12)
    let whole = TransferLead(of: frozen, over: [fold(10)], wholeNetworks: [[0, 0], [1, 1]])
    #expect(abs(whole.spread - 1 / 2.0.squareRoot()) < 1e-12)
  }

  @Test func classifiersArePairedOnTheImagesOfBoth() {
    let few = TransferOutcome(images: [0, 1], labels: [0, 1], predictions: [1, 0])
    let lead = TransferLead(of: [[fold(20)]], over: [few], wholeNetworks: [[0], [0]])
    #expect(lead.scratch.count == 2 && lead.frozen[0].count == 2)
    #expect(lead.frozen[0].mean == 1 && lead.scratch.mean == 0)
    #expect(PairedFolds([fold(20)], [few]).differences == [100, 100])
  }
}
