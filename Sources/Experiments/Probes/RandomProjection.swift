import Tensors

/// Features brought to fewer numbers by a random linear map, which keeps distances about as they are (Johnson &
/// Lindenstrauss 1984): layers of different size can then be compared at the same one.
public struct RandomProjection: Sendable {
  /// `[outputs, inputs]`.
  private let matrix: Tensor<Float>

  /// A map with entries from a Gaussian of variance 1 / `outputs`.
  public init(from inputs: Int, to outputs: Int, seed: UInt64) {
    precondition(inputs > 0 && outputs > 0, "a projection from \(inputs) to \(outputs) numbers")
    var stream = RandomStream(seed: seed, domain: "random projection", inputs, outputs)
    let scale = 1 / Double(outputs).squareRoot()
    matrix = Tensor([outputs, inputs], (0..<outputs * inputs).map { _ in Float(scale * stream.normal()) })
  }

  /// `[examples, inputs]` as `[examples, outputs]`.
  public func apply(to values: Tensor<Float>) -> Tensor<Float> {
    let (rows, inputs, outputs) = (values.shape[0], values.shape[1], matrix.shape[0])
    precondition(inputs == matrix.shape[1], "\(values.shape) for a projection from \(matrix.shape[1])")
    return Tensor([rows, outputs]) { target in
      values.withUnsafeBuffer { source in
        matrix.withUnsafeBuffer { weights in
          for row in 0..<rows {
            for output in 0..<outputs {
              target[row * outputs + output] = DotProduct.of(
                source.baseAddress! + row * inputs, weights.baseAddress! + output * inputs, count: inputs)
            }
          }
        }
      }
    }
  }
}

extension LabeledFeatures {
  /// The features, brought to one scale over all examples and then to fewer numbers at random; as they are where they
  /// are no more than that.
  public func projected(to dimension: Int, seed: UInt64) -> LabeledFeatures {
    guard self.dimension > dimension else { return self }
    let projection = RandomProjection(from: self.dimension, to: dimension, seed: seed)
    return LabeledFeatures(
      values: projection.apply(to: Standardization(of: values).apply(to: values)), labels: labels,
      classes: classes)
  }
}
