import Kernels
import Tensors

extension NetworkEngine {
  /// Carries a signal from the output of a node to the pixels, in the image of the last `forward`.
  ///
  /// - Parameters:
  ///   - signal: `[n, C, H, W]` of the node's shape, n at most `batch`.
  ///   - name: where it starts.
  ///   - rules: what happens on the way.
  /// - Returns: the signal at the pixels, `[batch, 3, side, side]`.
  /// - Throws: `OneDNNError` where a primitive fails.
  public func project(
    _ signal: Tensor<Float>, from name: String, _ rules: BackwardRules
  ) throws(OneDNNError) -> Tensor<Float> {
    precondition(purpose == .visualization, "an engine made for \(purpose) carries no signal to the pixels")
    let start = stepIndex(of: name)
    let shape = graph.shape(of: name)
    precondition(
      signal.shape[0] <= batch && signal.count == signal.shape[0] * shape.count,
      "a signal of \(signal.shape) at \(name), which is \(shape)")
    let target = steps[start].stage.output.signal!
    let staging = try DataBuffer(DataLayout(plain: target.dimensions))
    signal.withUnsafeBuffer { _ = staging.floats.update(fromContentsOf: $0) }
    try Reorder(staging, target).run()
    fieldEdges?.clearSignal(target, inputOfNodeAt: nodeIndex(after: steps[start]))
    let isActive = activeSteps(from: start)
    for index in stride(from: start, through: 0, by: -1) where isActive[index] {
      let step = steps[index]
      if index < start {
        addBranches(
          step, isActive, rectifying: rules.branches == .each && rules.activation != .gradient)
      }
      try pass(step.rectifiedSignal, rules.activation)
      (step.stage as? ActivationStage)?.rule = rules.activation
      (step.stage as? NormalizationStage)?.passesSignalUnchanged = rules.normalization == .identity
      if rules.overlap != .sum { try giveWay(step, rules.overlap) }
      if let sparse = step.sparseBackward, index < start, isSparse(step, rules.normalization) {
        try sparse.run()
      } else {
        try step.stage.backward()
      }
      if fieldEdges != nil, let input = step.inputs[0], step.stage is any WeightedStage,
        let signal = step.stage.inputs[0].signal
      {
        fieldEdges?.clearSignal(signal, inputOfNodeAt: nodeIndex(after: steps[input]))
      }
    }
    if !pixelBranches.isEmpty {
      pixels.signal!.setSum(
        of: pixelBranches.filter { isActive[$0.reader] }.compactMap(\.connection.signal),
        rectifyingEach: false)
    }
    return try plain(pixels.signal!, Shape([batch] + graph.inputShape.dimensions))
  }

  /// A gradient of normalization between a convolution and its pooling spreads the signal over the neighboring channels.
  private func isSparse(_ step: Step, _ normalization: NormalizationRule) -> Bool {
    normalization == .identity || !(soleReader(of: step)?.stage is NormalizationStage)
  }

  /// Gives the convolutions below a pooling a backward pass that skips zeros.
  func prepareSparseSignals() throws(OneDNNError) {
    for index in steps.indices {
      var reader = soleReader(of: steps[index])
      if let normalization = reader, normalization.stage is NormalizationStage {
        reader = soleReader(of: normalization)
      }
      guard reader?.stage is PoolingStage,
        case .convolution(let geometry) = graph[steps[index].nodeNames[0]].operation,
        geometry.window.isSquare,
        let signal = steps[index].stage.output.signal, let below = steps[index].stage.inputs[0].signal
      else { continue }
      steps[index].sparseBackward = try SparseBackwardConvolution(geometry, signal: signal, below: below)
    }
  }

  /// The one step that reads a step, where there is one alone.
  private func soleReader(of step: Step) -> Step? {
    let place = places[step.nodeNames[0]]
    let readers = steps.filter { $0.inputs.contains(place) }
    return readers.count == 1 ? readers[0] : nil
  }
}
