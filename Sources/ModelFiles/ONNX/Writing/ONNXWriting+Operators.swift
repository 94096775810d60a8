import Kernels
import Networks
import ONNXSchema
import Tensors

/// What each operation of a graph becomes in an ONNX file.
extension ONNXWriting {
  /// Writes a node of the graph, whose inputs are written.
  mutating func write(_ node: Node) throws(Failure) -> Value {
    let name = node.name
    let input = node.inputs[0]
    switch node.operation {
    case .convolution(let geometry): return convolution(name, of: input, geometry)
    case .dense:
      let pair = model.parameters[name]
      let inputs = [
        vector(input), tensor("\(name).weight", pair.weights), tensor("\(name).bias", pair.biases),
      ]
      return Value(name: add(.gemm, inputs, name: name, [.integer("transB", 1)]), isVector: true)
    case .batchNormalization: return same(input, normalization(name, of: input))
    case .activation(let activation): return same(input, self.activation(name, of: input, activation))
    case .maxPooling(let window): return try maxPooling(name, of: input, window)
    case .averagePooling(let window, let countsPadding):
      return try averagePooling(name, of: input, window, countsPadding: countsPadding)
    case .globalAveragePooling:
      return Value(name: add(.globalAveragePool, [maps(input)], name: name), isVector: false)
    case .responseNormalization(let constants):
      let alpha = constants.dividesAlpha ? constants.alpha : constants.alpha * Float(constants.size)
      let attributes: [ONNXAttribute] = [
        .integer("size", constants.size), .float("alpha", alpha), .float("beta", constants.beta),
        .float("bias", constants.k),
      ]
      return Value(name: add(.lrn, [maps(input)], name: name, attributes), isVector: false)
    case .add, .concatenation: return joined(node)
    case .dropout(let probability):
      let ratio = number("\(name).ratio", probability)
      return same(input, add(.dropout, [value(input).name, ratio], name: name))
    case .flatten:
      return value(input).isVector
        ? value(input)
        : Value(
          name: add(.flatten, [value(input).name], name: name, [.integer("axis", 1)]), isVector: true)
    case .softmax:
      let shape = model.graph.shape(of: input)
      guard shape.count == shape[0] else {
        throw Failure(text: "\(name) is a softmax over maps of \(shape), not over a vector")
      }
      return Value(name: add(.softmax, [vector(input)], name: name, [.integer("axis", 1)]), isVector: true)
    }
  }

  /// A value with the extents of what it was computed from.
  private func same(_ input: String, _ name: String) -> Value {
    Value(name: name, isVector: value(input).isVector)
  }

  private mutating func normalization(_ name: String, of input: String) -> String {
    let pair = model.parameters[name]
    let channels = pair.weights.count
    let (zeros, ones) = (Tensor<Float>(zeros: [channels]), Tensor<Float>(zeros: [channels]).map { _ in 1 })
    let inputs = [
      value(input).name, tensor("\(name).weight", pair.weights), tensor("\(name).bias", pair.biases),
      tensor("\(name).mean", zeros), tensor("\(name).variance", ones),
    ]
    // Mean and variance are in the scales and shifts already.
    return add(.batchNormalization, inputs, name: name, [.float("epsilon", 0)])
  }

  private mutating func activation(_ name: String, of input: String, _ activation: Activation) -> String {
    let (source, isVector) = (value(input).name, value(input).isVector)
    switch activation {
    case .relu: return add(.relu, [source], name: name)
    case .leaky(let slope): return add(.leakyRelu, [source], name: name, [.float("alpha", slope)])
    case .clipped(let limit):
      let bounds = [number("\(name).low", 0), number("\(name).high", limit)]
      return add(.clip, [source] + bounds, name: name)
    case .parametric:
      let slopes = model.parameters[name].weights
      let extents = isVector ? [slopes.count] : [slopes.count, 1, 1]
      return add(.pRelu, [source, tensor("\(name).weight", slopes, extents: extents)], name: name)
    }
  }

