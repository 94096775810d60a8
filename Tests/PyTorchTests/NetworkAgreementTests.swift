import Kernels
import Networks
import Tensors
import TestSupport
import Testing
import Training

/// Forward, backward and training of the paper's networks against PyTorch: every window overhangs, AlexNet has its groups.
@Suite(.serialized) struct NetworkAgreementTests {
  static let kinds: [Architecture] = [.zfnet, .alexnet]
  /// The largest error allowed to 32-bit floats.
  static let tolerance = 1e-4

  @Test(arguments: kinds) func everyActivationAgrees(_ kind: Architecture) throws {
    let fixture = try PyTorchFixture(kind)
    let names = fixture.names("activation")
    #expect(names.count == 13)
    let trace = fixture.reference.forward(fixture.images())
    for name in names {
      let values = trace[name]
      #expect(fixture.error(values, "activation \(name)") < Self.tolerance, "\(name) of the reference")
    }
    for purpose in [NetworkEngine.Purpose.inference, .visualization, .training] {
      let engine = try fixture.engine(purpose)
      try engine.forward()
      for name in names {
        let values = try engine.activation(of: name)
        #expect(fixture.error(values, "activation \(name)") < Self.tolerance, "\(name) for \(purpose)")
      }
    }
  }

  @Test(arguments: kinds) func everyParametersGradientAgrees(_ kind: Architecture) throws {
    let fixture = try PyTorchFixture(kind)
    let engine = try fixture.engine(.training)
    let logits = try engine.forward()
    let labels = fixture.labels(step: 0)
    _ = SoftmaxCrossEntropy.gradient(logits, labels: labels, classes: fixture.description.classes)
    let signal = Tensor([labels.count, fixture.description.classes], logits)
    try engine.backward(logitsGradient: logits)
    let expected = fixture.reference.gradients(
      fixture.reference.forward(fixture.images()), logitsGradient: signal)
    #expect(fixture.names("gradient").count == 2 * engine.trainables.count)
    for trainable in engine.trainables {
      let pair = expected[trainable.node]
      for (suffix, values, reference) in [
        ("weight", trainable.weightGradients, pair.weights), ("bias", trainable.biasGradients, pair.biases),
      ] {
        let name = "gradient \(trainable.node).\(suffix)"
        #expect(fixture.error(Tensor(reference.shape, values), name) < Self.tolerance, "\(name)")
        #expect(fixture.error(reference, name) < Self.tolerance, "\(name) of the reference")
      }
    }
  }

  @Test(arguments: kinds) func tenStepsOfTrainingAgree(_ kind: Architecture) throws {
    let fixture = try PyTorchFixture(kind)
    let description = fixture.description
    let recipe = Recipe(
      network: ModelSpec(
        kind,
        .init(
          input: description.side, width: description.width, classes: description.classes,
          pixelScale: description.pixelScale)),
      data: .init(source: "formula", digest: "", storedSide: description.side),
      samples: description.steps * description.batch, batch: description.batch,
      optimizer: .init(
        learningRate: description.learningRate, momentum: description.momentum,
        weightDecay: description.weightDecay),
      schedule: .warmupCosine(warmup: 0), initialization: .he, filterClip: nil, augmentation: .randomCrops,
      evaluations: 1, seed: 1)
    let engine = try fixture.engine(.training)
    let step = TrainingStep(engine, try GradientDescent(recipe))
    var losses: [Double] = []
    for number in 0..<description.steps {
      engine.setPixels(fixture.images(step: number))
      let outcome = try step(
        labels: fixture.labels(step: number), learningRate: description.learningRate, dropout: nil)
      losses.append(try #require(outcome).result.lossSum / Double(description.batch))
    }
    #expect(fixture.error(Tensor([losses.count], losses), "losses") < Self.tolerance, "\(losses)")
    var parameters = fixture.parameters
    step.read(into: &parameters)
    for (name, tensor) in parameters.namedTensors {
      #expect(fixture.error(tensor, "final \(name)") < Self.tolerance, "\(name)")
    }
  }

  @Test(arguments: kinds) func normalizationAgreesForwardAndBackward(_ kind: Architecture) throws {
    let fixture = try PyTorchFixture(kind)
    let scale = fixture.description.pixelScale
    let constants = ResponseNormalization(alpha: Float(1e-4 / (scale * scale)))
    let input = PyTorchFixture.draws(seed: 3000, [fixture.description.batch, 16, 9, 9], deviation: 1).map {
      abs($0)
    }
    let signal = PyTorchFixture.draws(seed: 3001, input.shape, deviation: 1)
    #expect(
      fixture.error(Reference.responseNormalization(input, constants), "normalization output")
        < Self.tolerance)
    #expect(
      fixture.error(
        Reference.responseNormalizationBackward(signal, input: input, constants), "normalization gradient")
        < Self.tolerance)

    // A 1×1 convolution that changes nothing brings the maps into the layout that the engine normalizes them in.
    let unchanged = ConvolutionGeometry(inputs: 16, outputs: 16, window: WindowGeometry(kernel: 1, stride: 1))
    let graph = Graph(
      inputShape: [16, 9, 9],
      chain: [
        ("conv1", .convolution(unchanged)), ("relu1", .relu),
        ("norm1", .responseNormalization(constants)),
      ])
    var parameters = Parameters<Float>(zerosFor: graph)
    for map in 0..<16 { parameters["conv1"].weights[map, map, 0, 0] = 1 }
    let engine = try NetworkEngine(graph, batch: input.shape[0], for: .visualization)
    try engine.load(parameters)
    engine.setPixels(input)
    try engine.forward()
    #expect(fixture.error(try engine.activation(of: "norm1"), "normalization output") < Self.tolerance)
    let gradient = try engine.project(signal, from: "norm1", .init(.gradient, normalization: .gradient))
    #expect(fixture.error(gradient, "normalization gradient") < Self.tolerance)
  }
}
