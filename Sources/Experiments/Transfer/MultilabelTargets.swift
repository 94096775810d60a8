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

  /// The average precision of each class and its mean over the classes that have one, means over networks, with intervals over
  /// images and networks.
  ///
  /// Drawing images with replacement repeats some, and repeated positives stand together at the top: the replicates'
  /// mean lies above the estimate. They are moved back by that much.
  ///
  /// - Parameters:
  ///   - networks: by network the scores, `[classes][images]`.
  ///   - replicates: a few hundred: each ranks all images anew for every class.
  public func judged(
    _ networks: [[[Double]]], seed: UInt64, replicates: Int = 200
  ) -> (mean: Bootstrap.Estimate, byClass: [Bootstrap.Estimate]) {
    let drawn = networks.map { resampled($0, seed: seed, replicates) }
    let values = networks.map { averagePrecisions($0) }
    func estimate(_ statistic: ([Double]) -> Double) -> Bootstrap.Estimate {
      Self.estimate(values.map(statistic), drawn.map { $0.map(statistic) }, seed: seed).limited(to: 0...1)
    }
    return (estimate(Self.mean), (0..<classes).map { label in estimate { $0[label] } })
  }

  /// How far the mean average precision of some networks' scores is above that of others', network by network, with its interval
  /// over images, the same for all, and networks.
  ///
  /// - Parameters:
  ///   - networks: by network the scores, `[classes][images]`.
  ///   - others: what each is compared with, in the same order.
  public func lead(
    of networks: [[[Double]]], over others: [[[Double]]], seed: UInt64, replicates: Int = 200
  ) -> Bootstrap.Estimate {
    precondition(networks.count == others.count, "\(networks.count) networks over \(others.count)")
    func means(_ scores: [[Double]]) -> [Double] { resampled(scores, seed: seed, replicates).map(Self.mean) }
    return Self.estimate(
      zip(networks, others).map { Self.mean(averagePrecisions($0)) - Self.mean(averagePrecisions($1)) },
      zip(networks, others).map { own, other in zip(means(own), means(other)).map { $0 - $1 } }, seed: seed)
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

  /// The mean over networks.
  ///
  /// - Parameters:
  ///   - values: a network's number on the images as they are.
  ///   - replicates: by network, its numbers on images that were drawn.
  private static func estimate(
    _ values: [Double], _ replicates: [[Double]], seed: UInt64
  ) -> Bootstrap.Estimate {
    var stream = RandomStream(seed: seed, domain: "bootstrap of networks")
    let center = values.mean
    let draws = (replicates.first ?? []).indices.map { draw in replicates.map { $0[draw] }.mean }
      .filter(\.isFinite)
    guard !draws.isEmpty else { return Bootstrap.Estimate(center, replicates: [center]) }
    let bias = draws.mean - center
    let deviation = values.count > 1 ? values.deviation : 0
    return Bootstrap.Estimate(
      center, replicates: draws.map { $0 - bias + GroupComparison.shift(deviation, values.count, &stream) })
  }
}
