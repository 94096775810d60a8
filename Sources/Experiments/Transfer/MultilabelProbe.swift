import Datasets
import Tensors

/// Section 5.2's experiment on PASCAL VOC: for every class one linear classifier, whose scores rank the images.
public struct MultilabelProbe: Codable, Sendable {
  /// The score of each image for each class, `[classes][images]`; empty for a class that the training images do not
  /// tell from the others.
  public let scores: [[Double]]
  /// The cost C that was chosen.
  public let cost: Double

  /// Fits a support vector machine for every class and scores other images with it.
  ///
  /// One cost serves all classes: that with the best mean average precision on a quarter of the training images, held
  /// out; of equals the most cautious.
  ///
  /// - Parameters:
  ///   - images: the features to score, `[images, features]`.
  ///   - training: the features to learn from.
  ///   - labels: their classes.
  /// - Throws: `OneDNNError`.
  public init(
    _ images: Tensor<Float>, learningFrom training: Tensor<Float>, _ labels: MultilabelTargets, seed: UInt64
  ) throws {
    var stream = RandomStream(seed: seed, domain: "held-out pictures")
    let order = stream.permutation(labels.count)
    let heldOut = order.prefix(labels.count / 4).sorted()
    let kept = order.dropFirst(labels.count / 4).sorted()
    let strengths = LinearMethod.supportVectors.strengths
    var best = (strength: strengths[0], precision: -Double.infinity)
    for strength in strengths {
      let scores = try Self.scored(of: training, learningFrom: training, labels, kept, strength: strength)
      let precisions = labels.averagePrecisions(scores, among: heldOut).filter(\.isFinite)
      let mean = precisions.reduce(0, +) / Double(max(precisions.count, 1))
      if mean > best.precision { best = (strength, mean) }
    }
    cost = best.strength / Double(training.shape[1])
    scores = try Self.scored(
      of: images, learningFrom: training, labels, Array(0..<labels.count),
      strength: best.strength)
  }

  private static func scored(
    of images: Tensor<Float>, learningFrom training: Tensor<Float>, _ labels: MultilabelTargets,
    _ learned: [Int], strength: Double
  ) throws -> [[Double]] {
    // A class's machine is one problem, and one problem keeps one core busy.
    try ParallelMap.map(count: labels.classes) { label in
      Result { try scores(of: images, learningFrom: training, labels, learned, label, strength: strength) }
    }.map { try $0.get() }
  }

  /// One class's scores of all images.
  private static func scores(
    of images: Tensor<Float>, learningFrom training: Tensor<Float>, _ labels: MultilabelTargets,
    _ learned: [Int], _ label: Int, strength: Double
  ) throws -> [Double] {
    let task = LabeledFeatures(
      values: training, labels: labels.present.map { $0.contains(label) ? 1 : 0 }, classes: 2
    ).rows(labels.judged(label, among: learned))
    guard Set(task.labels).count == 2 else { return [] }
    let scores = try LinearMethod.supportVectors.fit(task, strength: strength).scores(of: images)
    return (0..<images.shape[0]).map { Double(scores[$0 * 2 + 1]) }
  }
}
