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
  package init(_ activation: Activation, _ input: Connection, dimensions: [Int]) throws(OneDNNError) {
    let isOrderFree = activation != .parametric
    loops = try ActivationLoops(
      activation, dimensions: dimensions,
      count: isOrderFree ? input.values.layout.elementCount : dimensions.reduce(1, *))
    try super.init(loops, [input], dimensions: [dimensions], outputDimensions: dimensions)
  }
}

/// A parametric activation, whose weights are its slopes, one per channel; it has no biases.
package final class ParametricActivationStage: ActivationStage, WeightedStage {
  private let gradients: DataBuffer?

  /// Compiles a parametric activation of maps `[batch, channels, height, width]`.
  package init(_ input: Connection, dimensions: [Int], for purpose: StagePurpose) throws(OneDNNError) {
    gradients = purpose == .training ? try DataBuffer(DataLayout(plain: [dimensions[1]])) : nil
    try super.init(.parametric, input, dimensions: dimensions)
  }

  package var kernelNames: [String] { ["loops"] }
  package var weightValues: UnsafeMutableBufferPointer<Float> { loops.slopes.floats }
  package var biasValues: UnsafeMutableBufferPointer<Float> { .init(start: nil, count: 0) }
  package var weightGradients: UnsafeMutableBufferPointer<Float>? { gradients?.floats }
  package var biasGradients: UnsafeMutableBufferPointer<Float>? { gradients.map { _ in biasValues } }
  package func weightsChanged() {}

  package func computeWeightGradients() {
    guard let gradients, let signal = output.signal else { return }
    loops.addSlopeGradients(signal.floats.baseAddress!, plainInputs[0], to: gradients.floats)
  }
}

private final class ActivationLoops: LoopOperation {
  let activation: Activation
  let slopes: DataBuffer
  var rule = BackwardRule.gradient
  private let count: Int
  private let channels: Int
  private let area: Int

  init(_ activation: Activation, dimensions: [Int], count: Int) throws(OneDNNError) {
    self.activation = activation
    self.count = count
    channels = dimensions[1]
    area = dimensions.dropFirst(2).reduce(1, *)
    slopes = try DataBuffer(DataLayout(plain: [channels]))
  }

  var isOrderFree: Bool { activation != .parametric }

  func forward(_ inputs: [UnsafeMutablePointer<Float>], to output: UnsafeMutablePointer<Float>) {
    nonisolated(unsafe) let (input, output, slopes) = (inputs[0], output, slopes.floats)
    let (activation, area, channels) = (activation, area, channels)
    forEachPart(of: count) { part in
      for index in part {
        output[index] = activation.value(input[index], slope: slopes[index / area % channels])
      }
    }
  }

  func backward(
    _ signal: UnsafeMutablePointer<Float>, inputs: [UnsafeMutablePointer<Float>],
    to signals: [UnsafeMutablePointer<Float>]
  ) {
    nonisolated(unsafe) let (signal, input, target) = (signal, inputs[0], signals[0])
    nonisolated(unsafe) let slopes = slopes.floats
    let (activation, area, channels, rule) = (activation, area, channels, rule)
    forEachPart(of: count) { part in
      for index in part {
        let derivative =
          rule == .deconvnet
          ? 1 : activation.derivative(input[index], slope: slopes[index / area % channels])
        let value = signal[index] * derivative
        target[index] = rule == .gradient ? value : max(value, 0)
      }
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
