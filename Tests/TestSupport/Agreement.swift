import Tensors

/// The largest difference between two tensors as a share of the second's largest magnitude: max|a−b| / max|b|.
/// Two tensors of zeros agree exactly; tensors of different shapes never do.
public func relativeError<Scalar>(_ a: Tensor<Scalar>, _ reference: Tensor<Scalar>) -> Double {
  guard a.shape == reference.shape else { return .infinity }
  var difference = 0.0
  var magnitude = 0.0
  for index in 0..<a.count {
    let gap = abs(Double(a[index]) - Double(reference[index]))
    if gap.isNaN { return .infinity }
    difference = max(difference, gap)
    magnitude = max(magnitude, abs(Double(reference[index])))
  }
  return magnitude == 0 ? (difference == 0 ? 0 : .infinity) : difference / magnitude
}

/// A tensor of normal draws, the same for the same seed.
public func randomTensor<Scalar>(_ shape: Shape, seed: UInt64 = 1, of: Scalar.Type = Scalar.self) -> Tensor<
  Scalar
> {
  var stream = RandomStream(seed: seed, domain: "test tensor")
  return Tensor(shape) { target in
    for index in target.indices { target[index] = Scalar(stream.normal()) }
  }
}
