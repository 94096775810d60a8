import Tensors

/// An activation that is not fused, with the rules by which a signal passes it.
package class ActivationStage: LoopStage {
  fileprivate let loops: ActivationLoops

  /// What the signal meets on the backward pass; set before `backward()`.
  package var rule: BackwardRule {
    get { loops.rule }
    set { loops.rule = newValue }
  }

  /// Compiles an activation of maps `[batch, channels, height, width]`.
  package init(
    _ activation: Activation, _ input: Connection, dimensions: [Int], sharing weights: LayerWeights? = nil
  ) throws(OneDNNError) {
    let isOrderFree = activation != .parametric
    loops = try ActivationLoops(
      activation, dimensions: dimensions,
      count: isOrderFree ? input.values.layout.elementCount : dimensions.reduce(1, *), weights)
    try super.init(loops, [input], dimensions: [dimensions], outputDimensions: dimensions)
  }
}

/// A parametric activation, whose weights are its slopes, one per channel; it has no biases.
package final class ParametricActivationStage: ActivationStage, WeightedStage {
  package let gradient: ShardGradient?

  /// Compiles a parametric activation of maps `[batch, channels, height, width]`.
  ///
  /// - Parameter weights: those of another stage of the layer, to be shared.
  package init(
    _ input: Connection, dimensions: [Int], for purpose: StagePurpose, sharing weights: LayerWeights? = nil
  ) throws(OneDNNError) {
    gradient =
      purpose == .training
      ? ShardGradient(
        weights: try DataBuffer(DataLayout(plain: [dimensions[1]])), biases: nil, order: nil) : nil
    try super.init(.parametric, input, dimensions: dimensions, sharing: weights)
  }

  package var weights: LayerWeights { loops.weights }

  package func computeWeightGradients() {
    guard let gradient, let signal = output.signal else { return }
    loops.addSlopeGradients(signal.floats.baseAddress!, plainInputs[0], to: gradient.weights.floats)
  }
}

private final class ActivationLoops: LoopOperation {
  let activation: Activation
  /// The slopes, and no biases.
  let weights: LayerWeights
  var rule = BackwardRule.gradient
  private let count: Int
  private let channels: Int
  private let area: Int

  init(
    _ activation: Activation, dimensions: [Int], count: Int, _ weights: LayerWeights?
  ) throws(OneDNNError) {
    self.activation = activation
    self.count = count
    channels = dimensions[1]
    area = dimensions.dropFirst(2).reduce(1, *)
    self.weights = if let weights { weights } else { try LayerWeights([dimensions[1]], biases: 0) }
  }

  var isOrderFree: Bool { activation != .parametric }

  func forward(_ inputs: [UnsafeMutablePointer<Float>], to output: UnsafeMutablePointer<Float>) {
    let (input, slopes) = (inputs[0], weights.values)
    for index in 0..<count {
      output[index] = activation.value(input[index], slope: slopes[index / area % channels])
    }
  }

  func backward(
    _ signal: UnsafeMutablePointer<Float>, inputs: [UnsafeMutablePointer<Float>],
    to signals: [UnsafeMutablePointer<Float>]
  ) {
    let (input, target, slopes) = (inputs[0], signals[0], weights.values)
    for index in 0..<count {
      let derivative =
        rule == .deconvnet
        ? 1 : activation.derivative(input[index], slope: slopes[index / area % channels])
      let value = signal[index] * derivative
      target[index] = rule == .gradient ? value : max(value, 0)
    }
  }

  func addSlopeGradients(
    _ signal: UnsafeMutablePointer<Float>, _ input: UnsafeMutablePointer<Float>,
    to gradients: UnsafeMutableBufferPointer<Float>
  ) {
    var sums = [Double](repeating: 0, count: channels)
    for index in 0..<count where input[index] <= 0 {
      sums[index / area % channels] += Double(signal[index] * input[index])
    }
    for channel in 0..<channels { gradients[channel] = Float(sums[channel]) }
  }
}
