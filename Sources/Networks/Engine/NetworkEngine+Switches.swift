import Kernels
import Tensors

extension NetworkEngine {
  /// The values that a node was given in the last `forward`, `[batch, C, H, W]`; those of its first input.
  ///
  /// - Throws: `OneDNNError` where a primitive fails.
  public func input(of name: String) throws(OneDNNError) -> Tensor<Float> {
    let values = steps[stepIndex(of: name)].stage.inputs[0].values
    return try plain(values, Shape(values.dimensions))
  }

  /// Has a max pooling remember the switches that other values would have left, until the next `forward`; what it computed
  /// from its own stays as it is.
  ///
  /// The pooling is run on the values and its result thrown away, so that the switches are its own kernel's in
  /// whatever form it keeps them: the first of equal values wins.
  ///
  /// - Parameter values: `[n, C, H, W]` of the pooling's input, n at most `batch`.
  /// - Throws: `OneDNNError` where a primitive fails.
  public func setSwitches(of name: String, as values: Tensor<Float>) throws(OneDNNError) {
    precondition(purpose == .visualization, "an engine made for \(purpose) carries nothing by switches")
    guard let stage = steps[stepIndex(of: name)].stage as? PoolingStage else {
      preconditionFailure("\(name) is no max pooling and has no switches")
    }
    let input = stage.inputs[0].values
    let below = try DataBuffer(DataLayout(plain: input.dimensions))
    let above = try DataBuffer(DataLayout(plain: stage.output.values.dimensions))
    let other = try DataBuffer(DataLayout(plain: input.dimensions))
    values.withUnsafeBuffer { source in
      precondition(source.count <= other.floats.count, "\(values.shape) values for the input of \(name)")
      _ = other.floats.update(fromContentsOf: source)
    }
    try Reorder(input, below).run()
    try Reorder(stage.output.values, above).run()
    try Reorder(other, input).run()
    try stage.forward()
    try Reorder(below, input).run()
    try Reorder(above, stage.output.values).run()
    switchValues[name] = Tensor(Shape(input.dimensions), other.floats)
  }

  /// Zeroes, at a max pooling's output, the signals that give way to another where windows share a switch, so that the sum
  /// that unpooling forms is the one value that stays.
  func giveWay(_ step: Step, _ overlap: SwitchOverlap) throws(OneDNNError) {
    let name = step.nodeNames[0]
    guard case .maxPooling(let window) = graph[name].operation, let target = step.stage.output.signal
    else { return }
    let values = if let replaced = switchValues[name] { replaced } else { try input(of: name) }
    let signal = try plain(target, Shape(target.dimensions))
    let staying = overlap.staying(
      of: signal, switches: MaxPoolingSwitches.positions(in: values, window),
      inputArea: values.shape[2] * values.shape[3])
    let staging = try DataBuffer(DataLayout(plain: target.dimensions))
    staying.withUnsafeBuffer { _ = staging.floats.update(fromContentsOf: $0) }
    try Reorder(staging, target).run()
  }
}

extension SwitchOverlap {
  /// A signal `[n, channels, height, width]` in which of the values that share a switch only the one that stays is left.
  func staying(of signal: Tensor<Float>, switches: [Int32], inputArea: Int) -> Tensor<Float> {
    guard self != .sum else { return signal }
    let area = signal.shape[2] * signal.shape[3]
    var result = signal
    result.withUnsafeMutableBuffer { values in
      for start in stride(from: 0, to: values.count, by: area) {
        var holders = [Int?](repeating: nil, count: inputArea)
        for source in start..<start + area {
          let place = Int(switches[source])
          guard let holder = holders[place] else {
            holders[place] = source
            continue
          }
          if self == .maximum, values[holder] >= values[source] {
            values[source] = 0
          } else {
            values[holder] = 0
            holders[place] = source
          }
        }
      }
    }
    return result
  }
}
