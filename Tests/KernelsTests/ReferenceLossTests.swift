import Foundation
import Kernels
import Tensors
import TestSupport
import Testing

@Suite struct ReferenceLossTests {
  @Test func knownAnswer() {
    let logits = Tensor<Double>([2, 2], [0, log(3), 0, 0])
    let (loss, probabilities) = Reference.crossEntropy(logits, labels: [1, 0])
    #expect(relativeError(probabilities, Tensor([2, 2], [0.25, 0.75, 0.5, 0.5])) < 1e-15)
    #expect(abs(loss - (log(4 / 3.0) + log(2)) / 2) < 1e-15)
    let gradient = Reference.crossEntropyBackward(probabilities: probabilities, labels: [1, 0])
    #expect(relativeError(gradient, Tensor([2, 2], [0.125, -0.125, -0.25, 0.25])) < 1e-15)
  }

  @Test func hugeLogitsNeitherOverflowNorVanish() {
    let logits = Tensor<Float>([1, 3], [2000, 0, -2000])
    let (loss, probabilities) = Reference.crossEntropy(logits, labels: [2])
    #expect(loss == 4000)
    #expect(probabilities == Tensor([1, 3], [1, 0, 0]))
  }

  @Test(arguments: [(1, 2), (3, 5), (4, 1)])
  func gradientAgreesWithFiniteDifferences(_ batch: Int, _ classes: Int) {
    let logits = randomTensor([batch, classes, 1, 1], seed: 17, of: Double.self)
    let labels = (0..<batch).map { ($0 * 2 + 1) % classes }
    let probabilities = Reference.crossEntropy(logits, labels: labels).probabilities
    let gradient = Reference.crossEntropyBackward(probabilities: probabilities, labels: labels)
    let numerical = numericalGradient(at: logits) { Reference.crossEntropy($0, labels: labels).loss }
    // One class alone has the gradient zero, where a relative error means nothing.
    #expect(classes == 1 ? gradient == numerical : relativeError(gradient, numerical) < 1e-7)
  }
}
