import Tensors

/// Each channel multiplied by a scale and shifted: batch normalization as it is at inference.
package final class ChannelScaleStage: LoopStage, WeightedStage {
  private let loops: ChannelScaleLoops
  private let gradients: (scales: DataBuffer, shifts: DataBuffer)?

  /// Compiles the stage for maps `[batch, channels, height, width]`.
  package init(_ input: Connection, dimensions: [Int], for purpose: StagePurpose) throws(OneDNNError) {
    loops = try ChannelScaleLoops(dimensions)
    let plain = try DataLayout(plain: [dimensions[1]])
    gradients = purpose == .training ? (try DataBuffer(plain), try DataBuffer(plain)) : nil
    try super.init(loops, [input], dimensions: [dimensions], outputDimensions: dimensions)
  }

  package var kernelNames: [String] { ["loops"] }
  package var weightValues: UnsafeMutableBufferPointer<Float> { loops.scales.floats }
  package var biasValues: UnsafeMutableBufferPointer<Float> { loops.shifts.floats }
  package var weightGradients: UnsafeMutableBufferPointer<Float>? { gradients?.scales.floats }
  package var biasGradients: UnsafeMutableBufferPointer<Float>? { gradients?.shifts.floats }
  package func weightsChanged() {}

  package func computeWeightGradients() {
    guard let gradients, let signal = output.signal else { return }
    loops.addGradients(
      signal.floats.baseAddress!, plainInputs[0], scales: gradients.scales.floats,
      shifts: gradients.shifts.floats)
  }
}

private final class ChannelScaleLoops: LoopOperation {
  let scales: DataBuffer
  let shifts: DataBuffer
  private let batch: Int
  private let channels: Int
  private let area: Int

  init(_ dimensions: [Int]) throws(OneDNNError) {
    batch = dimensions[0]
    channels = dimensions[1]
    area = dimensions.dropFirst(2).reduce(1, *)
    scales = try DataBuffer(DataLayout(plain: [channels]))
    shifts = try DataBuffer(DataLayout(plain: [channels]))
  }

  var isOrderFree: Bool { false }

  func forward(_ inputs: [UnsafeMutablePointer<Float>], to output: UnsafeMutablePointer<Float>) {
    nonisolated(unsafe) let (input, output) = (inputs[0], output)
    nonisolated(unsafe) let (scales, shifts) = (scales.floats, shifts.floats)
    let (channels, area) = (channels, area)
    ParallelLoop.run(batch * channels) { plane in
      let (scale, shift) = (scales[plane % channels], shifts[plane % channels])
      for index in plane * area..<(plane + 1) * area { output[index] = input[index] * scale + shift }
    }
  }

  func backward(
    _ signal: UnsafeMutablePointer<Float>, inputs: [UnsafeMutablePointer<Float>],
    to signals: [UnsafeMutablePointer<Float>]
  ) {
    nonisolated(unsafe) let (signal, target) = (signal, signals[0])
    nonisolated(unsafe) let scales = scales.floats
    let (channels, area) = (channels, area)
    ParallelLoop.run(batch * channels) { plane in
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
