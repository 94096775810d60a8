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
    let isActive = try carry(signal, from: name, rules)
    for shard in shards { shard.addPixelBranches(isActive) }
    let length = graph.inputShape.count
    return Tensor(
      Shape([batch] + graph.inputShape.dimensions),
      UnsafeMutableBufferPointer(rebasing: pixels.signal!.floats[..<(batch * length)]))
  }

  /// The gradients of one logit of each image with respect to the values of nodes, in the images of the last `forward`.
  ///
  /// - Parameters:
  ///   - labels: the logit of each image, at most `batch`; the gradients of further images are zero.
  ///   - names: nodes; where a ReLU is fused into one, the gradient is with respect to the values after it, and zero where it lets
  ///     nothing pass.
  /// - Returns: of each node, `[batch, C, H, W]`; zeros where the logits do not depend on it.
  /// - Throws: `OneDNNError` where a primitive fails.
  public func gradients(ofLogits labels: [Int], at names: [String]) throws(OneDNNError) -> [Tensor<Float>] {
    var signal = Tensor<Float>(zeros: [labels.count, graph.classes])
    for (image, label) in labels.enumerated() { signal[image * graph.classes + label] = 1 }
    let places = names.map { stepIndex(of: $0) }
    let isActive = try carry(signal, from: graph.logitsName, BackwardRules(), downTo: places.min() ?? 0)
    var gradients: [Tensor<Float>] = []
    for (name, place) in zip(names, places) {
      let shape = Shape([batch] + graph.shape(of: name).dimensions)
      gradients.append(
        isActive[place]
          ? try plain(shape) { $0.steps[place].stage.output.signal! } : Tensor(zeros: shape))
    }
    return gradients
  }

  /// Carries a signal from the output of a node down, through the steps from `lowest` on.
  ///
  /// - Returns: the steps that it went through.
  private func carry(
    _ signal: Tensor<Float>, from name: String, _ rules: BackwardRules, downTo lowest: Int = 0
  ) throws(OneDNNError) -> [Bool] {
    precondition(purpose == .visualization, "an engine made for \(purpose) carries no signal to the pixels")
    let start = stepIndex(of: name)
    let shape = graph.shape(of: name)
    precondition(
      signal.shape[0] <= batch && signal.count == signal.shape[0] * shape.count,
      "a signal of \(signal.shape) at \(name), which is \(shape)")
    let parts = try divided(signal, like: shards[0].steps[start].stage.output.signal!.dimensions)
    for (shard, part) in zip(shards, parts) {
      let target = shard.steps[start].stage.output.signal!
      try Reorder(part, target).run()
      shard.fieldEdges?.clearSignal(target, inputOfNodeAt: shard.nodeIndex(after: shard.steps[start]))
    }
    var isActive = activeSteps(from: start)
    for place in 0..<min(lowest, isActive.count) { isActive[place] = false }
    for phase in program.phases.reversed() {
      switch phase {
      case .shards(let work):
        try forEachShard { (shard) throws(OneDNNError) in
          try shard.carrySignal(work, from: start, isActive, rules)
        }
      case .batch(let place) where place <= start && isActive[place]:
        nonisolated(unsafe) let dense = denses[place]!
        try ParallelLoop.run(dense.dataParts) { (part) throws(OneDNNError) in try dense.backward(part: part) }
      case .batch: break
      }
    }
    return isActive
  }

  /// Has a max pooling remember the switches that other values would have left, until the next `forward`; what it computed
  /// from its own stays as it is.
  ///
  /// - Parameter values: `[n, C, H, W]` of the pooling's input, n at most `batch`.
  /// - Throws: `OneDNNError` where a primitive fails.
  public func setSwitches(of name: String, as values: Tensor<Float>) throws(OneDNNError) {
    precondition(purpose == .visualization, "an engine made for \(purpose) carries nothing by switches")
    let place = stepIndex(of: name)
    let parts = try divided(values, like: shards[0].steps[place].stage.inputs[0].values.dimensions)
    for (shard, part) in zip(shards, parts) { try shard.setSwitches(of: place, as: part) }
  }

  /// Has the edges put right where the maps are parts of larger ones.
  func setFieldEdges(_ edges: FieldEdges) {
    for shard in shards { shard.fieldEdges = edges.part(shard.images) }
  }
}
