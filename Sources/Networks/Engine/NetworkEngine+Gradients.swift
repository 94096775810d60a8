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
    for index in stride(from: start, through: 0, by: -1) where isActive[index] {
      let step = steps[index]
      if index < start { addBranches(step, isActive, rectifying: false) }
      if let mask = step.dropout {
        try timed(step, .backwardData) { () throws(OneDNNError) in mask.apply(to: step.stage.output.signal!) }
      }
      if let weighted = step.weighted {
        try timed(step, .backwardWeights) { () throws(OneDNNError) in
          try pass(step.rectifiedSignal, .gradient)
          try weighted.computeWeightGradients()
        }
      }
      if step.inputs.contains(where: { $0 != nil }) {
        try timed(step, .backwardData) { () throws(OneDNNError) in
          (step.stage as? ActivationStage)?.rule = .gradient
          try step.stage.backward()
        }
      }
    }
  }

  /// The plain parameters and gradients of the nodes that have them, in the graph's order.
  public var trainables: [Trainable] {
    steps.compactMap { step in
      guard let stage = step.weighted, let weights = stage.weightGradients, let biases = stage.biasGradients
      else { return nil }
      return Trainable(
        node: step.nodeNames[0], weights: stage.weightValues, weightGradients: weights,
        biases: stage.biasValues, biasGradients: biases)
    }
  }

  /// Carries changed values of `trainables` into the kernels.
  ///
  /// - Throws: `OneDNNError` where a primitive fails.
  public func parametersChanged() throws(OneDNNError) {
    for step in steps { try step.weighted?.weightsChanged() }
  }

  // MARK: Branches

  /// Which steps the output of a step depends on, itself included.
  func activeSteps(from start: Int) -> [Bool] {
    var isActive = [Bool](repeating: false, count: steps.count)
    isActive[start] = true
    for index in stride(from: start, through: 0, by: -1) where isActive[index] {
      for input in steps[index].inputs.compactMap({ $0 }) { isActive[input] = true }
    }
    return isActive
  }

  /// Adds the signals that came back from a step's readers, where there are several.
  ///
  /// - Parameter rectifying: whether each is rectified by itself where a rectifying activation gives the step's output.
  func addBranches(_ step: Step, _ isActive: [Bool], rectifying: Bool) {
    guard !step.branches.isEmpty, let sum = step.stage.output.signal else { return }
    sum.setSum(
      of: step.branches.filter { isActive[$0.reader] }.compactMap(\.connection.signal),
      rectifyingEach: rectifying && step.isRectified)
  }

  func pass(_ signal: RectifiedSignal?, _ rule: BackwardRule) throws(OneDNNError) {
    guard let signal else { return }
    if rule != .deconvnet { try signal.maskByForwardSign() }
    if rule != .gradient { try signal.rectifySignal() }
  }
}
