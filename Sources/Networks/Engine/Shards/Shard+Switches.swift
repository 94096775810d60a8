import Kernels
import Tensors

extension Shard {
  /// Has a max pooling remember the switches that other values would have left; what it computed from its own stays as it is.
  ///
  /// The pooling is run on the values and its result thrown away, so that the switches are its own kernel's in
  /// whatever form it keeps them: the first of equal values wins.
  ///
  /// - Parameter values: plain, of the pooling's input.
  func setSwitches(of place: Int, as values: DataBuffer) throws(OneDNNError) {
    guard let stage = steps[place].stage as? PoolingStage else {
      preconditionFailure("\(steps[place].nodeNames[0]) is no max pooling and has no switches")
    }
    let input = stage.inputs[0].values
    let below = try DataBuffer(DataLayout(plain: input.dimensions))
    let above = try DataBuffer(DataLayout(plain: stage.output.values.dimensions))
    try Reorder(input, below).run()
    try Reorder(stage.output.values, above).run()
    try Reorder(values, input).run()
    try stage.forward()
    try Reorder(below, input).run()
    try Reorder(above, stage.output.values).run()
    switchValues[steps[place].nodeNames[0]] = Tensor(Shape(input.dimensions), values.floats)
  }

  /// Zeroes, at a max pooling's output, the signals that give way to another where windows share a switch, so that the sum
  /// that unpooling forms is the one value that stays.
  func giveWay(_ step: Step, _ overlap: SwitchOverlap) throws(OneDNNError) {
    let name = step.nodeNames[0]
    guard case .maxPooling(let window) = graph[name].operation, let target = step.stage.output.signal
    else { return }
    let values =
      if let replaced = switchValues[name] { replaced } else { try plain(step.stage.inputs[0].values) }
    let staying = overlap.staying(
      of: try plain(target), switches: MaxPoolingSwitches.positions(in: values, window),
      inputArea: values.shape[2] * values.shape[3])
    let staging = try DataBuffer(DataLayout(plain: target.dimensions))
    staying.withUnsafeBuffer { _ = staging.floats.update(fromContentsOf: $0) }
    try Reorder(staging, target).run()
  }

  private func plain(_ buffer: DataBuffer) throws(OneDNNError) -> Tensor<Float> {
    let target = try DataBuffer(DataLayout(plain: buffer.dimensions))
    try Reorder(buffer, target).run()
    return Tensor(Shape(buffer.dimensions), target.floats)
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
