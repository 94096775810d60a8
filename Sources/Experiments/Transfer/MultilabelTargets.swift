import Tensors

/// Which classes show in each image of a set of several objects an image (section 5.2, Table 6).
public struct MultilabelTargets: Sendable {
  /// The classes that show, by image.
  public let present: [Set<Int>]
  /// The classes that show in difficult objects alone: the image counts neither for them nor against them.
  public let difficult: [Set<Int>]
  /// How many classes there are.
  public let classes: Int

  /// The classes of images.
  public init(present: [Set<Int>], difficult: [Set<Int>], classes: Int) {
    precondition(
      present.count == difficult.count, "\(present.count) and \(difficult.count) images")
    self.present = present
    self.difficult = difficult
    self.classes = classes
  }

  /// How many images there are.
  public var count: Int { present.count }

  /// Those of the images that count for a class or against it.
  func judged(_ label: Int, among images: [Int]) -> [Int] {
    images.filter { !difficult[$0].contains(label) }
  }

  /// The share of the images that show each class: the average precision of a ranking by chance, in the limit of many
  /// images.
  public var chance: [Double] {
    let all = Array(present.indices)
    return (0..<classes).map { label in
      let judged = judged(label, among: all)
      return Double(judged.count { present[$0].contains(label) }) / Double(judged.count)
    }
  }

  /// The mean of that share over some classes, such as those that a ranking could be judged by.
  ///
  /// - Parameter precisions: by class; classes whose average precision is not a number do not count.
  public func meanChance(whereKnown precisions: [Double]) -> Double {
    let chance = chance
    return precisions.indices.filter { precisions[$0].isFinite }.map { chance[$0] }.mean
  }

  /// The average precision of each class by the images' scores for it; not a number where no image shows the class
  /// or there are no scores.
  ///
  /// - Parameters:
  ///   - scores: `[classes][images]`.
  ///   - images: which are ranked, one perhaps several times; all where nil.
  public func averagePrecisions(_ scores: [[Double]], among images: [Int]? = nil) -> [Double] {
    let ranked = images ?? Array(present.indices)
    return (0..<classes).map { label in
      guard !scores[label].isEmpty else { return .nan }
      let judged = judged(label, among: ranked)
      return AveragePrecision.allPoints(
        scores: judged.map { scores[label][$0] }, isPositive: judged.map { present[$0].contains(label) })
    }
  }

  /// The average precision of each class and its mean over the classes that have one, with intervals over images.
  ///
  /// Drawing images with replacement repeats some, and repeated positives stand together at the top: the replicates'
  /// mean lies above the estimate. They are moved back by that much.
  ///
  /// - Parameter replicates: a few hundred: each ranks all images anew for every class.
  public func judged(
    _ scores: [[Double]], seed: UInt64, replicates: Int = 200
  ) -> (mean: Bootstrap.Estimate, byClass: [Bootstrap.Estimate]) {
    let drawn = resampled(scores, seed: seed, replicates)
    let values = averagePrecisions(scores)
    func estimate(_ statistic: ([Double]) -> Double) -> Bootstrap.Estimate {
      Self.estimate(statistic(values), drawn.map(statistic))
    }
    return (estimate(Self.mean), (0..<classes).map { label in estimate { $0[label] } })
  }

  /// How far the mean average precision of some scores is above that of others, with its interval over images, the same
  /// for both.
  public func lead(
    of scores: [[Double]], over others: [[Double]], seed: UInt64, replicates: Int = 200
  ) -> Bootstrap.Estimate {
    let (first, second) = (
      resampled(scores, seed: seed, replicates), resampled(others, seed: seed, replicates)
    )
    return Self.estimate(
      Self.mean(averagePrecisions(scores)) - Self.mean(averagePrecisions(others)),
      zip(first, second).map { Self.mean($0) - Self.mean($1) })
  }

  /// The average precisions of each class, over and over, on images drawn with replacement.
  private func resampled(_ scores: [[Double]], seed: UInt64, _ replicates: Int) -> [[Double]] {
    var stream = RandomStream(seed: seed, domain: "bootstrap of average precision")
    return (0..<replicates).map { _ in
      averagePrecisions(scores, among: present.map { _ in stream.integer(below: count) })
    }
  }

  /// The mean over the classes that have an average precision.
  private static func mean(_ precisions: [Double]) -> Double { precisions.filter(\.isFinite).mean }

  private static func estimate(_ value: Double, _ replicates: [Double]) -> Bootstrap.Estimate {
    let known = replicates.filter(\.isFinite)
    let bias = known.isEmpty ? 0 : known.mean - value
    return Bootstrap.Estimate(value, replicates: known.isEmpty ? [value] : known.map { $0 - bias })
  }
}
