import Kernels
import Tensors

extension Shard {
  /// How a network is compiled.
  struct Settings {
    let plan: EnginePlan
    let purpose: StagePurpose
    let precision: Precision
    let logitsPlace: Int

    /// Logits decide the loss: they are never rounded. Where a graph ends in a ReLU they are no logits, and their signal,
    /// which the ReLU's rule is applied to, has the values' data type.
    func outputPrecision(_ place: Int) -> Precision {
      place == logitsPlace && !plan.steps[place].fusesReLU ? .float32 : precision
    }
  }

  /// Compiles the next step over what it reads.
  ///
  /// - Parameter model: another shard that has the step, whose weights are shared.
  func append(_ place: Int, _ settings: Settings, sharing model: Shard?) throws(OneDNNError) {
    let step = settings.plan.steps[place]
    // Only dense layers read and give vectors.
    var inputs: [Connection] = []
    for slot in step.inputs.indices { inputs.append(try connection(read: slot, by: place, step).asMaps()) }
    let dimensions = inputs.map { $0.values.dimensions }
    let stage = try Self.stage(
      step, inputs, dimensions: dimensions,
      outputDimensions: [images.count] + graph.shape(of: step.nodes[0].name).dimensions,
      settings, outputPrecision: settings.outputPrecision(place),
      sharing: model?.steps[place].weighted?.weights)
    append(step, stage, branches: try Self.branches(of: stage.output, settings.plan.readers(of: place)))
  }

  /// Adds this shard's part of a step that is the whole batch's.
  ///
  /// - Parameter branches: the signals of the step's readers, of the whole batch.
  func append(
    _ place: Int, _ settings: Settings, of dense: DenseStage, branches: [Branch]
  ) throws(OneDNNError) {
    let step = settings.plan.steps[place]
    let stage = try DenseRowsStage(
      connection(read: 0, by: place, step), rows: dense.input.images(images),
      output: dense.output.images(images), fusesReLU: step.fusesReLU)
    var own: [Branch] = []
    for branch in branches {
      own.append(Branch(reader: branch.reader, connection: try branch.connection.images(images)))
    }
    append(step, stage, branches: own)
  }

  private func append(_ step: EnginePlan.Step, _ stage: any Stage, branches: [Branch]) {
    steps.append(
      Step(
        nodeNames: step.nodes.map(\.name), stage: stage, inputs: step.inputs, branches: branches,
        isRectified: step.nodes.contains { if case .activation = $0.operation { true } else { false } },
        dropout: step.dropout.map {
          DropoutMask(
            probability: $0.probability, of: stage.output.values, fromImage: images.lowerBound, layer: $0.name
          )
        }))
  }

  /// What a step reads in one of its slots.
  func connection(read slot: Int, by place: Int, _ step: EnginePlan.Step) -> Connection {
    let input = step.inputs[slot]
    let branches = input.map { steps[$0].branches } ?? pixelBranches
    // Of a step that reads one twice, the readers come in the order of the inputs.
    let earlier = step.inputs[..<slot].count { $0 == input }
    let own = branches.filter { $0.reader == place }.dropFirst(earlier).first?.connection
    return own ?? input.map { steps[$0].stage.output } ?? pixels
  }

  private static func stage(
    _ step: EnginePlan.Step, _ inputs: [Connection], dimensions: [[Int]], outputDimensions: [Int],
    _ settings: Settings, outputPrecision: Precision, sharing weights: LayerWeights?
  ) throws(OneDNNError) -> any Stage {
    let (input, extents, purpose) = (inputs[0], dimensions[0], settings.purpose)
    func loops(_ operation: any LoopOperation) throws(OneDNNError) -> any Stage {
      try LoopStage(operation, inputs, dimensions: dimensions, outputDimensions: outputDimensions)
    }
    switch step.nodes[0].operation {
    case .convolution(let geometry):
      return try ConvolutionStage(
        geometry, input, dimensions: extents, fusesReLU: step.fusesReLU, for: purpose,
        precision: settings.precision, outputPrecision: outputPrecision, sharing: weights)
    case .maxPooling(let window):
      return try PoolingStage(input, dimensions: extents, window: window, for: purpose)
    case .responseNormalization(let constants):
      return try NormalizationStage(input, constants, for: purpose)
    case .batchNormalization:
      return try ChannelScaleStage(input, dimensions: extents, for: purpose, sharing: weights)
    case .activation(.parametric):
      return try ParametricActivationStage(input, dimensions: extents, for: purpose, sharing: weights)
    case .activation(let activation):
      return try ActivationStage(activation, input, dimensions: extents)
    case .averagePooling(let window, let countsPadding):
      return try loops(AveragePooling(window, countsPadding: countsPadding, over: extents))
    case .globalAveragePooling:
      let window = Shape(extents).wholeMapWindow
      return try loops(AveragePooling(window, countsPadding: false, over: extents))
    case .add:
      return try loops(Addition(count: input.values.layout.elementCount))
    case .concatenation, .flatten:
      return try loops(Concatenation(dimensions))
    case .dense:
      preconditionFailure("\(step.nodes[0].name) is the whole batch's")
    case .dropout, .softmax:
      preconditionFailure("\(step.nodes[0].name) of the image itself")
    }
  }
}
