import Tensors

/// Features brought to mean 0 and standard deviation 1 by what the training examples show, so that one strength of
/// regularization means the same for each of them.
public struct Standardization: Sendable, Equatable {
  /// The mean of each feature.
  public let means: [Float]
  /// What each feature is divided by: its standard deviation, or 1 where it does not vary.
  public let deviations: [Float]

  /// Measures the columns of `[examples, features]`.
  public init(of values: Tensor<Float>) {
    let (rows, columns) = (values.shape[0], values.shape[1])
    precondition(rows > 0, "no examples to standardize by")
    var sums = [Double](repeating: 0, count: columns)
    var squares = sums
    values.withUnsafeBuffer { source in
      for row in 0..<rows {
        for column in 0..<columns { sums[column] += Double(source[row * columns + column]) }
      }
      // A second pass: the difference of two large sums of squares would lose small deviations.
      for row in 0..<rows {
        for column in 0..<columns {
          let distance = Double(source[row * columns + column]) - sums[column] / Double(rows)
          squares[column] += distance * distance
        }
      }
    }
    means = sums.map { Float($0 / Double(rows)) }
    deviations = zip(squares, sums).map { square, sum in
      let deviation = (square / Double(rows)).squareRoot()
      let magnitude = abs(sum) / Double(rows)
      return deviation > 1e-6 * max(magnitude, 1e-20) ? Float(deviation) : 1
    }
  }

  /// `[examples, features]`, standardized.
  public func apply(to values: Tensor<Float>) -> Tensor<Float> {
    let columns = means.count
    precondition(values.shape[1] == columns, "\(values.shape) for \(columns) means")
    return Tensor(values.shape) { target in
      values.withUnsafeBuffer { source in
        for row in 0..<values.shape[0] {
          for column in 0..<columns {
            let index = row * columns + column
            target[index] = (source[index] - means[column]) / deviations[column]
          }
        }
      }
    }
  }
}
