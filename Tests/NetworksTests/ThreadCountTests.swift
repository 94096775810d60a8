import Foundation
import Kernels
import Networks
import TestSupport
import Tensors
import Testing

/// The number of threads changes no bit: neither of a trained network, nor of what is computed with it.
@Suite(.serialized) struct ThreadCountTests {
  static let precisions = Precision.allCases.filter(Precision.isSupported)

  @Test(arguments: precisions) func gradientsAreTheSameOnAnyNumberOfThreads(_ precision: Precision) throws {
    let one = try gradients(threads: 1, precision)
    for threads in 1...4 {
      for (a, b) in zip(one, try gradients(threads: threads, precision)) {
        #expect(a == b, "\(threads) threads")
      }
    }
  }

  /// Shards of another size only order sums otherwise.
  @Test(arguments: [1, 3, 4, 6, 9]) func shardsOfAnySizeAgree(_ images: Int) throws {
    let whole = try gradients(threads: 2, .float32, shardImages: 64)
    for (a, b) in zip(whole, try gradients(threads: 2, .float32, shardImages: images)) {
      #expect(relativeError(a, b) < 1e-5)
    }
  }

  @Test func projectionsAreTheSameOnAnyNumberOfThreads() throws {
    func projection(threads: Int) throws -> Tensor<Float> {
      try withThreads(threads) {
        let engine = try engine(for: .visualization, .float32)
        try engine.forward()
        let values = try engine.activation(of: "conv4")
        return try engine.project(values, from: "conv4", BackwardRules(.deconvnet))
      }
    }
    let one = try projection(threads: 1)
    for threads in 2...4 { #expect(try projection(threads: threads) == one, "\(threads) threads") }
  }

  private func withThreads<Result>(_ count: Int, _ body: () throws -> Result) rethrows -> Result {
    ParallelLoop.threads = count
    defer { ParallelLoop.threads = ProcessInfo.processInfo.activeProcessorCount }
    return try body()
  }

  /// A small ZFNet after a forward pass with dropout; the batch of 9 fills no shard up.
  private func engine(
    for purpose: NetworkEngine.Purpose, _ precision: Precision, shardImages: Int = 4
  ) throws -> NetworkEngine {
    let graph = Architecture.zfnet.graph(
      input: 71, width: 0.1, classes: 10, pixelScale: 1.0 / 64)
    var parameters = Parameters<Float>(zerosFor: graph)
    for (index, name) in parameters.nodeNames.enumerated() {
      let pair = parameters[name]
      let scale = (2 / Float(pair.weights.count / pair.weights.shape[0])).squareRoot()
      parameters[name].weights = randomTensor(pair.weights.shape, seed: UInt64(index)).map { $0 * scale }
    }
    let engine = try NetworkEngine(
      graph, batch: 9, for: purpose, precision: precision, shardImages: shardImages)
    try engine.load(parameters)
    engine.setPixels(randomTensor([9, 3, 71, 71], seed: 7))
    return engine
  }

  /// The gradients of all weights of a small ZFNet after a step with dropout.
  private func gradients(
    threads: Int, _ precision: Precision, shardImages: Int = 4
  ) throws -> [Tensor<Float>] {
    try withThreads(threads) {
      let engine = try engine(for: .training, precision, shardImages: shardImages)
      let logits = try engine.forward(dropout: DropoutPosition(seed: 1, step: 3))
      _ = SoftmaxCrossEntropy.gradient(logits, labels: Array(0..<9), classes: 10)
      try engine.backward(logitsGradient: logits)
      return engine.trainables.map { Tensor([$0.weightGradients.count], $0.weightGradients) }
    }
  }
}
