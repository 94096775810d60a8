import Networks
import Tensors

/// Filters that have learned nothing: the flat squares of Figure 6(b).
public enum DeadFilters {
  /// The share of a large filter's RMS below which a filter counts as dead.
  public static let threshold = 0.1
  /// The cosine with its start from which on a filter counts as one that training has not turned.
  public static let unturned = 0.99

  /// The filters that still point where they started, and those whose RMS is below a tenth of what the largest tenth of the
  /// layer's filters exceed.
  ///
  /// A filter whose map never answers gets no gradient: it keeps its direction, and weight decay takes its size, in
  /// the paper's many steps nearly all, in few hardly any. One that died later has another direction and loses its size.
  /// The largest filter itself is no measure, since one that dominates would make all others look dead; nor is
  /// the median, which would be dead with most of them.
  ///
  /// - Parameters:
  ///   - filters: weights `[maps, …]`.
  ///   - start: the weights that training started with.
  public static func byWeights(_ filters: Tensor<Float>, startedFrom start: Tensor<Float>) -> [Int] {
    precondition(filters.shape == start.shape, "filters \(filters.shape) that started as \(start.shape)")
    let sizes = FilterNorms.rootMeanSquares(filters)
    let sorted = sizes.sorted()
    let large = sorted[Int((0.9 * Double(sorted.count - 1)).rounded())]
    return sizes.indices.filter { filter in
      sizes[filter] < threshold * large
        || cosine(filters.slice(filter..<filter + 1), start.slice(filter..<filter + 1)) >= unturned
    }
  }

  private static func cosine(_ a: Tensor<Float>, _ b: Tensor<Float>) -> Double {
    var (product, squaresA, squaresB) = (0.0, 0.0, 0.0)
    for (x, y) in zip(a.scalars, b.scalars) {
      product += Double(x) * Double(y)
      squaresA += Double(x) * Double(x)
      squaresB += Double(y) * Double(y)
    }
    return squaresA > 0 && squaresB > 0 ? product / (squaresA * squaresB).squareRoot() : 0
  }

  /// How much larger the largest filter of a layer is than its median one.
  public static func dominance(_ filters: Tensor<Float>) -> Double {
    let sorted = FilterNorms.rootMeanSquares(filters).sorted()
    return (sorted.last ?? .nan) / sorted[sorted.count / 2]
  }
}
