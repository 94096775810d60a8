import Tensors

/// Section 5.2's experiment on PASCAL VOC: for every class one linear classifier, whose scores rank the pictures.
public struct PresenceRanking: Codable, Sendable {
  /// The score of each picture for each class, `[classes][pictures]`; empty for a class that the training pictures do not
  /// tell from the others.
  public let scores: [[Double]]
  /// The cost that was chosen.
  public let cost: Double

  /// The costs that are chosen from, the most cautious first.
  public static let costs = [1e-5, 1e-4, 1e-3, 0.01]

  /// Fits a support vector machine for every class and scores other pictures with it.
  ///
  /// One cost serves all classes: that with the best mean average precision on a quarter of the training pictures, held
  /// out; of equals the most cautious.
  ///
  /// - Parameters:
  ///   - pictures: the features to score, `[pictures, features]`.
  ///   - training: the features to learn from.
  ///   - labels: their classes.
  /// - Throws: `OneDNNError`.
  public init(
    _ pictures: Tensor<Float>, learningFrom training: Tensor<Float>, _ labels: PresenceLabels, seed: UInt64
  ) throws {
    var stream = RandomStream(seed: seed, domain: "held-out pictures")
    let order = stream.permutation(labels.count)
    let heldOut = order.prefix(labels.count / 4).sorted()
    let kept = order.dropFirst(labels.count / 4).sorted()
    var best = (cost: Self.costs[0], precision: -Double.infinity)
    for cost in Self.costs {
      let scores = try Self.scored(of: training, learningFrom: training, labels, kept, cost: cost)
      let precisions = labels.averagePrecisions(scores, among: heldOut).filter(\.isFinite)
      let mean = precisions.reduce(0, +) / Double(max(precisions.count, 1))
      if mean > best.precision { best = (cost, mean) }
    }
    cost = best.cost
    scores = try Self.scored(
      of: pictures, learningFrom: training, labels, Array(0..<labels.count), cost: best.cost)
  }

  private static func scored(
    of pictures: Tensor<Float>, learningFrom training: Tensor<Float>, _ labels: PresenceLabels,
    _ learned: [Int], cost: Double
  ) throws -> [[Double]] {
    try (0..<labels.classes).map { label in
      let task = LabelledFeatures(
        values: training, labels: labels.present.map { $0.contains(label) ? 1 : 0 }, classes: 2
      ).rows(labels.judged(label, among: learned))
      guard Set(task.labels).count == 2 else { return [] }
      let scores = try LinearMethod.supportVectors.fit(task, strength: cost).scores(of: pictures)
      return (0..<pictures.shape[0]).map { Double(scores[$0 * 2 + 1]) }
    }
  }
}
