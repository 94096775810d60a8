import Tensors
import Training

/// Filters that training has left with next to no weights: the flat squares of Figure 6(b).
public enum DeadFilters {
  /// The share of a large filter's RMS below which a filter counts as dead.
  public static let threshold = 0.1

  /// The filters whose RMS is below a tenth of what the largest tenth of the layer's filters exceed.
  ///
  /// The largest filter itself is no measure, since one that dominates would make all others look dead; nor is the
  /// median, which would be dead with most of them.
  ///
  /// - Parameter filters: weights `[maps, …]`.
  public static func byWeights(_ filters: Tensor<Float>) -> [Int] {
    let sizes = FilterClip.rootMeanSquares(filters)
    let sorted = sizes.sorted()
    let large = sorted[Int((0.9 * Double(sorted.count - 1)).rounded())]
    return sizes.indices.filter { sizes[$0] < threshold * large }
  }

  /// How much larger the largest filter of a layer is than its median one.
  public static func dominance(_ filters: Tensor<Float>) -> Double {
    let sorted = FilterClip.rootMeanSquares(filters).sorted()
    return (sorted.last ?? .nan) / sorted[sorted.count / 2]
  }
}
