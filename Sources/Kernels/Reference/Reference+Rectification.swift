import Tensors

extension Reference {
  /// `max(x, 0)` of every value; any shape.
  public static func relu<Scalar>(_ input: Tensor<Scalar>) -> Tensor<Scalar> {
    input.map { $0 > 0 ? $0 : 0 }
  }

  /// Any activation of `[batch, channels, …]`.
  ///
  /// - Parameter slopes: `[channels]`, for a parametric activation.
  public static func activation<Scalar>(
    _ input: Tensor<Scalar>, _ activation: Activation, slopes: Tensor<Scalar>? = nil
  ) -> Tensor<Scalar> {
    let (channels, area) = (input.shape[1], input.shape.dimensions.dropFirst(2).reduce(1, *))
    return Tensor(input.shape) { results in
      for index in results.indices {
        results[index] = activation.value(input[index], slope: slopes?[index / area % channels] ?? 0)
      }
    }
  }

  /// A signal that passes an activation backward by a rule.
  ///
  /// - Parameters:
  ///   - signal: at the output.
  ///   - input: what the activation was given.
  ///   - slopes: `[channels]`, for a parametric activation.
  public static func activationBackward<Scalar>(
    _ signal: Tensor<Scalar>, input: Tensor<Scalar>, _ activation: Activation, slopes: Tensor<Scalar>? = nil,
    _ rule: BackwardRule
  ) -> Tensor<Scalar> {
    let (channels, area) = (input.shape[1], input.shape.dimensions.dropFirst(2).reduce(1, *))
    return Tensor(signal.shape) { results in
      for index in results.indices {
        let slope = slopes?[index / area % channels] ?? 0
        let masked =
          rule == .deconvnet
          ? signal[index] : signal[index] * activation.derivative(input[index], slope: slope)
        results[index] = rule == .gradient ? masked : max(masked, 0)
      }
    }
  }

  /// The gradient of a parametric activation with respect to its slopes, `[channels]`, summed over the batch.
  public static func slopesBackward<Scalar>(_ signal: Tensor<Scalar>, input: Tensor<Scalar>) -> Tensor<Scalar>
  {
    let (channels, area) = (input.shape[1], input.shape.dimensions.dropFirst(2).reduce(1, *))
    var slopes = Tensor<Scalar>(zeros: [channels])
    for index in 0..<signal.count where input[index] <= 0 {
      slopes[index / area % channels] += signal[index] * input[index]
    }
    return slopes
  }

  /// Dropout with a given mask, forward and (applied to the signal) backward.
  ///
  /// - Parameters:
  ///   - input: any shape.
  ///   - mask: of the same shape; 0 where a value is dropped, `1 / (1 − probability)` where it stays.
  public static func dropout<Scalar>(_ input: Tensor<Scalar>, mask: Tensor<Scalar>) -> Tensor<Scalar> {
    combine(input, mask) { $0 * $1 }
  }

  static func combine<Scalar>(
    _ left: Tensor<Scalar>, _ right: Tensor<Scalar>, _ operation: (Scalar, Scalar) -> Scalar
  ) -> Tensor<Scalar> {
    precondition(left.shape == right.shape, "shapes \(left.shape) and \(right.shape) differ")
    return left.withUnsafeBuffer { left1 in
      right.withUnsafeBuffer { right1 in
        Tensor(left.shape) { results in
          for offset in results.indices { results[offset] = operation(left1[offset], right1[offset]) }
        }
      }
    }
  }
}
