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
      self.init(architecture.graph(input: side, width: 0.05, classes: 5, pixelScale: 1.0 / 64))
    }

    init(_ graph: Graph) {
      self.graph = graph
      var parameters = Parameters<Float>(zerosFor: graph)
      for (place, name) in parameters.nodeNames.enumerated() {
        let shape = parameters[name].weights.shape
        let scale = (2 * Float(shape[0]) / Float(shape.count)).squareRoot()
        parameters[name].weights = randomTensor(shape, seed: UInt64(place)).map { $0 * scale }
        parameters[name].biases = randomTensor([shape[0]], seed: UInt64(place + 100)).map { $0 * 0.1 }
      }
      self.parameters = parameters
      input = randomTensor(Shape([2] + graph.inputShape.dimensions), seed: 7)
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
    try expectAgreement(setup, from: setup.graph.nodes.last { $0.operation == .relu }!.name)
  }

  /// An activation, the projections from it by every rule, and the gradients of the parameters.
  private func expectAgreement(_ setup: Setup, from start: String) throws {
    let reference = ReferenceNetwork(graph: setup.graph, parameters: setup.parameters)
    let activations = reference.forward(setup.input)
    let engine = try setup.engine(.visualization)
    try engine.forward()
    #expect(relativeError(try engine.activation(of: start), activations[start]) < 2e-5)
    let signal: Tensor<Float> = randomTensor(activations[start].shape, seed: 9)
    for rule in BackwardRule.allCases {
      let pixels = try engine.project(signal, from: start, .init(rule, normalization: .identity))
      let expected = reference.backward(
        activations, from: start, signal: signal, .init(rule, normalization: .identity))
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

  /// A dense layer's vector is read as maps of one position: by a second reader, a sum with pooled maps, a concatenation, and a
  /// normalization.
  @Test func vectorsAndMapsMeet() throws {
    var graph = GraphBuilder(inputShape: [3, 6, 6])
    let conv = graph.rectifiedConvolution("conv1", of: Graph.inputName, channels: 4, kernel: 3)
    let pooled = graph.add("mean", .globalAveragePooling, conv)
    let dense = graph.dense("fc1", of: conv, units: 4)
    let relu = graph.add("relu1", .relu, dense)
    let sum = graph.add("sum", .add, relu, pooled)
    let norm = graph.add("norm", .responseNormalization(ResponseNormalization(size: 3, alpha: 2)), dense)
    let joined = graph.add("joined", .concatenation, sum, norm, pooled)
    graph.dense("fc2", of: joined, units: 5)
    try expectAgreement(Setup(graph.graph), from: "joined")
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
