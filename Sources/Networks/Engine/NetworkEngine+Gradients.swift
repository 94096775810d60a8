import Kernels
import Tensors

extension NetworkEngine {
  /// Computes the gradients of all parameters from the logits' gradient `[batch, classes]`, for the last `forward`.
  /// They are then in `trainables`.
  ///
  /// - Throws: `OneDNNError` where a primitive fails.
  public func backward(logitsGradient: UnsafeMutableBufferPointer<Float>) throws(OneDNNError) {
    precondition(purpose == .training, "an engine made for \(purpose) computes no gradients")
    try setLogitsGradient(logitsGradient)
    let start = stepIndex(of: graph.logitsName)
    let isActive = activeSteps(from: start)
    for phase in program.phases.reversed() where exchangeFailure == nil {
      switch phase {
      case .shards(let work):
        try forEachShard { (shard) throws(OneDNNError) in try shard.carryGradient(work, from: start, isActive)
        }
      case .batch(let place) where place <= start && isActive[place]:
        gatherRows(of: denses[place]!.output.signal!)
        try computeGradients(at: place)
      case .batch: break
      }
    }
    try sumGradients()
  }

  /// A dense layer's two backward products, side by side: neither needs the other.
  private func computeGradients(at place: Int) throws(OneDNNError) {
    nonisolated(unsafe) let dense = denses[place]!
    let (clock, name) = (clock, shards[0].steps[place].nodeNames[0])
    try ParallelLoop.run(dense.weightParts + dense.dataParts) { (part) throws(OneDNNError) in
      let isWeights = part < dense.weightParts
      func run() throws(OneDNNError) {
        if isWeights {
          try dense.computeWeightGradients(part: part)
        } else {
          try dense.backward(part: part - dense.weightParts)
        }
      }
      guard let clock else { return try run() }
      try clock.measure(name, isWeights ? .backwardWeights : .backwardData) { () throws(OneDNNError) in
        try run()
      }
    }
  }

  /// Adds up what the shards have computed, in their order.
  private func sumGradients() throws(OneDNNError) {
    nonisolated(unsafe) let all = gradients.sorted { $0.key < $1.key }.map(\.value)
    if group != nil {
      sumGradientsOfAll(all)
    } else {
      let parts = all.flatMap { sum in (0..<sum.parts).map { (sum, $0) } }
      nonisolated(unsafe) let work = parts
      ParallelLoop.run(work.count) { index in work[index].0.add(part: work[index].1) }
    }
    try ParallelLoop.run(all.count) { (index) throws(OneDNNError) in try all[index].deliver() }
  }

  /// The sums of what shards add to gradients, by place.
  static func gradients(_ shards: [Shard]) throws(OneDNNError) -> [Int: LayerGradients] {
    var gradients: [Int: LayerGradients] = [:]
    for place in shards[0].steps.indices {
      let terms = shards.compactMap { $0.steps[place].weighted?.gradient }
      guard !terms.isEmpty, let weights = shards[0].steps[place].weighted?.weights else { continue }
      gradients[place] = try LayerGradients(terms, of: weights)
    }
    return gradients
  }

  /// The plain parameters and gradients of the nodes that have them, in the graph's order.
  public var trainables: [Trainable] {
    shards[0].steps.enumerated().compactMap { place, step in
      guard let own = weights(at: place),
        let weights = denses[place]?.weightGradients ?? gradients[place]?.weights,
        let biases = denses[place]?.biasGradients ?? gradients[place]?.biases
      else { return nil }
      return Trainable(
        node: step.nodeNames[0], weights: own.values, weightGradients: weights, biases: own.biases,
        biasGradients: biases)
    }
  }

  /// Which steps the output of a step depends on, itself included.
  func activeSteps(from start: Int) -> [Bool] {
    let steps = shards[0].steps
    var isActive = [Bool](repeating: false, count: steps.count)
    isActive[start] = true
    for index in stride(from: start, through: 0, by: -1) where isActive[index] {
      for input in steps[index].inputs.compactMap({ $0 }) { isActive[input] = true }
    }
    return isActive
  }
}
