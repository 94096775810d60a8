import Tensors

/// Each channel multiplied by a scale and shifted: batch normalization as it is at inference.
package final class ChannelScaleStage: LoopStage, WeightedStage {
  private let loops: ChannelScaleLoops
  package let gradient: ShardGradient?

  /// Compiles the stage for maps `[batch, channels, height, width]`.
  ///
  /// - Parameter weights: those of another stage of the layer, to be shared.
  package init(
    _ input: Connection, dimensions: [Int], for purpose: StagePurpose, sharing weights: LayerWeights? = nil
  ) throws(OneDNNError) {
    loops = try ChannelScaleLoops(dimensions, weights)
    let plain = try DataLayout(plain: [dimensions[1]])
    gradient =
      purpose == .training
      ? ShardGradient(weights: try DataBuffer(plain), biases: try DataBuffer(plain), order: nil) : nil
    try super.init(loops, [input], dimensions: [dimensions], outputDimensions: dimensions)
  }

  package var weights: LayerWeights { loops.weights }

  package func computeWeightGradients() {
    guard let gradient, let shifts = gradient.biases, let signal = output.signal else { return }
    loops.addGradients(
      signal.floats.baseAddress!, plainInputs[0], scales: gradient.weights.floats, shifts: shifts.floats)
  }
}

private final class ChannelScaleLoops: LoopOperation {
  /// Scales and shifts.
  let weights: LayerWeights
  private let batch: Int
  private let channels: Int
  private let area: Int

  init(_ dimensions: [Int], _ weights: LayerWeights?) throws(OneDNNError) {
    batch = dimensions[0]
    channels = dimensions[1]
    area = dimensions.dropFirst(2).reduce(1, *)
    self.weights =
      if let weights { weights } else { try LayerWeights([dimensions[1]], biases: dimensions[1]) }
  }

  var isOrderFree: Bool { false }

  func forward(_ inputs: [UnsafeMutablePointer<Float>], to output: UnsafeMutablePointer<Float>) {
    let input = inputs[0]
    let (scales, shifts) = (weights.values, weights.biases)
    for plane in 0..<batch * channels {
      let (scale, shift) = (scales[plane % channels], shifts[plane % channels])
      for index in plane * area..<(plane + 1) * area { output[index] = input[index] * scale + shift }
    }
  }

  func backward(
    _ signal: UnsafeMutablePointer<Float>, inputs: [UnsafeMutablePointer<Float>],
    to signals: [UnsafeMutablePointer<Float>]
  ) {
    let (target, scales) = (signals[0], weights.values)
    for plane in 0..<batch * channels {
      let scale = scales[plane % channels]
      for index in plane * area..<(plane + 1) * area { target[index] = signal[index] * scale }
    }
  }

  func addGradients(
    _ signal: UnsafeMutablePointer<Float>, _ input: UnsafeMutablePointer<Float>,
    scales: UnsafeMutableBufferPointer<Float>, shifts: UnsafeMutableBufferPointer<Float>
  ) {
    for channel in 0..<channels {
      var (product, sum) = (0.0, 0.0)
      for image in 0..<batch {
        let start = (image * channels + channel) * area
        for index in start..<start + area {
          product += Double(signal[index] * input[index])
          sum += Double(signal[index])
        }
      }
      scales[channel] = Float(product)
      shifts[channel] = Float(sum)
    }
  }
}
