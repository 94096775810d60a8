import Kernels
import Networks
import TestSupport
import Tensors
import Testing

/// The engine against the reference that defines it, on the paper's networks at small sizes: overhanging windows, groups,
/// padding and both orders of pooling and normalization are among them.
@Suite(.serialized) struct NetworkEngineTests {
  static let cases: [(Architecture, Int)] = [
    (.zfnet, 64), (.zfnet, 71), (.zfnetWide, 64), (.alexnet, 67), (.alexnet, 80),
  ]

  private struct Setup {
    let graph: Graph
    let parameters: Parameters<Float>
    let input: Tensor<Float>
    let reference: ReferenceNetwork<Float>
    let batch = 3

    init(_ kind: Architecture, _ side: Int) {
      // α as large as the standard recipe's, so that an error in the normalization shows.
      graph = kind.graph(input: side, width: 0.1, classes: 10, pixelScale: 1.0 / 64)
      var parameters = Parameters<Float>(zerosFor: graph)
      for (index, name) in parameters.nodeNames.enumerated() {
        let pair = parameters[name]
        let scale = (2 / Float(pair.weights.count / pair.weights.shape[0])).squareRoot()
        parameters[name].weights = randomTensor(pair.weights.shape, seed: UInt64(index)).map { $0 * scale }
        parameters[name].biases = randomTensor(pair.biases.shape, seed: UInt64(index + 100)).map { $0 * 0.1 }
      }
      self.parameters = parameters
      input = randomTensor([batch, 3, side, side], seed: 7)
      reference = ReferenceNetwork(graph: graph, parameters: parameters)
    }

    /// The layer whose values the engine has for a layer: a ReLU is fused with the layer below it.
    func valuesName(of layer: String) -> String {
      let next = graph.index(of: layer) + 1
      guard next < graph.nodes.count, graph.nodes[next].operation == .relu else { return layer }
      return graph.nodes[next].name
    }

    func engine(
      _ purpose: NetworkEngine.Purpose, _ precision: Precision = .float32
    ) throws -> NetworkEngine {
      let engine = try NetworkEngine(graph, batch: batch, for: purpose, precision: precision)
      try engine.load(parameters)
      engine.setPixels(input)
      return engine
    }
  }

