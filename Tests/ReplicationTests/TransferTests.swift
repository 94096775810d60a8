import Experiments
import Replication
import Reporting
import Testing

@Suite struct TransferTests {
  private let first = [
    TransferOutcome(images: [0, 1, 2], labels: [0, 1, 1], predictions: [0, 1, 1]),
    TransferOutcome(images: [1, 3], labels: [1, 0], predictions: [1, 0]),
  ]
  /// The second fold is judged by an image that the first classifier's is not.
  private let second = [
    TransferOutcome(images: [0, 1, 2], labels: [0, 1, 1], predictions: [0, 0, 0]),
    TransferOutcome(images: [1, 3, 4], labels: [1, 0, 0], predictions: [1, 0, 1]),
  ]

  @Test func onlyImagesThatBothAreJudgedByCount() {
    let pairs = PairedFolds(first, second)
    #expect(pairs.firstScores.count == 4 && pairs.secondScores.count == 4)
    // The first names all rightly; the second half of the first fold's classes, and both of the second's.
    #expect(abs(pairs.firstScores.mean - 1) < 1e-12)
    #expect(abs(pairs.secondScores.mean - 0.75) < 1e-12)
    let difference = Measurement(lead: pairs, networks: NetworkSample("ZFNet", count: 3), seed: 1)
    // An image counts in every fold that it is judged in.
    #expect(abs(difference.value - 25) < 1e-9 && difference.count == 5)
    #expect(difference.low <= 25 && difference.high >= 25)
  }

  @Test func foldsAreSummedUpByMeanAndDeviation() throws {
    let summary = try #require(FoldSummary(second))
    // 50 % of the classes in the first fold; in the second class 0 is half right, class 1 whole.
    #expect(summary.count == 2 && abs(summary.mean - 62.5) < 1e-9)
    #expect(abs(summary.deviation - 25 / 2.0.squareRoot()) < 1e-9)
    #expect(summary.text == "62.5 ± 17.7")
    #expect(try #require(FoldSummary([second[0]])).text == "50.0")
    #expect(FoldSummary([]) == nil)
  }
}
