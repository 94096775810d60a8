import Foundation
import Kernels
import Networks
import TestSupport
import Tensors
import Testing

/// One thread count gives the same bits twice; another count only orders sums otherwise.
@Suite(.serialized) struct ThreadCountTests {
  static let precisions = Precision.allCases.filter(Precision.isSupported)

  @Test(arguments: precisions) func oneThreadCountGivesTheSameBits(_ precision: Precision) throws {
    for threads in [1, 2] {
      let first = try gradients(threads: threads, precision)
      let again = try gradients(threads: threads, precision)
      for (a, b) in zip(first, again) { #expect(a == b, "\(threads) threads") }
    }
  }

  @Test func threadCountsAgree() throws {
    let one = try gradients(threads: 1, .float32)
    let two = try gradients(threads: 2, .float32)
    for (a, b) in zip(one, two) { #expect(relativeError(a, b) < 1e-5) }
  }

  /// The gradients of all weights of a small ZFNet after a step with dropout.
  private func gradients(threads: Int, _ precision: Precision) throws -> [Tensor<Float>] {
    ParallelLoop.threads = threads
    defer { ParallelLoop.threads = ProcessInfo.processInfo.activeProcessorCount }
    let graph = Architecture.zfnet.graph(
      input: 71, width: 0.1, classes: 10, pixelScale: 1.0 / 64)
    var parameters = Parameters<Float>(zerosFor: graph)
    for (index, name) in parameters.nodeNames.enumerated() {
      let pair = parameters[name]
      let scale = (2 / Float(pair.weights.count / pair.weights.shape[0])).squareRoot()
      parameters[name].weights = randomTensor(pair.weights.shape, seed: UInt64(index)).map { $0 * scale }
    }
    let engine = try NetworkEngine(graph, batch: 6, for: .training, precision: precision)
    try engine.load(parameters)
    engine.setPixels(randomTensor([6, 3, 71, 71], seed: 7))
    let logits = try engine.forward(dropout: DropoutPosition(seed: 1, step: 3))
    _ = SoftmaxCrossEntropy.gradient(logits, labels: [0, 1, 2, 3, 4, 5], classes: 10)
    try engine.backward(logitsGradient: logits)
    return engine.trainables.map { Tensor([$0.weightGradients.count], $0.weightGradients) }
  }
}
