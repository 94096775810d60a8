import Kernels
import Tensors

extension Shard {
  /// Carries the loss's gradient down through some steps, and computes what the shard adds to their parameters' gradients.
  ///
  /// - Parameters:
  ///   - work: in the order of the forward pass.
  ///   - start: the step that the signal starts from.
  ///   - isActive: the steps that it depends on.
  func carryGradient(
    _ work: [EngineProgram.ShardWork], from start: Int, _ isActive: [Bool]
  ) throws(OneDNNError) {
    for item in work.reversed() where item.place <= start && isActive[item.place] {
      let step = steps[item.place]
      switch item {
      case .step:
        try prepareGradient(step, isStart: item.place == start, isActive)
        if let weighted = step.weighted {
          try timed(step, .backwardWeights) { () throws(OneDNNError) in
            try pass(step.rectifiedSignal, .gradient)
            try weighted.computeWeightGradients()
          }
        }
        try carryGradientDown(step)
      case .after:
        try prepareGradient(step, isStart: item.place == start, isActive)
        try timed(step, .backwardWeights) { () throws(OneDNNError) in
          try pass(step.rectifiedSignal, .gradient)
        }
      case .before:
        try carryGradientDown(step)
      }
    }
  }

  private func prepareGradient(_ step: Step, isStart: Bool, _ isActive: [Bool]) throws(OneDNNError) {
    if !isStart { addBranches(step, isActive, rectifying: false) }
    guard let mask = step.dropout else { return }
    try timed(step, .backwardData) { () throws(OneDNNError) in mask.apply(to: step.stage.output.signal!) }
  }

  private func carryGradientDown(_ step: Step) throws(OneDNNError) {
    guard step.inputs.contains(where: { $0 != nil }) else { return }
    try timed(step, .backwardData) { () throws(OneDNNError) in
      (step.stage as? ActivationStage)?.rule = .gradient
      try step.stage.backward()
    }
  }

  /// Carries a signal down through some steps by the given rules; the arguments are those of `carryGradient`.
  func carrySignal(
    _ work: [EngineProgram.ShardWork], from start: Int, _ isActive: [Bool], _ rules: BackwardRules
  ) throws(OneDNNError) {
    for item in work.reversed() where item.place <= start && isActive[item.place] {
      let step = steps[item.place]
      if case .before = item {
      } else {
        if item.place < start {
          addBranches(
            step, isActive, rectifying: rules.branches == .each && rules.activation != .gradient)
        }
        try pass(step.rectifiedSignal, rules.activation)
      }
      if case .after = item { continue }
      (step.stage as? ActivationStage)?.rule = rules.activation
      (step.stage as? NormalizationStage)?.passesSignalUnchanged = rules.normalization == .identity
      if rules.overlap != .sum { try giveWay(step, rules.overlap) }
      if let sparse = step.sparseBackward, item.place < start, isSparse(item.place, rules.normalization) {
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
  }

  /// Adds the signals at the pixels up, where several steps read them.
  func addPixelBranches(_ isActive: [Bool]) {
    guard !pixelBranches.isEmpty else { return }
    pixels.signal!.setSum(
      of: pixelBranches.filter { isActive[$0.reader] }.compactMap(\.connection.signal),
      rectifyingEach: false)
  }

  /// A gradient of normalization between a convolution and its pooling spreads the signal over the neighboring channels.
  private func isSparse(_ place: Int, _ normalization: NormalizationRule) -> Bool {
    normalization == .identity
      || !(soleReader(of: place).map { steps[$0].stage is NormalizationStage } ?? false)
  }

  /// Gives the convolutions below a pooling a backward pass that skips zeros.
  func prepareSparseSignals() throws(OneDNNError) {
    for (place, geometry) in sparsePlaces { try prepareSparseSignal(place, geometry) }
  }

  private func prepareSparseSignal(_ place: Int, _ geometry: ConvolutionGeometry) throws(OneDNNError) {
    guard let stage = steps[place].weighted, let signal = stage.output.signal,
      let below = stage.inputs[0].signal
    else { return }
    steps[place].sparseBackward = try SparseBackwardConvolution(
      geometry, stage.weights, signal: signal, below: below)
  }

  /// The convolutions whose signal comes from a pooling alone, or through a normalization.
  private var sparsePlaces: [(place: Int, geometry: ConvolutionGeometry)] {
    steps.indices.compactMap { place in
      var reader = soleReader(of: place)
      if let normalization = reader, steps[normalization].stage is NormalizationStage {
        reader = soleReader(of: normalization)
      }
      guard let reader, steps[reader].stage is PoolingStage,
        case .convolution(let geometry) = graph[steps[place].nodeNames[0]].operation,
        geometry.window.isSquare, steps[place].stage.inputs[0].signal != nil
      else { return nil }
      return (place, geometry)
    }
  }

  /// The one step that reads a step, where there is one alone.
  private func soleReader(of place: Int) -> Int? {
    let readers = steps.indices.filter { steps[$0].inputs.contains(place) }
    return readers.count == 1 ? readers[0] : nil
  }
}
