import Tensors

extension LabelCounts {
  /// The mean purity of images that are drawn at random from classes of equal size: what a map that knows nothing of
  /// classes would have. It lies above one over the number of images, since the most frequent class is looked for
  /// afterward.
  ///
  /// - Parameters:
  ///   - images: how many images are drawn each time.
  ///   - classes: how many classes there are.
  ///   - draws: how often the images are drawn.
  /// - Returns: a share, 0…1.
  public static func chancePurity(images: Int = 9, classes: Int, seed: UInt64, draws: Int = 2000) -> Double {
    chancePurity(images: images, of: Array(0..<classes), seed: seed, draws: draws)
  }

  /// The same where classes have other numbers of images than one another.
  ///
  /// - Parameter labels: the classes of the images that are drawn from, with replacement; at least one.
  public static func chancePurity(
    images: Int = 9, of labels: [Int], seed: UInt64, draws: Int = 2000
  ) -> Double {
    precondition(images > 0 && !labels.isEmpty && draws > 0, "\(draws) draws of \(images) of \(labels.count)")
    var stream = RandomStream(seed: seed, domain: "purity of chance")
    return (0..<draws).map { _ in
      LabelCounts((0..<images).map { _ in labels[stream.integer(below: labels.count)] }).purity
    }.mean
  }
}
