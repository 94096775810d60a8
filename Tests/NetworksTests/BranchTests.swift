import Kernels
import Networks
import Tensors
import TestSupport
import Testing

/// Whole networks of other structures: the engine against the reference.
@Suite(.serialized) struct BranchTests {
  static let architectures: [(Architecture, Int)] = [(.resnet18, 65), (.squeezenet, 63), (.googlenet, 65)]

  private struct Setup {
    let graph: Graph
    let parameters: Parameters<Float>
    let input: Tensor<Float>

    init(_ architecture: Architecture, _ side: Int) {
      graph = architecture.graph(input: side, width: 0.05, classes: 5, pixelScale: 1.0 / 64)
      var parameters = Parameters<Float>(zerosFor: graph)
      for (place, name) in parameters.nodeNames.enumerated() {
        let shape = parameters[name].weights.shape
        let scale = (2 * Float(shape[0]) / Float(shape.count)).squareRoot()
        parameters[name].weights = randomTensor(shape, seed: UInt64(place)).map { $0 * scale }
        parameters[name].biases = randomTensor([shape[0]], seed: UInt64(place + 100)).map { $0 * 0.1 }
      }
      self.parameters = parameters
      input = randomTensor([2, 3, side, side], seed: 7)
    }

    func engine(_ purpose: NetworkEngine.Purpose, _ precision: Precision = .float32) throws -> NetworkEngine {
      let engine = try NetworkEngine(graph, batch: 2, for: purpose, precision: precision)
      try engine.load(parameters)
      engine.setPixels(input)
      return engine
    }
  }

  @Test(arguments: architectures)
  func logitsProjectionsAndGradientsAgree(_ architecture: Architecture, _ side: Int) throws {
    let setup = Setup(architecture, side)
    let reference = ReferenceNetwork(graph: setup.graph, parameters: setup.parameters)
    let activations = reference.forward(setup.input)
    let engine = try setup.engine(.visualization)
    try engine.forward()
    let start = setup.graph.nodes.last { $0.operation == .relu }!.name
    #expect(relativeError(try engine.activation(of: start), activations[start]) < 2e-5)
    let signal: Tensor<Float> = randomTensor(activations[start].shape, seed: 9)
    for rule in BackwardRule.allCases {
      let pixels = try engine.project(signal, from: start, .init(rule, normalization: .identity))
      let expected = reference.backward(
        activations, from: start, signal: signal, .init(activation: rule, normalization: .identity))
      #expect(relativeError(pixels, expected) < 1e-4, "\(rule)")
    }
    let trained = try setup.engine(.training)
    try trained.forward()
    let gradient: Tensor<Float> = randomTensor([2, 5, 1, 1], seed: 11)
    var copy = gradient.scalars
    try copy.withUnsafeMutableBufferPointer { try trained.backward(logitsGradient: $0) }
    let expected = reference.gradients(activations, logitsGradient: gradient)
    for trainable in trained.trainables {
      let shape = expected[trainable.node].weights.shape
      #expect(
        relativeError(Tensor(shape, trainable.weightGradients), expected[trainable.node].weights) < 1e-3,
        "\(trainable.node)")
    }
  }

  /// Sums of rounded values: the activations follow the reference as far as 8 bits let them.
  @Test(.enabled(if: Precision.isSupported(.bfloat16)), arguments: architectures)
  func bfloat16FollowsTheReference(_ architecture: Architecture, _ side: Int) throws {
    let setup = Setup(architecture, side)
    let activations = ReferenceNetwork(graph: setup.graph, parameters: setup.parameters).forward(setup.input)
    let engine = try setup.engine(.training, .bfloat16)
    try engine.forward()
    let logits = try engine.activation(of: setup.graph.logitsName)
    #expect(relativeError(logits, activations.logits) < 0.05)
    // Gradients turn over with ReLUs that rounding flips: their direction is kept.
    let gradient: Tensor<Float> = randomTensor([2, 5, 1, 1], seed: 11)
    var copy = gradient.scalars
    try copy.withUnsafeMutableBufferPointer { try engine.backward(logitsGradient: $0) }
    let expected = ReferenceNetwork(graph: setup.graph, parameters: setup.parameters)
      .gradients(activations, logitsGradient: gradient)
    let last = try #require(engine.trainables.last)
    #expect(
      cosine(Tensor(expected[last.node].weights.shape, last.weightGradients), expected[last.node].weights)
        > 0.9)
  }
}
