/// When something that changes during training comes to rest.
public enum Settling {
  /// The first of the epochs from which on the distance to the end stays within a bound.
  ///
  /// - Parameters:
  ///   - distances: one an epoch.
  ///   - epochs: in ascending order.
  ///   - bound: the largest distance of what has settled.
  ///   - end: the end of training, where the distance is 0 by definition: the answer where none of the epochs is.
  public static func epoch(
    of distances: [Double], at epochs: [Double], within bound: Double, end: Double
  ) -> Double {
    precondition(distances.count == epochs.count, "\(distances.count) distances at \(epochs.count) epochs")
    var settled = end
    for (distance, epoch) in zip(distances, epochs).reversed() {
      guard distance <= bound else { break }
      settled = epoch
    }
    return settled
  }

  /// The first such epoch of each item that has a distance at every epoch.
  ///
  /// - Parameter moments: by epoch and item; nil where an item has no distance.
  public static func epochs(
    of moments: [[Double?]], at epochs: [Double], within bound: Double, end: Double
  ) -> [Double] {
    (0..<(moments.first?.count ?? 0)).compactMap { item in
      let values = moments.compactMap { $0[item] }
      guard values.count == moments.count else { return nil }
      return epoch(of: values, at: epochs, within: bound, end: end)
    }
  }

  /// Distances as shares of those at the first moment: the part of the way that is left. Nil where there was no way to go.
  ///
  /// - Parameter moments: by moment and item.
  public static func shareLeft(_ moments: [[Double?]]) -> [[Double?]] {
    guard let start = moments.first else { return [] }
    return moments.map { items in
      zip(items, start).map { now, start in
        guard let now, let start, start > 0 else { return nil }
        return now / start
      }
    }
  }
}
