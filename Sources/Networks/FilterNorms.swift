import Tensors

/// How large filters are.
public enum FilterNorms {
  /// The root of the mean square of a filter's weights.
  public static func rootMeanSquare(_ filter: UnsafeBufferPointer<Float>) -> Double {
    var sum = 0.0
    for weight in filter { sum += Double(weight) * Double(weight) }
    return (sum / Double(filter.count)).squareRoot()
  }

  /// The RMS of each filter of a layer's weights `[outputs, …]`.
  public static func rootMeanSquares(_ weights: Tensor<Float>) -> [Double] {
    weights.withUnsafeBuffer { values in
      let length = values.count / weights.shape[0]
      return (0..<weights.shape[0]).map {
        rootMeanSquare(UnsafeBufferPointer(rebasing: values[($0 * length)..<(($0 + 1) * length)]))
      }
    }
  }
}
