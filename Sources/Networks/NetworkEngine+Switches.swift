import Kernels
import Tensors

extension NetworkEngine {
  /// The values that a layer was given in the last `forward`, `[batch, C, H, W]`.
  public func input(of layer: String) throws(OneDNNError) -> Tensor<Float> {
    let step = steps[stepIndex(of: layer)]
    let shape = architecture.inputShape(ofLayerAt: architecture.index(of: step.layerNames[0]))
    return try plain(step.stage.input.values, Shape([batch] + shape.dimensions))
  }

  /// Has a pooling remember the switches that other values would have left, until the next `forward`; what it computed
  /// from its own stays as it is.
  ///
  /// The pooling is run on the values and its result thrown away, so that the switches are its own kernel's in
  /// whatever form it keeps them: the first of equal values wins.
  ///
  /// - Parameter values: `[n, C, H, W]` of the pooling's input, n at most `batch`.
  public func setSwitches(of layer: String, as values: Tensor<Float>) throws(OneDNNError) {
    precondition(purpose == .visualization, "an engine made for \(purpose) carries nothing by switches")
    guard let stage = steps[stepIndex(of: layer)].stage as? PoolingStage else {
      preconditionFailure("\(layer) is no pooling and has no switches")
    }
    let below = try DataBuffer(DataLayout(plain: stage.input.values.dimensions))
    let above = try DataBuffer(DataLayout(plain: stage.output.values.dimensions))
    let other = try DataBuffer(DataLayout(plain: stage.input.values.dimensions))
    values.withUnsafeBuffer { source in
      precondition(source.count <= other.floats.count, "\(values.shape) values for the input of \(layer)")
      _ = other.floats.update(fromContentsOf: source)
    }
    try Reorder(stage.input.values, below).run()
    try Reorder(stage.output.values, above).run()
    try Reorder(other, stage.input.values).run()
    try stage.forward()
    try Reorder(below, stage.input.values).run()
    try Reorder(above, stage.output.values).run()
    switchValues[layer] = Tensor(Shape(stage.input.values.dimensions), other.floats)
  }

  /// Zeroes, above a pooling, the signals that give way to another where windows share a switch, so that the sum that
  /// unpooling forms is the one value that stays.
  func giveWay(_ step: Step, _ overlap: SwitchOverlap) throws(OneDNNError) {
    let layer = step.layerNames[0]
    guard case .maxPooling(let window) = architecture.layers[architecture.index(of: layer)].kind,
      let target = step.stage.output.signal
    else { return }
    let values =
      if let replaced = switchValues[layer] { replaced } else {
        try plain(step.stage.input.values, Shape(step.stage.input.values.dimensions))
      }
    let signal = try plain(target, Shape(target.dimensions))
    let staying = overlap.staying(
      of: signal, switches: Reference.maxPooling(values, window).switches,
      inputArea: values.shape[2] * values.shape[3])
    let staging = try DataBuffer(DataLayout(plain: target.dimensions))
    staying.withUnsafeBuffer { _ = staging.floats.update(fromContentsOf: $0) }
    try Reorder(staging, target).run()
  }
}

extension SwitchOverlap {
  /// A signal `[n, maps, height, width]` in which of the values that share a switch only the one that stays is left.
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

extension ReferenceNetwork {
  /// The plain reading of `NetworkEngine.setSwitches`: a trace in which a pooling has the switches that other values
  /// would have left.
  public func trace(
    _ trace: ReferenceActivations<Scalar>, withSwitchesOf layer: String, as values: Tensor<Scalar>
  ) -> ReferenceActivations<Scalar> {
    guard case .maxPooling(let window) = architecture.layers[architecture.index(of: layer)].kind else {
      preconditionFailure("\(layer) is no pooling and has no switches")
    }
    var result = trace
    result.switches[layer] = Reference.maxPooling(values, window).switches
    return result
  }
}
