extension Collection where Element: Comparable {
  /// The index of the largest element, the first of equal ones; nil of an empty collection.
  ///
  /// An element that is no number (NaN) is never larger than another; where the first is none, it is the answer.
  ///
  /// ```swift
  /// [0.2, 0.7, 0.7].indexOfMaximum   // 1
  /// ```
  /// - Complexity: O(*n*).
  @inlinable
  public var indexOfMaximum: Index? {
    guard var best = indices.first else { return nil }
    for index in indices where self[index] > self[best] { best = index }
    return best
  }
}
