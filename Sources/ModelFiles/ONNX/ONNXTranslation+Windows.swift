import Kernels
import Networks
import Tensors

/// Convolution and pooling.
extension ONNXTranslation {
  mutating func convolution(_ step: ONNXStep) throws(ForeignFailure) -> Operand {
    let input = try maps(step, padded: true)
    let weights = try neededConstant(step, input: 1)
    guard weights.dimensions.count == 4,
      weights.dimensions.allSatisfy({ (1...ForeignGraphBuilder.mostChannels).contains($0) })
    else {
      throw step.unsupported("its weights have the extents \(weights.dimensions); images have four")
    }
    let outputs = weights.dimensions[0]
    let groups = try step.integer("group") ?? 1
    guard (1...ForeignGraphBuilder.mostChannels).contains(groups), outputs.isMultiple(of: groups) else {
      throw step.malformed("\(outputs) channels in \(groups) groups")
    }
    let kernel = Array(weights.dimensions[2...])
    if let stated = try step.integers("kernel_shape"), stated != kernel {
      throw step.malformed("its kernel is \(stated) and its weights are for \(kernel)")
    }
    if let padding = input.padding, padding.value != 0 {
      throw step.unsupported("\(padding.title) pads by \(padding.value) and not by 0")
    }
    let dilations = try step.integers("dilations") ?? [1, 1]
    guard let dilated = DilatedKernel(kernel, dilations: dilations, planes: outputs * weights.dimensions[1])
    else {
      throw step.unsupported(
        "a kernel of \(kernel) with dilations of \(dilations); \(DilatedKernel.wanted)"
      )
    }
    let window = try window(dilated.extents, over: input, rounding: .down, step)
    let biases = try constant(step, input: 2)?.floats ?? [Float](repeating: 0, count: outputs)
    guard biases.count == outputs else {
      throw step.malformed("\(biases.count) biases for \(outputs) channels")
    }
    let geometry = ConvolutionGeometry(
      inputs: weights.dimensions[1] * groups, outputs: outputs, window: window, groups: groups)
    let own = Tensor(Shape(weights.dimensions), weights.floats)
    return try add(
      .convolution(geometry), of: [input.source],
      parameters: .init(weights: dilated.spread(own), biases: Tensor([outputs], biases)), step)
  }

  mutating func maxPooling(_ step: ONNXStep) throws(ForeignFailure) -> Operand {
    let input = try maps(step, padded: true)
    let window = try poolingWindow(step, over: input)
    if let padding = input.padding, padding.value > -Float.greatestFiniteMagnitude {
      // Zeros change no maximum of values that are none below zero.
      guard padding.value == 0, isNotNegative(input), overlaps(window) else {
        throw step.unsupported("\(padding.title) pads by \(padding.value), which could be a maximum")
      }
    }
    return try add(.maxPooling(window), of: [input.source], step)
  }

  mutating func averagePooling(_ step: ONNXStep) throws(ForeignFailure) -> Operand {
    let input = try maps(step, padded: true)
    var countsPadding = try step.integer("count_include_pad") ?? 0 != 0
    if let padding = input.padding {
      let own = try step.integers("pads") ?? []
      let automatic = try step.text("auto_pad") ?? "NOTSET"
      guard padding.value == 0, countsPadding || own.allSatisfy({ $0 == 0 }) && !automatic.hasPrefix("SAME")
      else { throw step.unsupported("what \(padding.title) pads counts and its own padding does not") }
      countsPadding = true
    }
    let window = try poolingWindow(step, over: input)
    return try add(.averagePooling(window, countsPadding: countsPadding), of: [input.source], step)
  }

  mutating func globalMaxPooling(_ step: ONNXStep) throws(ForeignFailure) -> Operand {
    let input = try maps(step)
    let window = WindowGeometry(
      rows: AxisWindow(kernel: input.dimensions[1]), columns: AxisWindow(kernel: input.dimensions[2]))
    return try add(.maxPooling(window), of: [input.source], step)
  }

  /// The mean over height and width.
  mutating func mean(_ step: ONNXStep) throws(ForeignFailure) -> Operand {
    let input = try maps(step)
    var axes: [Int] = []
    for axis in try (opset >= 18 ? integers(step, input: 1) : step.integers("axes")) ?? [] {
      axes.append(try self.axis(axis, rank: 4, step))
    }
    guard axes.sorted() == [2, 3] else {
      throw step.unsupported("it is over the axes \(axes), and not over height and width")
    }
    let result = try add(.globalAveragePooling, of: [input.source], step)
    guard case .values(let values) = result, try step.integer("keepdims") ?? 1 == 0 else { return result }
    return .values(Values(source: values.source, dimensions: [input.dimensions[0]]))
  }

