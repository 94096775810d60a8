import Foundation
import Kernels
import Tensors
import TestSupport
import Testing

@Suite struct ReferenceDenseTests {
  @Test func knownAnswer() {
    let output = Reference.dense(
      Tensor<Float>([2, 1, 1, 2], [1, 2, 3, 4]), weights: Tensor([3, 2], [1, 0, 0, 1, 1, 1]),
      biases: Tensor([3], [0, 10, 100]))
    #expect(output == Tensor([2, 3, 1, 1], [1, 12, 103, 3, 14, 107]))
  }

  @Test(arguments: [(1, [1, 1, 1], 1), (3, [4, 1, 1], 2), (2, [3, 2, 2], 5)])
  func gradientsAgreeWithFiniteDifferences(_ batch: Int, _ maps: [Int], _ outputs: Int) {
    let shape = Shape([batch] + maps)
    let input = randomTensor(shape, seed: 9, of: Double.self)
    let weights = randomTensor([outputs, shape.count / batch], seed: 10, of: Double.self)
    let biases = randomTensor([outputs], seed: 11, of: Double.self)
    let signal = randomTensor([batch, outputs, 1, 1], seed: 12, of: Double.self)
    let data = Reference.denseBackwardData(signal, weights: weights, inputShape: shape)
    let byInput = numericalGradient(at: input) {
      dotProduct(Reference.dense($0, weights: weights, biases: biases), signal)
    }
    #expect(relativeError(data, byInput) < 1e-8)
    let gradient = Reference.denseBackwardWeights(signal, input: input)
    let byWeights = numericalGradient(at: weights) {
      dotProduct(Reference.dense(input, weights: $0, biases: biases), signal)
    }
    #expect(relativeError(gradient.weights, byWeights) < 1e-8)
    let byBiases = numericalGradient(at: biases) {
      dotProduct(Reference.dense(input, weights: weights, biases: $0), signal)
    }
    #expect(relativeError(gradient.biases, byBiases) < 1e-8)
  }

  @Test func rectifierKeepsPositiveValuesAndTheirGradients() {
    let input = Tensor<Double>([1, 4], [-1, 0, 2, 3])
    #expect(Reference.relu(input) == Tensor([1, 4], [0, 0, 2, 3]))
    let signal = Tensor<Double>([1, 4], [5, 6, -7, 8])
    for (rule, expected) in [
      (BackwardRule.gradient, [0.0, 0, -7, 8]), (.deconvnet, [5, 6, 0, 8]), (.guided, [0, 0, 0, 8]),
    ] {
      #expect(Reference.activationBackward(signal, input: input, .relu, rule) == Tensor([1, 4], expected))
    }
  }

  @Test(arguments: [Activation.relu, .leaky(slope: 0.1), .clipped(limit: 0.5), .parametric])
  func activationsHaveTheirGradients(_ activation: Activation) {
    let random = randomTensor([2, 3, 2, 2], seed: 13, of: Double.self)
    let signal = randomTensor(random.shape, seed: 14, of: Double.self)
    let slopes = Tensor<Double>([3], [0.1, -0.2, 0.3])
    let byInput = numericalGradient(at: random) {
      dotProduct(Reference.activation($0, activation, slopes: slopes), signal)
    }
    let gradient = Reference.activationBackward(
      signal, input: random, activation, slopes: slopes, .gradient)
    #expect(relativeError(gradient, byInput) < 1e-8)
    guard activation == .parametric else { return }
    let bySlopes = numericalGradient(at: slopes) {
      dotProduct(Reference.activation(random, activation, slopes: $0), signal)
    }
    #expect(relativeError(Reference.slopesBackward(signal, input: random), bySlopes) < 1e-8)
  }

  @Test func dropoutIsItsMaskInBothDirections() {
    let mask = Tensor<Double>([1, 4], [0, 2, 2, 0])
    let input = randomTensor([1, 4], seed: 15, of: Double.self)
    #expect(Reference.dropout(input, mask: mask).scalars == [0, 2 * input[1], 2 * input[2], 0])
    let signal = randomTensor([1, 4], seed: 16, of: Double.self)
    let numerical = numericalGradient(at: input) { dotProduct(Reference.dropout($0, mask: mask), signal) }
    #expect(relativeError(Reference.dropout(signal, mask: mask), numerical) < 1e-8)
  }
}
