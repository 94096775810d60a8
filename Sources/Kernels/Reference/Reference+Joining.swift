import Tensors

extension Reference {
  /// The sum of two tensors of one shape.
  public static func sum<Scalar>(_ left: Tensor<Scalar>, _ right: Tensor<Scalar>) -> Tensor<Scalar> {
    combine(left, right) { $0 + $1 }
  }

  /// Tensors `[batch, channels, height, width]` that differ in their channels alone, one after another along these.
  public static func concatenation<Scalar>(_ inputs: [Tensor<Scalar>]) -> Tensor<Scalar> {
    let shape = inputs[0].shape
    let channels = inputs.reduce(0) { $0 + $1.shape[1] }
    var result = Tensor<Scalar>(zeros: [shape[0], channels, shape[2], shape[3]])
    var first = 0
    for input in inputs {
      for n in 0..<shape[0] {
        for c in 0..<input.shape[1] {
          for y in 0..<shape[2] {
            for x in 0..<shape[3] { result[n, first + c, y, x] = input[n, c, y, x] }
          }
        }
      }
      first += input.shape[1]
    }
    return result
  }

  /// The gradients of a concatenation with respect to its inputs: the parts of the signal.
  public static func concatenationBackward<Scalar>(
    _ signal: Tensor<Scalar>, inputShapes: [Shape]
  ) -> [Tensor<Scalar>] {
    var first = 0
    return inputShapes.map { shape in
      var part = Tensor<Scalar>(zeros: shape)
      for n in 0..<shape[0] {
        for c in 0..<shape[1] {
          for y in 0..<shape[2] {
            for x in 0..<shape[3] { part[n, c, y, x] = signal[n, first + c, y, x] }
          }
        }
      }
      first += shape[1]
      return part
    }
  }

  /// Each channel multiplied by its scale and shifted.
  ///
  /// - Parameters:
  ///   - input: `[batch, channels, height, width]`.
  ///   - scales: `[channels]`.
  ///   - shifts: `[channels]`.
  public static func channelScale<Scalar>(
    _ input: Tensor<Scalar>, scales: Tensor<Scalar>, shifts: Tensor<Scalar>
  ) -> Tensor<Scalar> {
    let (channels, area) = (input.shape[1], input.shape[2] * input.shape[3])
    return Tensor(input.shape) { results in
      for index in results.indices {
        let channel = index / area % channels
        results[index] = input[index] * scales[channel] + shifts[channel]
      }
    }
  }

  /// The gradients of `channelScale` with respect to scales and shifts, summed over the batch.
  public static func channelScaleBackwardParameters<Scalar>(
    _ signal: Tensor<Scalar>, input: Tensor<Scalar>
  ) -> (scales: Tensor<Scalar>, shifts: Tensor<Scalar>) {
    let (channels, area) = (input.shape[1], input.shape[2] * input.shape[3])
    var scales = Tensor<Scalar>(zeros: [channels])
    var shifts = scales
    for index in 0..<signal.count {
      scales[index / area % channels] += signal[index] * input[index]
      shifts[index / area % channels] += signal[index]
    }
    return (scales, shifts)
  }
}
