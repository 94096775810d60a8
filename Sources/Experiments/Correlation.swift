import Tensors

/// Pearson's correlation of lists of pixels, activations or weights.
public enum Correlation {
  /// The correlation, −1…1; nil where a list does not vary.
  @_specialize(where Scalar == Float)
  @_specialize(where Scalar == Double)
  public static func pearson<Scalar: BinaryFloatingPoint>(
    _ a: UnsafeBufferPointer<Scalar>, _ b: UnsafeBufferPointer<Scalar>
  ) -> Double? {
    precondition(a.count == b.count, "lists of \(a.count) and \(b.count) numbers")
    guard a.count > 1 else { return nil }
    var (sumA, sumB) = (0.0, 0.0)
    for index in a.indices {
      sumA += Double(a[index])
      sumB += Double(b[index])
    }
    let (meanA, meanB) = (sumA / Double(a.count), sumB / Double(a.count))
    var (products, squaresA, squaresB) = (0.0, 0.0, 0.0)
    for index in a.indices {
      let (x, y) = (Double(a[index]) - meanA, Double(b[index]) - meanB)
      products += x * y
      squaresA += x * x
      squaresB += y * y
    }
    guard squaresA > 0, squaresB > 0 else { return nil }
    return products / (squaresA.squareRoot() * squaresB.squareRoot())
  }

  /// The correlation of two lists; nil where one does not vary.
  public static func pearson<Scalar: BinaryFloatingPoint>(_ a: [Scalar], _ b: [Scalar]) -> Double? {
    a.withUnsafeBufferPointer { a in b.withUnsafeBufferPointer { b in pearson(a, b) } }
  }

  /// The correlation of two tensors' numbers; nil where one does not vary.
  public static func pearson(_ a: Tensor<Float>, _ b: Tensor<Float>) -> Double? {
    a.withUnsafeBuffer { a in b.withUnsafeBuffer { b in pearson(a, b) } }
  }

  /// The mean correlation of all pairs of lists that have one; nil where no pair has.
  public static func meanOfPairs(_ lists: [[Float]]) -> Double? {
    let pairs = lists.indices.flatMap { first in
      lists.indices[(first + 1)...].compactMap { pearson(lists[first], lists[$0]) }
    }
    return pairs.isEmpty ? nil : pairs.mean
  }
}
