/// How far classifiers on frozen features of several networks are ahead of networks that were trained from scratch, on the
/// images that both are judged by (section 5.2).
public struct TransferLead: Sendable, Equatable {
  /// A row a network of frozen features: each image's share in the accuracy.
  public let frozen: [[Double]]
  /// The same of the networks from scratch, all folds together.
  public let scratch: [Double]
  /// How many networks from scratch there are.
  public let scratchNetworks: Int
  /// The standard deviation between seeds that the networks from scratch borrow.
  public let spread: Double

  /// Compares folds.
  ///
  /// A network from scratch borrows the larger of two spreads: that of the frozen features here, and that of whole networks
  /// from seed to seed on the images that they learned from.
  ///
  /// - Parameters:
  ///   - frozen: by network, the folds of its classifier.
  ///   - scratch: the folds of the networks from scratch.
  ///   - losses: a row a network that was trained whole: its losses on images of its own.
  public init(
    of frozen: [[TransferOutcome]], over scratch: [TransferOutcome], wholeNetworks losses: [[Double]]
  ) {
    precondition(!frozen.isEmpty && !scratch.isEmpty, "\(frozen.count) networks over \(scratch.count) folds")
    let pairs = frozen.map { PairedFolds($0, scratch) }
    self.frozen = pairs.map(\.firstScores)
    self.scratch = pairs[0].secondScores
    scratchNetworks = scratch.count
    spread = max(GroupComparison.seedSpread(self.frozen), GroupComparison.seedSpread(losses))
  }

  /// The mean accuracy of the frozen features minus that of the networks from scratch, a share, with its interval over
  /// images and networks.
  public func estimate(seed: UInt64) -> Bootstrap.Estimate {
    GroupComparison.difference(frozen, [scratch], spread: spread, seed: seed)
  }
}
