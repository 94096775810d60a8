/// Two classifiers on the same folds: how far the first is ahead of the second, image by image.
public struct PairedFolds: Sendable {
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
  /// The same fold by fold: where each fold is of another network, what networks differ in shows between them.
  public var differencesByFold: [[Double]] {
    zip(first, second).map { own, other in
      zip(TransferOutcome.imageScores([own]), TransferOutcome.imageScores([other])).map { ($0 - $1) * 100 }
    }
  }
  /// By image, the first classifier's share minus the second's, in points: their mean is how far the first is ahead.
  public var differences: [Double] { zip(firstScores, secondScores).map { ($0 - $1) * 100 } }
}
