import Tensors

/// The largest difference between two tensors as a share of the second's largest magnitude: max|a−b| / max|b|.
/// Two tensors of zeros agree exactly; tensors of different shapes never do.
@inlinable
public func relativeError<Scalar>(_ a: Tensor<Scalar>, _ reference: Tensor<Scalar>) -> Double {
  guard a.shape == reference.shape else { return .infinity }
  var difference = 0.0
  var magnitude = 0.0
  var isNumber = true
  a.withUnsafeBuffer { a in
    reference.withUnsafeBuffer { reference in
      for index in a.indices {
        let gap = abs(Double(a[index]) - Double(reference[index]))
        if gap.isNaN { isNumber = false }
        difference = max(difference, gap)
        magnitude = max(magnitude, abs(Double(reference[index])))
      }
    }
  }
  guard isNumber else { return .infinity }
  return magnitude == 0 ? (difference == 0 ? 0 : .infinity) : difference / magnitude
}

/// A tensor of normal draws, the same for the same seed.
@inlinable
public func randomTensor<Scalar>(_ shape: Shape, seed: UInt64 = 1, of: Scalar.Type = Scalar.self) -> Tensor<
  Scalar
> {
  var stream = RandomStream(seed: seed, domain: "test tensor")
  return Tensor(shape) { target in
    for index in target.indices { target[index] = Scalar(stream.normal()) }
  }
}

/// A tensor of small whole numbers, −reach … reach, the same for the same seed: products and sums of them are exact in
/// 32 bits, and they are exact in bf16 up to a reach of 256.
public func wholeTensor(_ shape: Shape, reach: Int, seed: UInt64 = 1) -> Tensor<Float> {
  var stream = RandomStream(seed: seed, domain: "whole test tensor")
  return Tensor(shape) { target in
    for index in target.indices { target[index] = Float(stream.integer(below: 2 * reach + 1) - reach) }
  }
}

/// The cosine of the angle between two tensors as vectors.
@inlinable
public func cosine<Scalar>(_ a: Tensor<Scalar>, _ b: Tensor<Scalar>) -> Double {
  precondition(a.shape == b.shape, "shapes \(a.shape) and \(b.shape) differ")
  var (product, left, right) = (0.0, 0.0, 0.0)
  for index in 0..<a.count {
    let (x, y) = (Double(a[index]), Double(b[index]))
    product += x * y
    left += x * x
    right += y * y
  }
  return product / (left * right).squareRoot()
}
