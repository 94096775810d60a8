import CaffeSchema
import Kernels
import Networks
import Tensors

/// What each type of layer becomes.
extension CaffeTranslation {
  /// The first output of a layer.
  mutating func result(of step: CaffeStep, _ inputs: [Values]) throws(ForeignFailure) -> Values {
    switch step.layer.type {
    case "Convolution": return try convolution(step, maps(inputs, step))
    case "Pooling": return try pooling(step, maps(inputs, step))
    case "InnerProduct": return try dense(step, single(inputs, step))
    case "ReLU":
      let slope = try finite(step.layer.reluParam.negativeSlope, "negative_slope", step)
      let activation: Activation = slope == 0 ? .relu : .leaky(slope: slope)
      return try keeping(single(inputs, step), .activation(activation), step)
    case "PReLU": return try parametricActivation(step, single(inputs, step))
    case "LRN": return try responseNormalization(step, maps(inputs, step))
    case "Dropout":
      let input = try single(inputs, step)
      let ratio = step.layer.dropoutParam.dropoutRatio
      return ratio > 0 && ratio < 1 ? try keeping(input, .dropout(probability: ratio), step) : input
    case "Softmax": return try softmax(step, single(inputs, step))
    case "Concat": return try concatenation(step, inputs)
    case "Eltwise": return try sum(step, inputs)
    case "BatchNorm": return try batchNormalization(step, single(inputs, step))
    case "Scale": return try scale(step, single(inputs, step))
    case "Bias":
      let input = try single(inputs, step)
      let shifts = try weights.tensor(step, 0, "biases", [input.dimensions[0]])
      return try affine(input, scales: shifts.map { _ in 1 }, shifts: shifts, step)
    case "Power": return try power(step, single(inputs, step))
    case "Split": return try single(inputs, step)
    case "Flatten": return try flattened(step, single(inputs, step))
    case "Reshape": return try reshaped(step, single(inputs, step))
    case "":
      throw step.unsupported(
        "it has no type that is known",
        hint:
          "files of before 2014 are made new by Caffe's upgrade_net_proto_text and upgrade_net_proto_binary")
    default:
      throw step.unsupported(
        "layers of this type are not supported",
        hint: "networks of these are read: \(CaffeStep.supported.joined(separator: ", "))")
    }
  }

  // MARK: Value by value

  private mutating func parametricActivation(
    _ step: CaffeStep, _ input: Values
  ) throws(ForeignFailure) -> Values {
    let channels = input.dimensions[0]
    let isShared = step.layer.preluParam.channelShared
    let slopes = try weights.tensor(step, 0, "slopes", [isShared ? 1 : channels])
    let all = isShared ? Tensor([channels], [Float](repeating: slopes[0], count: channels)) : slopes
    return try keeping(
      input, .activation(.parametric), parameters: .init(weights: all, biases: Tensor(zeros: [0])), step)
  }

  private mutating func responseNormalization(
    _ step: CaffeStep, _ input: Values
  ) throws(ForeignFailure) -> Values {
    let settings = step.layer.lrnParam
    guard settings.normRegion == .acrossChannels else {
      throw step.unsupported("it normalizes within channels; across channels is supported")
    }
    guard (1...Int64(ForeignGraphBuilder.longestWindow)).contains(settings.localSize),
      settings.localSize % 2 == 1
    else {
      throw step.malformed("its local_size is \(settings.localSize), and not an odd number of channels")
    }
    guard settings.k > 0, settings.alpha >= 0 else {
      throw step.malformed(
        "its k is \(settings.k) and its alpha \(settings.alpha): what it divides by is above 0 for all values only with a k above 0 and an alpha of 0 or more"
      )
    }
    return try keeping(
      input,
      .responseNormalization(
        ResponseNormalization(
          size: Int(settings.localSize), alpha: finite(settings.alpha, "alpha", step),
          beta: finite(settings.beta, "beta", step), k: finite(settings.k, "k", step), dividesAlpha: true)),
      step)
  }

  private mutating func softmax(_ step: CaffeStep, _ input: Values) throws(ForeignFailure) -> Values {
    guard try axis(step.layer.softmaxParam.axis, of: input, step) == 1,
      shape(of: input).count == input.dimensions[0]
    else { throw step.unsupported("it is not over the values of one vector an image") }
    return try keeping(input, .softmax, step)
  }

  // MARK: Channel by channel

