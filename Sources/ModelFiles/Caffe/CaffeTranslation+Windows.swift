import CaffeSchema
import Kernels
import Networks
import Tensors

/// Convolution and pooling.
extension CaffeTranslation {
  mutating func convolution(_ step: CaffeStep, _ input: Values) throws(ForeignFailure) -> Values {
    let settings = step.layer.convolutionParam
    guard try axis(settings.axis, of: input, step) == 1 else {
      throw step.unsupported("its channels are not the first axis")
    }
    let outputs = try channels(settings.numOutput, step)
    let inputs = input.dimensions[0]
    guard (1...Int64(inputs)).contains(settings.group), inputs.isMultiple(of: Int(settings.group)),
      outputs.isMultiple(of: Int(settings.group))
    else { throw step.malformed("\(inputs) channels to \(outputs) in \(settings.group) groups") }
    let kernel = try extents(
      settings.kernelSize, settings.hasKernelH || settings.hasKernelW, settings.kernelH, settings.kernelW,
      "kernel_size", from: 1, step)
    let stride = try strides(
      settings.stride, settings.hasStrideH || settings.hasStrideW, settings.strideH, settings.strideW, step)
    let pad = try extents(
      settings.pad, settings.hasPadH || settings.hasPadW, settings.padH, settings.padW, "pad", from: 0, step)
    let dilations =
      settings.dilation.isEmpty
      ? [1, 1] : try extents(settings.dilation, false, 0, 0, "dilation", from: 1, step)
    let planes = [outputs, inputs / Int(settings.group)]
    guard let dilated = DilatedKernel(kernel, dilations: dilations, planes: planes[0] * planes[1]) else {
      throw step.unsupported(
        "a kernel of \(kernel) with dilations of \(dilations); \(DilatedKernel.wanted)")
    }
    let geometry = ConvolutionGeometry(
      inputs: inputs, outputs: outputs, window: Self.window(dilated.extents, stride, pad, rounding: .down),
      groups: Int(settings.group))
    let pair = Parameters<Float>.Pair(
      weights: dilated.spread(try weights.tensor(step, 0, "weights", planes + kernel)),
      biases: settings.biasTerm ? try weights.tensor(step, 1, "biases", [outputs]) : Tensor(zeros: [outputs]))
    return try add(.convolution(geometry), of: [input], parameters: pair, step)
  }

  mutating func pooling(_ step: CaffeStep, _ input: Values) throws(ForeignFailure) -> Values {
    let settings = step.layer.poolingParam
    guard settings.pool != .stochastic else {
      throw step.unsupported("it pools by chance; MAX and AVE are supported")
    }
    if settings.globalPooling {
      guard settings.pool == .max else { return try add(.globalAveragePooling, of: [input], step) }
      let axes = input.dimensions[1...].map { AxisWindow(kernel: $0) }
      return try add(.maxPooling(WindowGeometry(rows: axes[0], columns: axes[1])), of: [input], step)
    }
    let kernel = try extents(
      settings.kernelSize, settings.hasKernelH || settings.hasKernelW, settings.kernelH, settings.kernelW,
      "kernel_size", from: 1, step)
    let stride = try strides(
      settings.stride, settings.hasStrideH || settings.hasStrideW, settings.strideH, settings.strideW, step)
    let pad = try extents(
      settings.pad, settings.hasPadH || settings.hasPadW, settings.padH, settings.padW, "pad", from: 0, step)
    guard pad[0] < kernel[0], pad[1] < kernel[1] else {
      throw step.malformed("its padding is as large as its kernel, so that windows see no value")
    }
    let window = Self.window(
      kernel, stride, pad, rounding: settings.roundMode == .floor ? .down : .upWithinInput)
    for (axis, length) in zip([window.rows, window.columns], input.dimensions[1...]) {
      // Without padding, Caffe keeps a last window that starts beyond the map, and computes no number there.
      guard axis.rounding == .upWithinInput, pad == [0, 0], axis.fits(length) else { continue }
      guard axis.outputs(length) == 1 + (length - axis.kernel + axis.stride - 1) / axis.stride else {
        throw step.unsupported("its last window starts beyond the map, where Caffe computes no number")
      }
    }
    // Caffe's mean counts the padding, and not what overhangs it.
    return try add(
      settings.pool == .max ? .maxPooling(window) : .averagePooling(window, countsPadding: true), of: [input],
      step)
  }

  // MARK: Numbers of settings

  /// A number of channels or values.
  func channels(_ count: Int64, _ step: CaffeStep) throws(ForeignFailure) -> Int {
    guard (1...Int64(ForeignGraphBuilder.mostChannels)).contains(count) else {
      throw step.malformed("its num_output is \(count)")
    }
    return Int(count)
  }

  private func strides(
    _ list: [Int64], _ areApart: Bool, _ height: Int64, _ width: Int64, _ step: CaffeStep
  ) throws(ForeignFailure) -> [Int] {
    guard areApart || !list.isEmpty else { return [1, 1] }
    return try extents(list, areApart, height, width, "stride", from: 1, step)
  }

  /// A height and a width: two numbers of their own, or a list of one for both or of one for each.
  private func extents(
    _ list: [Int64], _ areApart: Bool, _ height: Int64, _ width: Int64, _ name: String, from least: Int64,
    _ step: CaffeStep
  ) throws(ForeignFailure) -> [Int] {
    guard !areApart || list.isEmpty else {
      throw step.malformed("its \(name) is stated twice, as \(list.prefix(2)) and as \(height)×\(width)")
    }
    let pair =
      areApart ? [height, width] : list.isEmpty ? [0, 0] : list.count == 1 ? [list[0], list[0]] : list
    guard pair.count == 2,
      pair.allSatisfy({ (least...Int64(ForeignGraphBuilder.longestWindow)).contains($0) })
    else {
      let text = list.isEmpty && !areApart ? "is missing" : "is \(pair.prefix(4))"
      throw step.malformed("its \(name) \(text); a height and a width are wanted, from \(least) on")
    }
    return pair.map { Int($0) }
  }

  private static func window(
    _ kernel: [Int], _ stride: [Int], _ pad: [Int], rounding: SizeRounding
  ) -> WindowGeometry {
    let axes = (0..<2).map {
      AxisWindow(
        kernel: kernel[$0], stride: stride[$0], padBefore: pad[$0], padAfter: pad[$0], rounding: rounding)
    }
    return WindowGeometry(rows: axes[0], columns: axes[1])
  }
}
