import Kernels
import Networks
import Tensors
import TestSupport
import Testing
import Visualization

/// Graphs with branches, means, batch normalization, other activations and windows of every shape against PyTorch.
@Suite(.serialized) struct GraphAgreementTests {
  private static let tolerance = 1e-4

  @Test(arguments: GraphFixture.names) func everyActivationAgrees(_ name: String) throws {
    let fixture = try GraphFixture(name)
    let activations = fixture.reference.forward(fixture.images)
    let names = fixture.names("activation")
    #expect(names.count == fixture.graph.nodes.count { $0.operation != .softmax })
    for purpose in [NetworkEngine.Purpose.inference, .visualization, .training] {
      let engine = try fixture.engine(purpose)
      try engine.forward()
      for node in names {
        #expect(fixture.error(activations[node], "activation \(node)") < Self.tolerance, "\(node)")
        // The engine has a convolution's values after the ReLU that is fused with it.
        let fused = fixture.graph[node].fanIn == nil ? nil : fixture.graph.fusedActivation(of: node)?.name
        let values = try engine.activation(of: node)
        #expect(
          fixture.error(values, "activation \(fused ?? node)") < Self.tolerance, "\(node) for \(purpose)")
      }
    }
  }

  @Test(arguments: GraphFixture.names) func everyGradientAgrees(_ name: String) throws {
    let fixture = try GraphFixture(name)
    let labels = (0..<fixture.images.shape[0]).map { $0 % fixture.classes }
    let activations = fixture.reference.forward(fixture.images)
    let (_, probabilities) = Reference.crossEntropy(activations.logits, labels: labels)
    let reference = fixture.reference.gradients(
      activations,
      logitsGradient: Reference.crossEntropyBackward(probabilities: probabilities, labels: labels))
    let engine = try fixture.engine(.training)
    let logits = try engine.forward()
    _ = SoftmaxCrossEntropy.gradient(logits, labels: labels, classes: fixture.classes)
    try engine.backward(logitsGradient: logits)
    #expect(engine.trainables.map(\.node) == fixture.parameters.nodeNames)
    for trainable in engine.trainables {
      let shape = fixture.parameters[trainable.node].weights.shape
      let own = Parameters<Float>.Pair(
        weights: Tensor(shape, trainable.weightGradients),
        biases: Tensor([trainable.biasGradients.count], trainable.biasGradients))
      for (pair, whose) in [(own, "engine"), (reference[trainable.node], "reference")] {
        let weights = trained(pair, trainable.node, fixture)
        #expect(
          fixture.error(weights, "gradient \(trainable.node).weight") < Self.tolerance,
          "\(trainable.node), \(whose)")
        guard pair.biases.count > 0 else { continue }
        #expect(
          fixture.error(pair.biases, "gradient \(trainable.node).bias") < Self.tolerance,
          "\(trainable.node), \(whose)")
      }
    }
  }

  /// The gradient of the weights that were trained: a batch normalization's γ enters its scale and its shift.
  private func trained(
    _ pair: Parameters<Float>.Pair, _ node: String, _ fixture: GraphFixture
  ) -> Tensor<Float> {
    guard let batch = fixture.batchStatistics[node] else { return pair.weights }
    return Tensor(
      pair.weights.shape,
      (0..<pair.weights.count).map { channel in
        let deviation = (Double(batch.variance[channel]) + GraphFixture.BatchStatistics.epsilon).squareRoot()
        let change =
          Double(pair.weights[channel]) - Double(batch.mean[channel]) * Double(pair.biases[channel])
        return Float(change / deviation)
      })
  }

  @Test(arguments: GraphFixture.names) func everyProjectionAgrees(_ name: String) throws {
    let fixture = try GraphFixture(name)
    let engine = try fixture.engine(.visualization)
    try engine.forward()
    let activations = fixture.reference.forward(fixture.images.slice(0..<1))
    for unit in fixture.units {
      let shape = activations[unit.node].shape
      var signal = Tensor<Float>(zeros: shape)
      signal[0, unit.channel, unit.row, unit.column] = 1
      let pixels = try engine.project(
        signal, from: unit.node, .init(unit.rule, normalization: unit.normalization, branches: unit.branches))
      #expect(fixture.error(pixels.slice(0..<1), unit.tensor) < Self.tolerance, "\(unit)")
      let expected = fixture.reference.backward(
        activations, from: unit.node, signal: signal,
        .init(unit.rule, normalization: unit.normalization, branches: unit.branches))
      #expect(fixture.error(expected, unit.tensor) < Self.tolerance, "\(unit) of the reference")
    }
  }

  /// Through `Deconvnet`, which chooses between receptive fields and whole images by itself.
  @Test(arguments: GraphFixture.names) func theDeconvnetAgrees(_ name: String) throws {
    let fixture = try GraphFixture(name)
    let pixels = PreparedPixels(fixture.images)
    for unit in fixture.units {
      let options = DeconvnetOptions(
        seed: .one, normalization: unit.normalization, rule: unit.rule, branches: unit.branches)
      // A convolution starts at the ReLU that reads it; the fixture's unit is the convolution's own.
      guard options.startNode(of: unit.node, in: fixture.graph) == unit.node else { continue }
      let deconvnet = Deconvnet(fixture.model, options: options, batch: 2)
      let patch = try deconvnet.patches(
        [Unit(image: 0, channel: unit.channel, row: unit.row, column: unit.column)], of: unit.node,
        pixels: pixels)[0]
      let whole = patch.image(side: fixture.graph.inputSide)
      #expect(
        fixture.error(whole.reshaped(to: Shape([1] + whole.shape.dimensions)), unit.tensor) < Self.tolerance,
        "\(unit)")
    }
  }

  @Test(arguments: GraphFixture.names) func theOcclusionMapAgrees(_ name: String) throws {
    let fixture = try GraphFixture(name)
    let setting = fixture.occlusion
    let image = fixture.images.slice(0..<1).reshaped(to: fixture.graph.inputShape)
    let engine = try OcclusionEngine(
      fixture.graph, fixture.parameters,
      occlusion: Occlusion(side: setting.square, stride: setting.stride, coverage: .inside),
      watching: setting.watched)
    #expect(!engine.isIncremental)
    let map = try engine.maps(of: image, fill: Tensor(zeros: image.shape), class: setting.label)
    #expect(map.channel == setting.channel && map.unoccluded.label == setting.label)
    #expect(fixture.error(try #require(map.probability), "occlusion probability") < Self.tolerance)
    #expect(fixture.error(map.response, "occlusion response") < Self.tolerance)
  }

  @Test func foldedBatchNormalizationComputesTheSame() throws {
    let fixture = try GraphFixture("residual")
    let folded = fixture.model.foldingBatchNormalization()
    #expect(
      !folded.graph.nodes.contains { if case .batchNormalization = $0.operation { true } else { false } })
    #expect(folded.graph.nodes.count == fixture.graph.nodes.count - fixture.batchStatistics.count)
    let engine = try NetworkEngine(folded.graph, batch: fixture.images.shape[0], for: .inference)
    try engine.load(folded.parameters)
    engine.setPixels(fixture.images)
    try engine.forward()
    for node in folded.graph.nodes where folded.graph[node.name].fanIn == nil {
      let values = try engine.activation(of: node.name)
      #expect(fixture.error(values, "activation \(node.name)") < Self.tolerance, "\(node.name)")
    }
  }
}
