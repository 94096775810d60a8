import Tensors

extension Reference {
  /// `max(x, 0)` of every value; any shape.
  public static func relu<Scalar>(_ input: Tensor<Scalar>) -> Tensor<Scalar> {
    input.map { $0 > 0 ? $0 : 0 }
  }

  /// The gradient of the ReLU: the signal where the forward output was positive, zero elsewhere.
  ///
  /// - Parameters:
  ///   - signal: the gradient with respect to the output.
  ///   - output: what the ReLU gave, of the signal's shape; its input serves as well.
  public static func reluBackward<Scalar>(_ signal: Tensor<Scalar>, output: Tensor<Scalar>) -> Tensor<Scalar>
  {
    combine(signal, output) { signal, output in output > 0 ? signal : 0 }
  }

  /// Dropout with a given mask, forward and (applied to the signal) backward.
  ///
  /// - Parameters:
  ///   - input: any shape.
  ///   - mask: of the same shape; 0 where a value is dropped, `1 / (1 − probability)` where it stays.
  public static func dropout<Scalar>(_ input: Tensor<Scalar>, mask: Tensor<Scalar>) -> Tensor<Scalar> {
    combine(input, mask) { $0 * $1 }
  }

  private static func combine<Scalar>(
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
