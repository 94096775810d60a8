import Kernels
import Tensors

extension NetworkEngine {
  /// Carries a signal from the output of a layer down to the pixels, in the image of the last `forward`.
  ///
  /// - Parameters:
  ///   - signal: `[n, C, H, W]` of the layer's shape, n at most `batch`.
  ///   - layer: where it starts.
  ///   - rule: what happens at each ReLU.
  ///   - normalization: what happens at each contrast normalization.
  ///   - overlap: what unpooling does where windows share a switch; `.sum` is the gradient.
  /// - Returns: the signal at the pixels, `[batch, 3, side, side]`.
  public func project(
    _ signal: Tensor<Float>, from layer: String, rule: BackwardRule, normalization: NormalizationRule,
    overlap: SwitchOverlap = .sum
  ) throws(OneDNNError) -> Tensor<Float> {
    precondition(purpose == .visualization, "an engine made for \(purpose) carries no signal to the pixels")
    let start = stepIndex(of: layer)
    let shape = architecture.outputShapes[architecture.index(of: steps[start].layerNames[0])]
    precondition(
      signal.shape[0] <= batch && signal.count == signal.shape[0] * shape.count,
      "a signal of \(signal.shape) at \(layer), which is \(shape)")
    let target = steps[start].stage.output.signal!
    let staging = try DataBuffer(DataLayout(plain: target.dimensions))
    signal.withUnsafeBuffer { _ = staging.floats.update(fromContentsOf: $0) }
    try Reorder(staging, target).run()
    fieldEdges?.clearSignal(target, inputOfLayerAt: layerIndex(above: steps[start]))
    for index in stride(from: start, through: 0, by: -1) {
      let stage = steps[index].stage
      if let weighted = stage as? any WeightedStage { try pass(weighted.rectifiedSignal, rule) }
      if let normalizationStage = stage as? NormalizationStage {
        normalizationStage.passesSignalUnchanged = normalization == .identity
      }
      if overlap != .sum { try giveWay(steps[index], overlap) }
      // A gradient of normalization between spreads the signal over the neighboring maps.
      let isSparse =
        index < start && (normalization == .identity || !(steps[index + 1].stage is NormalizationStage))
      if isSparse, let sparse = steps[index].sparseBackward {
        try sparse.run()
      } else {
        try stage.backward()
      }
      if index > 0, stage is any WeightedStage, let signal = stage.input.signal {
        fieldEdges?.clearSignal(signal, inputOfLayerAt: layerIndex(above: steps[index - 1]))
      }
    }
    return try plain(pixels.signal!, Shape([batch] + architecture.inputShape.dimensions))
  }

  /// Gives the convolutions below a pooling a backward pass that skips zeros.
  func prepareSparseSignals() throws(OneDNNError) {
    for index in steps.indices {
      let next = steps[(index + 1)...].first { !($0.stage is NormalizationStage) }
      guard next?.stage is PoolingStage,
        case .convolution(let geometry) = architecture.layers[
          architecture.index(of: steps[index].layerNames[0])
        ].kind,
        let signal = steps[index].stage.output.signal, let below = steps[index].stage.input.signal
      else { continue }
      steps[index].sparseBackward = try SparseBackwardConvolution(geometry, signal: signal, below: below)
    }
  }

  /// The place of the layer that reads what a step computes.
  func layerIndex(above step: Step) -> Int {
    architecture.index(of: step.layerNames[step.layerNames.count - 1]) + 1
  }
}
