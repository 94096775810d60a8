import Tensors

/// The gradient of a scalar function by central differences, one coordinate at a time.
///
/// - Parameters:
///   - point: where it is taken.
///   - step: half the distance between the two evaluations; 1e-5 suits `Double` and values around 1.
///   - function: a function that is smooth within `step` of the point.
/// - Returns: a tensor of the point's shape.
public func numericalGradient(
  at point: Tensor<Double>, step: Double = 1e-5, of function: (Tensor<Double>) -> Double
) -> Tensor<Double> {
  var probe = point
  return Tensor(point.shape) { gradient in
    for offset in gradient.indices {
      let value = point[offset]
      probe[offset] = value + step
      let above = function(probe)
      probe[offset] = value - step
      let below = function(probe)
      probe[offset] = value
      gradient[offset] = (above - below) / (2 * step)
    }
  }
}

/// `Σ a · b`: with a fixed random `b` it makes a scalar of a layer's output, and `b` is then the signal from above.
public func dotProduct(_ a: Tensor<Double>, _ b: Tensor<Double>) -> Double {
  precondition(a.shape == b.shape, "shapes \(a.shape) and \(b.shape) differ")
  return (0..<a.count).reduce(0) { $0 + a[$1] * b[$1] }
}
