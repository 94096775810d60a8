import Experiments
import Tensors
import Testing

@Suite struct ConfidenceTests {
  /// Three classes, six images; the fourth and the sixth are named wrongly.
  private let confidence = Confidence(
    Classification.Outcome(
      probabilities: Tensor<Float>(
        [6, 3],
        [
          0.6, 0.2, 0.2, 0.9, 0.1, 0, 0.2, 0.7, 0.1, 0.5, 0.3, 0.2, 0.1, 0.1, 0.8, 0.4, 0.3, 0.3,
        ]), labels: [0, 0, 1, 1, 2, 2]))

  @Test func itKnowsWhatIsRight() {
    #expect(confidence.correctlyClassified == [0, 1, 2, 4])
    #expect(confidence.probabilities == [0.6, 0.9, 0.7, 0.3, 0.8, 0.3])
  }

  @Test func itDrawsRightOnesOnly() {
    let drawn = confidence.drawn(3, seed: 5)
    #expect(drawn.count == 3 && drawn == drawn.sorted() && Set(drawn).isSubset(of: [0, 1, 2, 4]))
    #expect(confidence.drawn(100, seed: 5) == [0, 1, 2, 4])
    #expect(confidence.drawn(3, seed: 5) == drawn)
    #expect(confidence.drawn(3, ofClasses: [0], seed: 5) == [0, 1])
  }

  @Test func ofEachClassTheSurest() {
    #expect(Set(confidence.surest(ofClasses: 3, seed: 1)) == [1, 2, 4])
    #expect(confidence.surest(ofClasses: 2, seed: 1).count == 2)
  }
}
