import Tensors

/// How sure a network is of each picture's own class: what pictures for the visual experiments are chosen by.
public struct Certainty: Codable, Sendable, Equatable {
  /// The true class of each picture.
  public let labels: [Int]
  /// The most probable class of each picture.
  public let predictions: [Int]
  /// The probability of each picture's true class.
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

  /// The pictures whose most probable class is the true one.
  public var rightlyClassified: [Int] { labels.indices.filter { labels[$0] == predictions[$0] } }

  /// So many rightly classified pictures, drawn by a seed, in ascending order; all where there are fewer.
  ///
  /// - Parameter classes: of these classes only; nil takes all.
  public func drawn(_ count: Int, ofClasses classes: Set<Int>? = nil, seed: UInt64) -> [Int] {
    let right = rightlyClassified.filter { classes?.contains(labels[$0]) ?? true }
    var stream = RandomStream(seed: seed, domain: "measured pictures")
    return stream.permutation(right.count).prefix(count).map { right[$0] }.sorted()
  }

  /// Of so many classes, drawn by a seed from those with a rightly classified picture, the picture that the network is
  /// surest of; of equals the first.
  public func surest(ofClasses count: Int, seed: UInt64) -> [Int] {
    var best: [Int: Int] = [:]
    for picture in rightlyClassified {
      if let other = best[labels[picture]], probabilities[other] >= probabilities[picture] { continue }
      best[labels[picture]] = picture
    }
    let classes = best.keys.sorted()
    var stream = RandomStream(seed: seed, domain: "classes of figures")
    return stream.permutation(classes.count).prefix(count).compactMap { best[classes[$0]] }
  }
}
