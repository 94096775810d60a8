import Experiments
import Testing

@Suite struct CopyCountTests {
  private func matches(_ correlations: [Double]) -> [NearDuplicateSearch.Match] {
    correlations.enumerated().map { .init(index: $0, correlation: $1) }
  }

  @Test func whatReachesTheThresholdIsACopy() {
    let copies = CopyCount(matches([0.94, 0.95, 0.99, 0.2]), threshold: 0.95)
    #expect(copies.flagged == [1, 2] && copies.count == 4)
    let share = copies.share(seed: 1)
    #expect(share.value == 0.5 && share.low < 0.5 && share.high > 0.5)
  }

  /// Of n images none of which is a copy, up to 3/n may have been missed.
  @Test func whereNoneIsFoundThreeMayHaveBeenMissed() {
    let share = CopyCount(matches([Double](repeating: 0.1, count: 60)), threshold: 0.95).share(seed: 1)
    #expect(share.value == 0 && share.low == 0 && abs(share.high - 0.05) < 1e-12)
  }

  @Test func aPlantedCopyIsFoundByItsOwnOriginalAlone() {
    let matches = [
      NearDuplicateSearch.Match(index: 7, correlation: 0.99), .init(index: 8, correlation: 0.99),
      .init(index: 9, correlation: 0.9),
    ]
    // The first is found; the second is taken for a copy of another image; the third correlates too little.
    #expect(CopyCount.found(matches, of: [7, 5, 9], threshold: 0.95) == 1)
  }

  @Test func aSearchIsTrustedThatFindsNineInTen() {
    #expect(CopyCount.isTrusted(found: 9, of: 10) && CopyCount.isTrusted(found: 180, of: 200))
    #expect(!CopyCount.isTrusted(found: 179, of: 200))
  }
}
