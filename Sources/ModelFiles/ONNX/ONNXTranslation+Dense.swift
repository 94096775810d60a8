import Kernels
import Networks
import Tensors

/// Dense layers, batch normalization and arithmetic.
extension ONNXTranslation {
  mutating func gemm(_ step: ONNXStep) throws(ForeignFailure) -> Operand {
    guard try step.integer("transA") ?? 0 == 0 else {
      throw step.unsupported("its first matrix is transposed, so that images become columns")
    }
    let alpha = try finite(step.float("alpha") ?? 1, "alpha", step)
    let beta = try finite(step.float("beta") ?? 1, "beta", step)
    let isTransposed = try step.integer("transB") ?? 0 != 0
    let biases = try constant(step, input: 2).map { ($0.dimensions, $0.floats) }
    let weights = try neededConstant(step, input: 1)
    return try dense(step, weights, isTransposed: isTransposed, scale: alpha, biases: biases, beta: beta)
  }

  mutating func matrixProduct(_ step: ONNXStep) throws(ForeignFailure) -> Operand {
    try dense(step, neededConstant(step, input: 1), isTransposed: false, scale: 1, biases: nil, beta: 0)
  }

  private mutating func dense(
    _ step: ONNXStep, _ weights: ONNXConstant, isTransposed: Bool, scale: Float, biases: ([Int], [Float])?,
    beta: Float
  ) throws(ForeignFailure) -> Operand {
    let input = try values(step)
    guard input.dimensions.count == 1 else {
      throw step.unsupported("its input of \(input.dimensions) is no vector for each image: flatten it first")
    }
    guard weights.dimensions.count == 2, weights.dimensions.allSatisfy({ $0 > 0 }) else {
      throw step.unsupported("its weights have the extents \(weights.dimensions), and not two")
    }
    let (rows, columns) = (weights.dimensions[0], weights.dimensions[1])
    let (inputs, outputs) = isTransposed ? (columns, rows) : (rows, columns)
    let numbers = weights.floats
    let tensor = Tensor<Float>([outputs, inputs]) { target in
      for output in 0..<outputs {
        for input in 0..<inputs {
          let place = isTransposed ? output * inputs + input : input * outputs + output
          target[output * inputs + input] = numbers[place] * scale
        }
      }
    }
    var shifts = [Float](repeating: 0, count: outputs)
    if let (dimensions, values) = biases, beta != 0 {
      guard dimensions.dropLast().allSatisfy({ $0 == 1 }), dimensions.count <= 2,
        values.count == outputs || values.count == 1
      else { throw step.unsupported("biases of the extents \(dimensions) for \(outputs) outputs") }
      for output in 0..<outputs { shifts[output] = values[values.count == 1 ? 0 : output] * beta }
    }
    let result = try add(
      .dense(inputs: inputs, outputs: outputs), of: [input.source],
      parameters: .init(weights: tensor, biases: Tensor([outputs], shifts)), step)
    guard case .values(let values) = result else { return result }
    return .values(Values(source: values.source, dimensions: [outputs]))
  }

  mutating func batchNormalization(_ step: ONNXStep) throws(ForeignFailure) -> Operand {
    let input = try values(step)
    guard try step.integer("training_mode") ?? 0 == 0, try step.integer("spatial") ?? 1 == 1 else {
      throw step.unsupported("it normalizes as in training, or each position apart")
    }
    let channels = input.dimensions[0]
    var tensors: [Tensor<Float>] = []
    for place in 1...4 {
      let constant = try neededConstant(step, input: place)
      guard constant.count == channels else {
        throw step.malformed("\(constant.count) numbers in its input \(place + 1) for \(channels) channels")
      }
      tensors.append(Tensor([channels], constant.floats))
    }
    let epsilon = try finite(step.float("epsilon") ?? 1e-5, "epsilon", step)
    let pair = Parameters<Float>.Pair(
      gamma: tensors[0], beta: tensors[1], mean: tensors[2], variance: tensors[3], epsilon: Double(epsilon))
    return keeping(
      input, try add(.batchNormalization(channels: channels), of: [input.source], parameters: pair, step))
  }

  // MARK: Arithmetic

  /// Sums of branches, and a constant added to a value or multiplied with it, one number a channel.
  mutating func arithmetic(_ step: ONNXStep, _ kind: ONNXOperator) throws(ForeignFailure) -> Operand {
    guard kind == .sum || step.node.inputs.count == 2 else {
      throw step.malformed("it has \(step.node.inputs.count) inputs instead of two")
    }
    var branches: [Values] = []
    var constants: [(place: Int, constant: ONNXConstant)] = []
    for place in step.node.inputs.indices {
      switch try operand(step, input: place) {
      case .constant(let constant): constants.append((place, constant))
      case .values: branches.append(try values(step, input: place))
      }
    }
    guard branches.count == 1 || kind == .add || kind == .sum else {
      throw step.unsupported("both of its inputs are computed; one must be a constant")
    }
    guard branches.allSatisfy({ $0.dimensions == branches[0].dimensions }) else {
      let extents = branches.map { "\($0.dimensions)" }.joined(separator: " and ")
      throw step.unsupported("it adds \(extents); all must have the same extents")
    }
    var result = Operand.values(branches[0])
    if branches.count > 1 {
      result = keeping(branches[0], try add(.add, of: branches.map(\.source), step))
    }
    for (place, constant) in constants {
      guard case .values(let input) = result else { break }
      let values = try channelValues(constant, of: input, step, name: step.node.inputs[place])
      let ones = [Float](repeating: 1, count: values.count)
      let zeros = [Float](repeating: 0, count: values.count)
      let (scales, shifts): ([Float], [Float])
      switch (kind, place) {
      case (.sub, 0): (scales, shifts) = (ones.map { -$0 }, values)
      case (.sub, _): (scales, shifts) = (ones, values.map { -$0 })
      case (.mul, _): (scales, shifts) = (values, zeros)
      case (.div, 0): throw step.unsupported("it divides by what is computed")
      case (.div, _): (scales, shifts) = (values.map { 1 / $0 }, zeros)
      default: (scales, shifts) = (ones, values)
      }
      let pair = Parameters<Float>.Pair(
        weights: Tensor([scales.count], scales), biases: Tensor([shifts.count], shifts))
      result = keeping(
        input,
        try add(.batchNormalization(channels: scales.count), of: [input.source], parameters: pair, step))
    }
    return result
  }

  /// A constant as one number for each channel of the values that it is combined with.
  func channelValues(
    _ constant: ONNXConstant, of input: Values, _ step: ONNXStep, name: String
  ) throws(ForeignFailure) -> [Float] {
    let rank = input.dimensions.count + 1
    let channels = input.dimensions[0]
    var extents = constant.dimensions
    if opset < 7, extents.count == 1, extents[0] > 1 {
      // The first versions say at which axis a constant begins, and count slopes by channels.
      let start = try step.integer("axis") ?? (step.node.operator == "PRelu" ? 1 : rank - 1)
      extents += Array(repeating: 1, count: max(0, rank - 1 - (try axis(start, rank: rank, step))))
    }
    guard extents.count <= rank else {
      throw step.unsupported(
        "“\(name)” has the extents \(constant.dimensions), more than it is combined with")
    }
    extents = Array(repeating: 1, count: rank - extents.count) + extents
    guard constant.count == 1 || constant.count == channels && extents[1] == channels else {
      throw step.unsupported(
        "“\(name)” has the extents \(constant.dimensions); one number, or one for each of \(channels) channels, is supported"
      )
    }
    let values = constant.floats
    return values.count == 1 ? Array(repeating: values[0], count: channels) : values
  }
}
