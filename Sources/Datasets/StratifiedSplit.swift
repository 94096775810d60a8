import Tensors

/// A division of images by chance that a seed decides, with the same share of each class on both sides.
public struct StratifiedSplit: Sendable, Equatable {
  /// The indices of the images to learn from, class by class, in their order.
  public let training: [Int]
  /// The indices of the images to judge by, class by class, in their order.
  public let validation: [Int]
  /// The classes of one image, which stays among those to learn from.
  public let single: [Int]

  /// Divides images by their classes and a seed.
  ///
  /// - Parameters:
  ///   - labels: the class of each image.
  ///   - share: the share of each class that is judged by, above 0 and below 1; at least one image, and not all.
  ///   - seed: decides which.
  public init(labels: [Int], share: Double, seed: UInt64) {
    precondition(share > 0 && share < 1, "a share of \(share)")
    var places = [[Int]](repeating: [], count: (labels.max() ?? -1) + 1)
    for (index, label) in labels.enumerated() { places[label].append(index) }
    var (training, validation, single): ([Int], [Int], [Int]) = ([], [], [])
    for (label, own) in places.enumerated() where !own.isEmpty {
      if own.count == 1 {
        single.append(label)
        training += own
        continue
      }
      // Each class by a stream of its own: another class more changes nothing in this one.
      var stream = RandomStream(seed: seed, domain: "stratified split", label)
      let count = min(max(Int((Double(own.count) * share).rounded()), 1), own.count - 1)
      let chosen = Set(stream.permutation(own.count).prefix(count))
      for (place, index) in own.enumerated() {
        if chosen.contains(place) { validation.append(index) } else { training.append(index) }
      }
    }
    (self.training, self.validation, self.single) = (training, validation, single)
  }
}
