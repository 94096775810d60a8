import Experiments
import Tensors
import Testing

@Suite struct ClassificationTests {
  /// Three images of classes 0, 1 and 2 among six.
  private let labels = [0, 1, 2]

  private func outcome(_ rows: [[Float]]) -> Classification.Outcome {
    Classification.Outcome(probabilities: Tensor([3, 6], rows.flatMap { $0 }), labels: labels)
  }

  @Test func errorsAreCountedByRank() {
    let outcome = outcome([
      [0.5, 0.1, 0.1, 0.1, 0.1, 0.1],
      [0.3, 0.2, 0.2, 0.1, 0.1, 0.1],
      [0.3, 0.2, 0.0, 0.2, 0.2, 0.1],
    ])
    #expect(outcome.mistakes(top: 1) == [0, 1, 1])
    #expect(outcome.mistakes(top: 5) == [0, 0, 1])
    #expect(abs(outcome.score.top1Error - 2.0 / 3) < 1e-12)
    #expect(abs(outcome.score.top5Error - 1.0 / 3) < 1e-12)
  }

  @Test func anEnsembleIsTheMeanOfItsMembers() {
    let sure = outcome([
      [0.9, 0.1, 0, 0, 0, 0], [0.9, 0.1, 0, 0, 0, 0], [0, 0.4, 0.6, 0, 0, 0],
    ])
    let other = outcome([
      [0.4, 0.6, 0, 0, 0, 0], [0.0, 1.0, 0, 0, 0, 0], [0, 0.55, 0.45, 0, 0, 0],
    ])
    let both = Classification.ensemble([sure, other])
    #expect(both.mistakes(top: 1) == [0, 0, 0])
    #expect(abs(both.probabilities[1] - 0.35) < 1e-6)
  }
}
