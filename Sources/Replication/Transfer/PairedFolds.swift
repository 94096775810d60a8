import Experiments
import Reporting

/// Two classifiers on the same folds: how far the first is ahead of the second, image by image.
public struct PairedFolds {
  private let first: [TransferOutcome]
  private let second: [TransferOutcome]

  /// The folds of two classifiers, of which only the images that both are judged by count.
  public init(_ first: [TransferOutcome], _ second: [TransferOutcome]) {
    var kept: (first: [TransferOutcome], second: [TransferOutcome]) = ([], [])
    for (own, other) in zip(first, second) {
      let (mine, theirs) = (Set(own.images), Set(other.images))
      guard let own = own.filtered({ theirs.contains($0) }), let other = other.filtered({ mine.contains($0) })
      else { continue }
      kept.first.append(own)
      kept.second.append(other)
    }
    (self.first, self.second) = kept
  }

  /// Each image's share in the first classifier's accuracy.
  public var firstScores: [Double] { TransferOutcome.imageScores(first) }
  /// Each image's share in the second classifier's accuracy.
  public var secondScores: [Double] { TransferOutcome.imageScores(second) }

  /// The difference of the mean accuracies of one network's classifiers in points, with its 95 % interval over images.
  public func difference(seed: UInt64) -> Measurement {
    let differences = zip(firstScores, secondScores).map { ($0 - $1) * 100 }
    let estimate = Bootstrap.mean(differences, seed: seed)
    return Measurement(
      estimate, count: differences.count, seeds: 1,
      unit: "points", decimals: 1)
  }
}
