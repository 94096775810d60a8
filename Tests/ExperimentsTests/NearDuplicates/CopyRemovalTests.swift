import Experiments
import Testing

@Suite struct CopyRemovalTests {
  /// Two classes of two images; image 3 is named wrongly.
  private let fold = TransferOutcome(images: [0, 1, 2, 3], labels: [0, 0, 1, 1], predictions: [0, 0, 1, 0])

  @Test func withoutItsMistakeTheAccuracyRisesByAQuarter() {
    let removal = CopyRemoval(of: [3], from: [fold])
    #expect(removal.kept == 3)
    #expect(abs(removal.differences.mean - (0.75 - 1)) < 1e-12)
    #expect(removal.differences.count == 4)
    // Half of one class of two.
    #expect(abs(removal.largestChange - 0.25) < 1e-12)
  }

  @Test func withoutACorrectImageItFalls() {
    let removal = CopyRemoval(of: [2], from: [fold])
    #expect(abs(removal.differences.mean - (0.75 - 0.5)) < 1e-12)
  }

  @Test func theMeanIsThatOverFolds() {
    let second = TransferOutcome(images: [0, 3, 4], labels: [0, 1, 1], predictions: [1, 1, 1])
    let folds = [fold, second]
    let rest = folds.compactMap { $0.filtered { $0 != 3 } }
    let expected = folds.map(\.accuracy).mean - rest.map(\.accuracy).mean
    #expect(abs(CopyRemoval(of: [3], from: folds).differences.mean - expected) < 1e-12)
  }

  @Test func imagesThatNoFoldIsJudgedByDoNotMatter() {
    let removal = CopyRemoval(of: [17], from: [fold])
    #expect(removal.differences.allSatisfy { abs($0) < 1e-12 })
    #expect(removal.kept == 4 && removal.largestChange == 0)
  }
}
