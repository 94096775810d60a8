import Kernels
import Networks
import Tensors

/// What an operator becomes whose input is the network's.
extension ONNXTranslation {
  /// The result of a node that depends on the image.
  mutating func operand(_ step: ONNXStep, _ kind: ONNXOperator) throws(ForeignFailure) -> Operand {
    switch kind {
    case .conv: return try convolution(step)
    case .gemm: return try gemm(step)
    case .matMul: return try matrixProduct(step)
    case .batchNormalization: return try batchNormalization(step)
    case .maxPool: return try maxPooling(step)
    case .averagePool: return try averagePooling(step)
    case .globalAveragePool:
      return try add(.globalAveragePooling, of: [maps(step).source], step)
    case .globalMaxPool: return try globalMaxPooling(step)
    case .reduceMean: return try mean(step)
    case .lrn: return try responseNormalization(step)
    case .relu: return try activation(.relu, step)
    case .leakyRelu:
      return try activation(.leaky(slope: finite(step.float("alpha") ?? 0.01, "alpha", step)), step)
    case .pRelu: return try parametricActivation(step)
    case .clip: return try clip(step)
    case .softmax: return try softmax(step)
    case .dropout: return try dropout(step)
    case .add, .sub, .mul, .div, .sum: return try arithmetic(step, kind)
    case .concat: return try concatenation(step)
    case .pad: return try pad(step)
    case .flatten, .reshape, .squeeze, .unsqueeze: return try reshaping(step, kind)
    case .identity: return .values(try values(step, padded: true))
    case .cast: return .values(try cast(step))
    case .transpose, .gather, .slice, .constant, .constantOfShape, .shape:
      throw step.unsupported("it is supported on constants alone, and its input is computed")
    }
  }

  // MARK: Value by value

  /// A nonlinearity of values, which keep their extents.
  mutating func activation(_ activation: Activation, _ step: ONNXStep) throws(ForeignFailure) -> Operand {
    let input = try values(step)
    return keeping(input, try add(.activation(activation), of: [input.source], step))
  }

  private mutating func parametricActivation(_ step: ONNXStep) throws(ForeignFailure) -> Operand {
    let input = try values(step)
    let slopes = try channelValues(neededConstant(step, input: 1), of: input, step, name: "slope")
    let pair = Parameters<Float>.Pair(
      weights: Tensor([slopes.count], slopes), biases: Tensor(zeros: [0]))
    return keeping(input, try add(.activation(.parametric), of: [input.source], parameters: pair, step))
  }

  /// Clipping to 0 and a limit; attributes before version 11, inputs from then on.
  private mutating func clip(_ step: ONNXStep) throws(ForeignFailure) -> Operand {
    var bounds = [try step.float("min"), try step.float("max")]
    if opset >= 11 {
      for place in 0..<2 {
        guard let bound = try constant(step, input: place + 1) else { continue }
        guard bound.count == 1 else { throw step.malformed("its bound \(place + 1) is not one number") }
        bounds[place] = bound.floats[0]
      }
    }
    let low = bounds[0] ?? -.infinity
    let high = bounds[1] ?? .infinity
    let isOpen = high >= Float.greatestFiniteMagnitude
    if low <= -Float.greatestFiniteMagnitude, isOpen { return .values(try values(step, padded: true)) }
    guard low == 0, high > 0 else {
      throw step.unsupported("it clips to \(low) … \(high); from 0 to a number above it is supported")
    }
    return try activation(isOpen ? .relu : .clipped(limit: high), step)
  }