  /// Padding, which the convolution or pooling that reads it takes up.
  mutating func pad(_ step: ONNXStep) throws(ForeignFailure) -> Operand {
    var input = try values(step)
    if let mode = try step.text("mode"), mode != "constant" {
      throw step.unsupported("it pads by \(mode), and not by a constant")
    }
    let rank = input.dimensions.count + 1
    var pads = try opset < 11 ? step.integers("pads") : integers(step, input: 1)
    var value = try step.float("value") ?? 0
    if opset >= 11, let given = try constant(step, input: 2) {
      guard given.count == 1 else { throw step.malformed("its value is not one number") }
      value = given.floats[0]
    }
    if step.has(3), let axes = try integers(step, input: 3), let given = pads {
      var all = [Int](repeating: 0, count: 2 * rank)
      guard given.count == 2 * axes.count else {
        throw step.malformed("\(given.count) pads for \(axes.count) axes")
      }
      for (place, axis) in axes.enumerated() {
        let axis = try self.axis(axis, rank: rank, step)
        all[axis] = given[place]
        all[axis + rank] = given[place + axes.count]
      }
      pads = all
    }
    guard let pads, pads.count == 2 * rank,
      pads.allSatisfy({ (0...ForeignGraphBuilder.longestWindow).contains($0) })
    else {
      throw step.unsupported("its pads \(pads ?? []) are not two for each of \(rank) extents, none negative")
    }
    if pads.allSatisfy({ $0 == 0 }) { return .values(input) }
    guard rank == 4, pads[0] == 0, pads[1] == 0, pads[4] == 0, pads[5] == 0 else {
      throw step.unsupported("it pads along other axes than height and width")
    }
    input.padding = Padding(
      top: pads[2], left: pads[3], bottom: pads[6], right: pads[7], value: value, title: step.title)
    return .values(input)
  }

  // MARK: Windows

  private func poolingWindow(_ step: ONNXStep, over input: Values) throws(ForeignFailure) -> WindowGeometry {
    guard let kernel = try step.integers("kernel_shape"), kernel.count == 2 else {
      throw step.malformed("its kernel_shape is not a height and a width")
    }
    if let dilations = try step.integers("dilations"), !dilations.allSatisfy({ $0 == 1 }) {
      throw step.unsupported("dilations of \(dilations); poolings without gaps are supported")
    }
    let isRoundedUp = try step.integer("ceil_mode") ?? 0 != 0
    let window = try window(kernel, over: input, rounding: isRoundedUp ? .upWithinInput : .down, step)
    guard overlaps(window) else {
      throw step.unsupported("its padding is as large as its kernel, so that windows see no value")
    }
    return window
  }

  /// Whether every window covers a position of the map.
  private func overlaps(_ window: WindowGeometry) -> Bool {
    [window.rows, window.columns].allSatisfy { $0.padBefore < $0.kernel && $0.padAfter < $0.kernel }
  }

  private func isNotNegative(_ values: Values) -> Bool {
    switch node(of: values)?.operation {
    case .activation(.relu), .activation(.clipped): true
    default: false
    }
  }

  /// The window of a node over maps, what a `Pad` before it has put around them included.
  private func window(
    _ kernel: [Int], over input: Values, rounding: SizeRounding, _ step: ONNXStep
  ) throws(ForeignFailure) -> WindowGeometry {
    let strides = try step.integers("strides") ?? [1, 1]
    for extents in [kernel, strides] {
      guard extents.count == 2, extents.allSatisfy({ (1...ForeignGraphBuilder.longestWindow).contains($0) })
      else {
        throw step.unsupported("a kernel of \(kernel) with strides of \(strides); images have two of each")
      }
    }
    var before = [input.padding?.top ?? 0, input.padding?.left ?? 0]
    var after = [input.padding?.bottom ?? 0, input.padding?.right ?? 0]
    let automatic = try step.text("auto_pad") ?? "NOTSET"
    switch automatic {
    case "VALID": break
    case "", "NOTSET":
      let pads = try step.integers("pads") ?? [0, 0, 0, 0]
      guard pads.count == 4, pads.allSatisfy({ (0...ForeignGraphBuilder.longestWindow).contains($0) }) else {
        throw step.unsupported("pads of \(pads); four are wanted, none negative")
      }
      for axis in 0..<2 {
        before[axis] += pads[axis]
        after[axis] += pads[axis + 2]
      }
    case "SAME_UPPER", "SAME_LOWER":
      for axis in 0..<2 {
        let length = input.dimensions[axis + 1] + before[axis] + after[axis]
        let outputs = (length + strides[axis] - 1) / strides[axis]
        let total = max(0, (outputs - 1) * strides[axis] + kernel[axis] - length)
        // The odd one goes to the end that the name says.
        before[axis] += automatic == "SAME_UPPER" ? total / 2 : total - total / 2
        after[axis] += automatic == "SAME_UPPER" ? total - total / 2 : total / 2
      }
    default: throw step.malformed("its auto_pad is “\(automatic)”")
    }
    guard (before + after).allSatisfy({ $0 <= ForeignGraphBuilder.longestWindow }) else {
      throw step.unsupported("pads of \(before + after), more than any map has positions")
    }
    let axes = (0..<2).map {
      AxisWindow(
        kernel: kernel[$0], stride: strides[$0], padBefore: before[$0], padAfter: after[$0],
        rounding: rounding)
    }
    return WindowGeometry(rows: axes[0], columns: axes[1])
  }
}
