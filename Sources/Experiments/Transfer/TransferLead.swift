/// How far classifiers on frozen features are ahead of networks that were trained from scratch, fold by fold, on the images
/// that both are judged by (section 5.2). Each fold has a network of its own on either side.
public struct TransferLead: Sendable, Equatable {
  /// By fold, the first side's accuracy on the images of both, 0…1.
  public let frozen: [Double]
  /// The same of the networks from scratch.
  public let scratch: [Double]
  /// By fold and image, how far the first side is ahead, in points.
  public let differences: [[Double]]

  /// Compares folds; those of one side that the other lacks do not count.
  ///
  /// - Parameters:
  ///   - frozen: the folds of classifiers on frozen features.
  ///   - scratch: the folds of networks from scratch.
  public init(of frozen: [TransferOutcome], over scratch: [TransferOutcome]) {
    let pairs = zip(frozen, scratch).map { PairedFolds([$0], [$1]) }
    self.frozen = pairs.map(\.firstScores.mean)
    self.scratch = pairs.map(\.secondScores.mean)
    differences = pairs.map(\.differences)
  }

  /// The mean accuracy of the frozen features minus that of the networks from scratch, in points, with its interval over
  /// images and networks.
  public func estimate(seed: UInt64) -> Bootstrap.Estimate {
    GroupComparison.meanOfUnits(differences, seed: seed)
  }

  /// How many images it was measured on, each counted in every fold.
  public var count: Int { differences.reduce(0) { $0 + $1.count } }
}
