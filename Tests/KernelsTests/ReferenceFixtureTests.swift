import Foundation
import Kernels
import Tensors
import TestSupport
import Testing

/// Agreement with PyTorch where its sizes, which round down, are the same. `Fixtures/make_fixtures.py` made the answers.
@Suite struct ReferenceFixtureTests {
  struct Numbers: Decodable {
    let shape: Shape
    let scalars: [Double]
    var tensor: Tensor<Double> { Tensor(shape, scalars) }
  }

  /// A square window as the fixtures' script names it.
  struct Window: Decodable {
    let kernel, stride, pad: Int
    var geometry: WindowGeometry { WindowGeometry(kernel: kernel, stride: stride, pad: pad) }
  }

  struct Convolution: Decodable {
    let window: Window
    let groups: Int
    let input, weights, biases, output, signal, inputGradient, weightGradient, biasGradient: Numbers
  }

  struct Pooling: Decodable {
    let window: Window
    let switches: [Int32]
    let input, output, signal, inputGradient: Numbers
  }

  struct Normalization: Decodable {
    let size: Int
    let alpha, beta, k: Float
    let input, output, signal, inputGradient: Numbers
  }

  struct CrossEntropy: Decodable {
    let labels: [Int]
    let loss: Double
    let logits, gradient: Numbers
  }

  struct Fixtures: Decodable {
    let convolutions: [Convolution]
    let pooling: Pooling
    let normalization: Normalization
    let crossEntropy: CrossEntropy
  }

  let fixtures: Fixtures

  init() throws {
    let url = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/pytorch.json")
    fixtures = try JSONDecoder().decode(Fixtures.self, from: Data(contentsOf: url))
  }

  @Test func convolutionsAgree() {
    #expect(fixtures.convolutions.count == 3)
    for sample in fixtures.convolutions {
      let (input, weights) = (sample.input.tensor, sample.weights.tensor)
      let geometry = ConvolutionGeometry(
        inputs: input.shape[1], outputs: weights.shape[0], window: sample.window.geometry,
        groups: sample.groups)
      let output = Reference.convolution(input, weights: weights, biases: sample.biases.tensor, geometry)
      #expect(relativeError(output, sample.output.tensor) < 1e-13)
      let signal = sample.signal.tensor
      let data = Reference.convolutionBackwardData(
        signal, weights: weights, inputShape: input.shape, geometry)
      #expect(relativeError(data, sample.inputGradient.tensor) < 1e-13)
      let gradient = Reference.convolutionBackwardWeights(signal, input: input, geometry)
      #expect(relativeError(gradient.weights, sample.weightGradient.tensor) < 1e-13)
      #expect(relativeError(gradient.biases, sample.biasGradient.tensor) < 1e-13)
    }
  }

  @Test func poolingAgrees() {
    let sample = fixtures.pooling
    let (output, switches) = Reference.maxPooling(sample.input.tensor, sample.window.geometry)
    #expect(output == sample.output.tensor)
    #expect(switches == sample.switches)
    let gradient = Reference.unpool(
      sample.signal.tensor, switches: switches, inputShape: sample.input.shape, overlap: .sum)
    #expect(relativeError(gradient, sample.inputGradient.tensor) < 1e-14)
  }

  @Test func normalizationAgrees() {
    let sample = fixtures.normalization
    let constants = ResponseNormalization(
      size: sample.size, alpha: sample.alpha, beta: sample.beta, k: sample.k)
    let output = Reference.responseNormalization(sample.input.tensor, constants)
    #expect(relativeError(output, sample.output.tensor) < 1e-14)
    let gradient = Reference.responseNormalizationBackward(
      sample.signal.tensor, input: sample.input.tensor, constants)
    #expect(relativeError(gradient, sample.inputGradient.tensor) < 1e-14)
  }

  @Test func crossEntropyAgrees() {
    let sample = fixtures.crossEntropy
    let (loss, probabilities) = Reference.crossEntropy(sample.logits.tensor, labels: sample.labels)
    #expect(abs(loss - sample.loss) < 1e-14)
    let gradient = Reference.crossEntropyBackward(probabilities: probabilities, labels: sample.labels)
    #expect(relativeError(gradient, sample.gradient.tensor) < 1e-14)
  }
}