  private mutating func softmax(_ step: ONNXStep) throws(ForeignFailure) -> Operand {
    let input = try values(step)
    // Before version 13, all extents from the axis on are one vector.
    let isFlattened = opset < 13
    let axis = try axis(
      step.integer("axis") ?? (isFlattened ? 1 : -1), rank: input.dimensions.count + 1, step)
    guard axis == 1 else { throw step.unsupported("it is over axis \(axis), and not over the channels") }
    var source = input.source
    if shape(of: source).count != shape(of: source)[0] {
      guard isFlattened, case .values(let vector) = try add(.flatten, of: [source], as: ".flat", step) else {
        throw step.unsupported("it is over the channels of maps of \(shape(of: source)), not over a vector")
      }
      source = vector.source
    }
    return keeping(input, try add(.softmax, of: [source], step))
  }

  /// Dropout, which does nothing at inference and is kept for those who train on.
  private mutating func dropout(_ step: ONNXStep) throws(ForeignFailure) -> Operand {
    let input = try values(step, padded: true)
    var ratio = try step.float("ratio") ?? 0.5
    if opset >= 12 {
      if let given = try constant(step, input: 1)?.floats.first { ratio = given }
      if let mode = try integers(step, input: 2), mode.contains(where: { $0 != 0 }) {
        throw step.unsupported("it is on, as in training")
      }
    }
    guard ratio > 0, ratio < 1, input.padding == nil else { return .values(input) }
    return keeping(input, try add(.dropout(probability: ratio), of: [input.source], step))
  }

  private mutating func responseNormalization(_ step: ONNXStep) throws(ForeignFailure) -> Operand {
    let input = try maps(step)
    guard let size = try step.integer("size"), (1...1 << 16).contains(size) else {
      throw step.malformed("its size is missing or no number of channels")
    }
    return try add(
      .responseNormalization(
        ResponseNormalization(
          size: size, alpha: finite(step.float("alpha") ?? 1e-4, "alpha", step),
          beta: finite(step.float("beta") ?? 0.75, "beta", step),
          k: finite(step.float("bias") ?? 1, "bias", step), dividesAlpha: true)),
      of: [input.source], step)
  }

  private mutating func cast(_ step: ONNXStep) throws(ForeignFailure) -> Values {
    guard let type = try castType(step), type.isFloating else {
      throw step.unsupported("it makes integers of the network's values")
    }
    return try values(step, padded: true)
  }

  // MARK: Branches

  private mutating func concatenation(_ step: ONNXStep) throws(ForeignFailure) -> Operand {
    var parts: [Values] = []
    for place in step.node.inputs.indices { parts.append(try values(step, input: place)) }
    let rank = parts[0].dimensions.count
    guard parts.allSatisfy({ $0.dimensions.count == rank }) else {
      throw step.malformed("its inputs have different numbers of extents")
    }
    guard try axis(step.integer("axis") ?? 1, rank: rank + 1, step) == 1 else {
      throw step.unsupported("it does not join channels")
    }
    if parts.count == 1 { return .values(parts[0]) }
    let joined = try add(.concatenation, of: parts.map(\.source), step)
    guard case .values(let values) = joined, rank < 3 else { return joined }
    return .values(
      Values(
        source: values.source,
        dimensions: [values.dimensions[0]] + Array(repeating: 1, count: rank - 1)))
  }

  // MARK: Parts

  /// The same result under the extents of the input, for operators that change none.
  func keeping(_ input: Values, _ result: Operand) -> Operand {
    guard case .values(let values) = result else { return result }
    return .values(Values(source: values.source, dimensions: input.dimensions))
  }

  /// An axis counted from the first, where a file may count from the last.
  func axis(_ axis: Int, rank: Int, _ step: ONNXStep) throws(ForeignFailure) -> Int {
    guard (-rank..<rank).contains(axis) else {
      throw step.malformed("its axis \(axis) is none of \(rank) extents")
    }
    return axis < 0 ? axis + rank : axis
  }

  /// A number that must not be infinite or none at all.
  func finite(_ value: Float, _ name: String, _ step: ONNXStep) throws(ForeignFailure) -> Float {
    guard value.isFinite else { throw step.malformed("its \(name) is \(value)") }
    return value
  }
}
