import Kernels
import Tensors

extension NetworkEngine {
  /// Compiles one step of a plan over what it reads.
  static func step(
    _ step: EnginePlan.Step, _ inputs: [Connection], readers: [(step: Int, slot: Int)], _ graph: Graph,
    batch: Int, for purpose: Purpose, precision: Precision, outputPrecision: Precision
  ) throws(OneDNNError) -> Step {
    let node = step.nodes[0]
    var inputs = inputs
    // Only dense layers read and give vectors.
    if case .dense = node.operation {
    } else {
      for slot in inputs.indices { inputs[slot] = try inputs[slot].asMaps() }
    }
    let stagePurpose: StagePurpose =
      switch purpose {
      case .inference: .inference
      case .visualization: .visualization
      case .training: .training
      }
    let stage = try stage(
      step, inputs, dimensions: inputs.map { $0.values.dimensions },
      outputDimensions: [batch] + graph.shape(of: node.name).dimensions,
      for: stagePurpose, precision: precision, outputPrecision: outputPrecision)
    return Step(
      nodeNames: step.nodes.map(\.name), stage: stage, inputs: step.inputs,
      branches: try branches(of: stage.output, readers),
      isRectified: step.nodes.contains { if case .activation = $0.operation { true } else { false } },
      dropout: step.dropout.map {
        DropoutMask(probability: $0.probability, layout: stage.output.values.layout, layer: $0.name)
      })
  }

  /// A signal for each of several readers of a connection; none where one reader takes the connection's own.
  static func branches(
    of connection: Connection, _ readers: [(step: Int, slot: Int)]
  ) throws(OneDNNError) -> [Branch] {
    guard readers.count > 1, connection.signal != nil else { return [] }
    var branches: [Branch] = []
    for reader in readers {
      branches.append(Branch(reader: reader.step, connection: try connection.branch()))
    }
    return branches
  }

  private static func stage(
    _ step: EnginePlan.Step, _ inputs: [Connection], dimensions: [[Int]], outputDimensions: [Int],
    for purpose: StagePurpose, precision: Precision, outputPrecision: Precision
  ) throws(OneDNNError) -> any Stage {
    let (input, extents) = (inputs[0], dimensions[0])
    func loops(_ operation: any LoopOperation) throws(OneDNNError) -> any Stage {
      try LoopStage(operation, inputs, dimensions: dimensions, outputDimensions: outputDimensions)
    }
    switch step.nodes[0].operation {
    case .convolution(let geometry):
      return try ConvolutionStage(
        geometry, input, dimensions: extents, fusesReLU: step.fusesReLU, for: purpose, precision: precision,
        outputPrecision: outputPrecision)
    case .dense(_, let outputs):
      return try DenseStage(
        outputs: outputs, input, dimensions: extents, fusesReLU: step.fusesReLU, for: purpose,
        precision: precision, outputPrecision: outputPrecision)
    case .maxPooling(let window):
      return try PoolingStage(input, dimensions: extents, window: window, for: purpose)
    case .responseNormalization(let constants):
      return try NormalizationStage(input, constants, for: purpose)
    case .batchNormalization:
      return try ChannelScaleStage(input, dimensions: extents, for: purpose)
    case .activation(.parametric):
      return try ParametricActivationStage(input, dimensions: extents, for: purpose)
    case .activation(let activation):
      return try ActivationStage(activation, input, dimensions: extents)
    case .averagePooling(let window, let countsPadding):
      return try loops(AveragePooling(window, countsPadding: countsPadding, over: extents))
    case .globalAveragePooling:
      let window = Shape(extents).wholeMapWindow
      return try loops(AveragePooling(window, countsPadding: false, over: extents))
    case .add:
      return try loops(Addition(count: input.values.layout.elementCount))
    case .concatenation:
      return try loops(Concatenation(dimensions))
    case .flatten:
      return try loops(Concatenation(dimensions))
    case .dropout, .softmax:
      preconditionFailure("\(step.nodes[0].name) of the image itself")
    }
  }
}
