import Foundation
import Kernels
import Tensors
import TestSupport
import Testing

@Suite struct ReferenceResponseNormalizationTests {
  @Test func knownAnswer() {
    // Three maps of one value, neighborhoods of three: the sums of squares are 1 + 4, 1 + 4 + 9 and 4 + 9.
    let normalization = ResponseNormalization(size: 3, alpha: 3, beta: 0.5, k: 1)
    let output = Reference.responseNormalization(Tensor<Double>([1, 3, 1, 1], [1, 2, 3]), normalization)
    let expected = [1 / 6.0.squareRoot(), 2 / 15.0.squareRoot(), 3 / 14.0.squareRoot()]
    #expect(relativeError(output, Tensor([1, 3, 1, 1], expected)) < 1e-15)
  }

  @Test(arguments: [
    (Shape([2, 7, 2, 3]), ResponseNormalization(size: 5, alpha: 0.9, beta: 0.75, k: 2)),
    (Shape([1, 2, 3, 3]), ResponseNormalization(size: 5, alpha: 2, beta: 0.75, k: 1)),
    (Shape([1, 4, 1, 1]), ResponseNormalization(size: 3, alpha: 1.5, beta: 1.25, k: 0.5)),
    (Shape([1, 3, 2, 2]), ResponseNormalization(size: 1, alpha: 1, beta: 0.5, k: 1)),
    (Shape([1, 6, 2, 2]), ResponseNormalization()),
  ])
  func gradientAgreesWithFiniteDifferences(_ shape: Shape, _ normalization: ResponseNormalization) {
    let input = randomTensor(shape, seed: 7, of: Double.self)
    let signal = randomTensor(shape, seed: 8, of: Double.self)
    let gradient = Reference.responseNormalizationBackward(signal, input: input, normalization)
    let numerical = numericalGradient(at: input) {
      dotProduct(Reference.responseNormalization($0, normalization), signal)
    }
    #expect(relativeError(gradient, numerical) < 1e-8)
  }
}