  private mutating func batchNormalization(
    _ step: CaffeStep, _ input: Values
  ) throws(ForeignFailure) -> Values {
    let settings = step.layer.batchNormParam
    guard !settings.hasUseGlobalStats || settings.useGlobalStats else {
      throw step.unsupported(
        "it normalizes by the batch, as in training",
        hint: "set use_global_stats: true where it was trained so")
    }
    let channels = input.dimensions[0]
    let means = try weights.tensor(step, 0, "means", [channels])
    let variances = try weights.tensor(step, 1, "variances", [channels])
    // The sums are of a moving average, by whose total weight they are divided.
    let total = try Double(weights.tensor(step, 2, "moving average's weights", [1])[0])
    let factor = total == 0 ? 0 : 1 / total
    func divided(_ sums: Tensor<Float>) -> Tensor<Float> { sums.map { Float(Double($0) * factor) } }
    let spread = divided(variances)
    guard spread.withUnsafeBuffer({ $0.allSatisfy { $0 >= 0 } }) else {
      throw step.malformed("its variances are not all above zero")
    }
    let ones = Tensor<Float>([channels], [Float](repeating: 1, count: channels))
    return try keeping(
      input, .batchNormalization(channels: channels),
      parameters: .init(
        gamma: ones, beta: Tensor(zeros: [channels]), mean: divided(means), variance: spread,
        epsilon: Double(finite(settings.eps, "eps", step))), step)
  }

  private mutating func scale(_ step: CaffeStep, _ input: Values) throws(ForeignFailure) -> Values {
    let settings = step.layer.scaleParam
    guard try axis(settings.axis, of: input, step) == 1,
      settings.numAxes == 1 || settings.numAxes == -1 && input.dimensions.count == 1
    else { throw step.unsupported("it scales other things than channels") }
    let channels = input.dimensions[0]
    let scales = try weights.tensor(step, 0, "scales", [channels])
    let shifts =
      settings.biasTerm ? try weights.tensor(step, 1, "biases", [channels]) : Tensor(zeros: [channels])
    return try affine(input, scales: scales, shifts: shifts, step)
  }

  private mutating func power(_ step: CaffeStep, _ input: Values) throws(ForeignFailure) -> Values {
    let settings = step.layer.powerParam
    guard settings.power == 1 else {
      throw step.unsupported("it raises to the power of \(settings.power); 1 is supported")
    }
    let channels = input.dimensions[0]
    func all(_ value: Float) -> Tensor<Float> {
      Tensor([channels], [Float](repeating: value, count: channels))
    }
    return try affine(
      input, scales: all(finite(settings.scale, "scale", step)),
      shifts: all(finite(settings.shift, "shift", step)), step)
  }

  /// Each channel multiplied by a number and shifted by another.
  private mutating func affine(
    _ input: Values, scales: Tensor<Float>, shifts: Tensor<Float>, _ step: CaffeStep
  ) throws(ForeignFailure) -> Values {
    try keeping(
      input, .batchNormalization(channels: input.dimensions[0]),
      parameters: .init(weights: scales, biases: shifts), step)
  }

  // MARK: Branches

  private mutating func concatenation(_ step: CaffeStep, _ inputs: [Values]) throws(ForeignFailure) -> Values
  {
    let settings = step.layer.concatParam
    let rank = inputs[0].dimensions.count
    guard inputs.allSatisfy({ $0.dimensions.count == rank }) else {
      throw step.malformed("its inputs have different numbers of extents")
    }
    guard try axis(settings.hasConcatDim ? settings.concatDim : settings.axis, of: inputs[0], step) == 1
    else {
      throw step.unsupported("it does not join channels")
    }
    if inputs.count == 1 { return inputs[0] }
    let joined = try add(.concatenation, of: inputs, step)
    return rank == 3 ? joined : Values(source: joined.source, dimensions: [joined.dimensions[0]])
  }

  private mutating func sum(_ step: CaffeStep, _ inputs: [Values]) throws(ForeignFailure) -> Values {
    let settings = step.layer.eltwiseParam
    guard settings.operation == .sum else {
      throw step.unsupported("it takes products or maxima of its inputs; sums are supported")
    }
    guard settings.coeff.allSatisfy({ $0 == 1 }) else {
      throw step.unsupported(
        "it multiplies its inputs by \(settings.coeff.prefix(8)); plain sums are supported")
    }
    guard inputs.allSatisfy({ $0.dimensions == inputs[0].dimensions }) else {
      let extents = inputs.prefix(8).map { "\($0.dimensions)" }.joined(separator: " and ")
      throw step.malformed("it adds \(extents); all must have the same extents")
    }
    let result = try add(.add, of: inputs, step)
    return Values(source: result.source, dimensions: inputs[0].dimensions)
  }
}
