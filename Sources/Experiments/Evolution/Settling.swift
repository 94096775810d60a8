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
}