  @Test(arguments: cases) func everyActivationAgrees(_ kind: Architecture, _ side: Int) throws {
    let setup = Setup(kind, side)
    let trace = setup.reference.forward(setup.input)
    for purpose in [NetworkEngine.Purpose.inference, .visualization, .training] {
      let engine = try setup.engine(purpose)
      try engine.forward()
      for layer in setup.graph.nodes {
        let expected = trace[setup.valuesName(of: layer.name)]
        let values = try engine.activation(of: layer.name)
        #expect(
          relativeError(values, expected.reshaped(to: values.shape)) < 2e-5, "\(layer.name) for \(purpose)")
      }
    }
  }

  @Test(arguments: cases) func everyParametersGradientAgrees(_ kind: Architecture, _ side: Int) throws {
    let setup = Setup(kind, side)
    let engine = try setup.engine(.training)
    try engine.forward()
    let signal: Tensor<Float> = randomTensor([setup.batch, 10], seed: 3)
    var buffer = signal.scalars
    try buffer.withUnsafeMutableBufferPointer { try engine.backward(logitsGradient: $0) }
    let expected = setup.reference.gradients(
      setup.reference.forward(setup.input), logitsGradient: signal)
    for trainable in engine.trainables {
      let pair = expected[trainable.node]
      let weights = Tensor<Float>(pair.weights.shape, trainable.weightGradients)
      let biases = Tensor<Float>(pair.biases.shape, trainable.biasGradients)
      #expect(relativeError(weights, pair.weights) < 1e-4, "weights of \(trainable.node)")
      #expect(relativeError(biases, pair.biases) < 1e-4, "biases of \(trainable.node)")
    }
  }

  /// bf16 has 8 bits of significand: a rounding is at most 1/256 of a number, and sums over many of them lie well below
  /// that. Gradients have no such bound where roundings turn a ReLU or a switch over, as they do here: each layer's are
  /// held to the direction instead. The stages' own tests hold every kernel to the last bit.
  @Test(.enabled(if: Precision.isSupported(.bfloat16)), arguments: cases)
  func halfWidthNumbersStayNear(_ kind: Architecture, _ side: Int) throws {
    let setup = Setup(kind, side)
    let trace = setup.reference.forward(setup.input)
    let engine = try setup.engine(.training, .bfloat16)
    try engine.forward()
    for layer in setup.graph.nodes {
      let expected = trace[setup.valuesName(of: layer.name)]
      let values = try engine.activation(of: layer.name)
      let error = relativeError(values, expected.reshaped(to: values.shape))
      #expect(error < 1.5e-2, "\(layer.name)")
    }
    let signal: Tensor<Float> = randomTensor([setup.batch, 10], seed: 3)
    var buffer = signal.scalars
    try buffer.withUnsafeMutableBufferPointer { try engine.backward(logitsGradient: $0) }
    let expected = setup.reference.gradients(trace, logitsGradient: signal)
    for trainable in engine.trainables {
      let weights = Tensor<Float>(expected[trainable.node].weights.shape, trainable.weightGradients)
      let alignment = cosine(weights, expected[trainable.node].weights)
      #expect(alignment > 0.9, "weights of \(trainable.node)")
    }
  }

  @Test(arguments: BackwardRule.allCases, NormalizationRule.allCases)
  func projectionsAgree(_ rule: BackwardRule, _ normalization: NormalizationRule) throws {
    for (kind, side) in Self.cases {
      let setup = Setup(kind, side)
      let engine = try setup.engine(.visualization)
      try engine.forward()
      let trace = setup.reference.forward(setup.input)
      for layer in ["conv1", "conv2", "conv3", "conv4", "conv5", "pool5", "fc6", "fc8"] {
        let shape = setup.graph.shape(of: layer)
        let signal: Tensor<Float> = randomTensor(Shape([setup.batch] + shape.dimensions), seed: 5)
        let pixels = try engine.project(signal, from: layer, .init(rule, normalization: normalization))
        let start = setup.valuesName(of: layer)
        let shaped = signal.reshaped(to: trace[start].shape)
        let expected = setup.reference.backward(
          trace, from: start, signal: shaped, .init(rule, normalization: normalization))
        #expect(relativeError(pixels, expected) < 5e-5, "\(kind) at \(side) from \(layer)")
      }
    }
  }

  @Test func tiesInPoolingGoToTheFirst() throws {
    // Constant maps tie in every window; both machines must send the signal the same way.
    let setup = Setup(.zfnet, 64)
    var parameters = setup.parameters
    parameters["conv1"].weights = Tensor(zeros: parameters["conv1"].weights.shape)
    parameters["conv1"].biases = parameters["conv1"].biases.map { _ in 1 }
    let engine = try NetworkEngine(setup.graph, batch: setup.batch, for: .visualization)
    try engine.load(parameters)
    engine.setPixels(setup.input)
    try engine.forward()
    let reference = ReferenceNetwork(graph: setup.graph, parameters: parameters)
    let trace = reference.forward(setup.input)
    let (_, switches) = Reference.maxPooling(trace.outputs[1], WindowGeometry(kernel: 3, stride: 2))
    #expect(switches[0] == 0)
    #expect(switches[1] == 2)
    // Weights other than zero in the backward pass, so that the pixels tell where the signal went.
    try engine.load(setup.parameters)
    let shape = setup.graph.shape(of: "pool1")
    let signal = randomTensor(Shape([setup.batch] + shape.dimensions), seed: 9, of: Float.self).map {
      abs($0)
    }
    let pixels = try engine.project(signal, from: "pool1", .init(.deconvnet, normalization: .identity))
    let down = ReferenceNetwork(graph: setup.graph, parameters: setup.parameters)
    let expected = down.backward(
      trace, from: "pool1", signal: signal, .init(.deconvnet, normalization: .identity))
    #expect(relativeError(pixels, expected) < 1e-5)
  }

  @Test func dropoutIsAFunctionOfSeedAndStep() throws {
    let setup = Setup(.zfnet, 64)
    let engine = try setup.engine(.training)
    func hidden(_ seed: UInt64, _ step: Int) throws -> Tensor<Float> {
      try engine.forward(dropout: DropoutPosition(seed: seed, step: step))
      return try engine.activation(of: "fc6")
    }
    let first = try hidden(1, 0)
    #expect(try hidden(1, 0) == first)
    #expect(try hidden(1, 1) != first)
    #expect(try hidden(2, 0) != first)
    try engine.forward()
    let whole = try engine.activation(of: "fc6")
    var kept = 0
    var positive = 0
    for index in 0..<whole.count where whole[index] > 0 {
      positive += 1
      if first[index] != 0 {
        kept += 1
        #expect(abs(first[index] - 2 * whole[index]) < 1e-5 * whole[index])
      }
    }
    #expect(Double(kept) / Double(positive) > 0.45 && Double(kept) / Double(positive) < 0.55)
  }
}