  private mutating func joined(_ node: Node) -> Value {
    let areVectors = node.inputs.allSatisfy { value($0).isVector }
    var inputs: [String] = []
    for input in node.inputs { inputs.append(areVectors ? value(input).name : maps(input)) }
    let name: String
    if node.operation == .concatenation {
      name = add(.concat, inputs, name: node.name, [.integer("axis", 1)])
    } else {
      name = add(inputs.count == 2 ? .add : .sum, inputs, name: node.name)
    }
    return Value(name: name, isVector: areVectors)
  }

  // MARK: Windows

  private mutating func convolution(
    _ name: String, of input: String, _ geometry: ConvolutionGeometry
  ) -> Value {
    let pair = model.parameters[name]
    var attributes = windowAttributes(geometry.window, over: model.graph.shape(of: input))
    if geometry.groups > 1 { attributes.append(.integer("group", geometry.groups)) }
    let inputs = [
      maps(input), tensor("\(name).weight", pair.weights), tensor("\(name).bias", pair.biases),
    ]
    return Value(name: add(.conv, inputs, name: name, attributes), isVector: false)
  }

  private mutating func maxPooling(
    _ name: String, of input: String, _ window: WindowGeometry
  ) throws(Failure) -> Value {
    let shape = model.graph.shape(of: input)
    try check(window, over: shape, name)
    return Value(
      name: add(.maxPool, [maps(input)], name: name, windowAttributes(window, over: shape)), isVector: false)
  }

  private mutating func averagePooling(
    _ name: String, of input: String, _ window: WindowGeometry, countsPadding: Bool
  ) throws(Failure) -> Value {
    let shape = model.graph.shape(of: input)
    try check(window, over: shape, name)
    var attributes = windowAttributes(window, over: shape)
    if countsPadding {
      attributes.append(.integer("count_include_pad", 1))
      let axes = [(window.rows, shape[1]), (window.columns, shape[2])]
      if axes.contains(where: { Self.exactPad($0, $1) > $0.padAfter }) {
        // Padding counts and what lies beyond it does not: only rounding up says that, and along both axes.
        var ends: [Int] = []
        for (axis, length) in axes {
          let end = min(axis.padAfter, max(0, Self.exactPad(axis, length)))
          let rounded = AxisWindow(
            kernel: axis.kernel, stride: axis.stride, padBefore: axis.padBefore, padAfter: end,
            rounding: .upWithinInput)
          guard rounded.outputs(length) == axis.outputs(length) else {
            throw Failure(text: "\(name) rounds the numbers of its windows in a way that ONNX does not have")
          }
          ends.append(end)
        }
        attributes.removeAll { $0.name == "pads" }
        attributes.append(.integers("pads", axes.map(\.0.padBefore) + ends))
        attributes.append(.integer("ceil_mode", 1))
      }
    }
    return Value(name: add(.averagePool, [maps(input)], name: name, attributes), isVector: false)
  }

  /// A kernel, its strides, and the pads that give as many windows where sizes are rounded down.
  private func windowAttributes(_ window: WindowGeometry, over shape: Shape) -> [ONNXAttribute] {
    let axes = [(window.rows, shape[1]), (window.columns, shape[2])]
    return [
      .integers("kernel_shape", axes.map(\.0.kernel)), .integers("strides", axes.map(\.0.stride)),
      .integers("pads", axes.map(\.0.padBefore) + axes.map { Self.farPad($0, $1) }),
    ]
  }

  /// The padding at an axis' end with which rounding down gives the window's outputs over a length.
  private static func farPad(_ window: AxisWindow, _ length: Int) -> Int {
    window.rounding == .down ? window.padAfter : max(0, exactPad(window, length))
  }

  /// How far the last window reaches beyond a length; below zero where it ends before.
  private static func exactPad(_ window: AxisWindow, _ length: Int) -> Int {
    (window.outputs(length) - 1) * window.stride + window.kernel - length - window.padBefore
  }

  /// Runtimes refuse pads as large as the kernel, with which a window sees no value at all.
  private func check(_ window: WindowGeometry, over shape: Shape, _ name: String) throws(Failure) {
    for (axis, length) in [(window.rows, shape[1]), (window.columns, shape[2])] {
      guard axis.padBefore < axis.kernel, Self.farPad(axis, length) < axis.kernel else {
        throw Failure(text: "\(name) pads by as much as its kernel, which ONNX does not allow")
      }
    }
  }
}
