import Tensors

/// How sure a network is of each image's own class: what images for the visual experiments are chosen by.
public struct Confidence: Codable, Sendable, Equatable {
  /// The true class of each image.
  public let labels: [Int]
  /// The most probable class of each image.
  public let predictions: [Int]
  /// The probability of each image's true class.
  public let probabilities: [Float]

  /// What an evaluation says.
  public init(_ outcome: Classification.Outcome) {
    labels = outcome.labels
    predictions = outcome.predictions
    let classes = outcome.probabilities.shape[1]
    probabilities = outcome.probabilities.withUnsafeBuffer { values in
      outcome.labels.enumerated().map { row, label in values[row * classes + label] }
    }
  }

  /// The images whose most probable class is the true one.
  public var correctlyClassified: [Int] { labels.indices.filter { labels[$0] == predictions[$0] } }

  /// So many correctly classified images, drawn by a seed, in ascending order; all where there are fewer.
  ///
  /// - Parameter classes: of these classes only; nil takes all.
  public func drawn(_ count: Int, ofClasses classes: Set<Int>? = nil, seed: UInt64) -> [Int] {
    let right = correctlyClassified.filter { classes?.contains(labels[$0]) ?? true }
    var stream = RandomStream(seed: seed, domain: "measured pictures")
    return stream.permutation(right.count).prefix(count).map { right[$0] }.sorted()
  }

  /// Of so many classes, drawn by a seed from those with a correctly classified image, the image that the network is
  /// surest of; of equals the first.
  public func surest(ofClasses count: Int, seed: UInt64) -> [Int] {
    var best: [Int: Int] = [:]
    for image in correctlyClassified {
      if let other = best[labels[image]], probabilities[other] >= probabilities[image] { continue }
      best[labels[image]] = image
    }
    let classes = best.keys.sorted()
    var stream = RandomStream(seed: seed, domain: "classes of figures")
    return stream.permutation(classes.count).prefix(count).compactMap { best[classes[$0]] }
  }
}
