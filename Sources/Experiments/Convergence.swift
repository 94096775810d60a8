/// Whether networks have learned what their recipe can teach them, judged beside one of the same recipe that saw half as many
/// samples.
///
/// The paper trains for 70 epochs, until nothing changes any more; networks that are stopped earlier are compared by how soon
/// they learn. Errors fall about as a power of the samples seen, toward a floor. A power toward zero, through the errors after half the
/// samples and after all, gives what twice the samples would gain: `error · (1 − error / errorOfHalf)`. A floor above zero makes
/// it less; that one network saw half of the samples makes it as uncertain as that network's seed.
public struct Convergence: Codable, Hashable, Sendable {
  /// The largest gain from twice the samples that a converged network may still have: 2 points of top-1 error. A change
  /// of 1.8 points is little to the paper (Table 3, ZFNet's layers 6 and 7 at 2048). More samples may not raise the error by
  /// more than that either: training that is not stable has no end to be judged at.
  public static let margin = 0.02

  /// What keeps networks from being judged.
  public enum Obstacle: Sendable, Equatable {
    /// No error was measured.
    case unknown
    /// The error is at chance level.
    case chance
    /// Twice the samples would gain more than the margin.
    case unfinished
    /// All samples ended in a larger error than half of them, by more than the margin.
    case unstable
  }

  /// Mean validation top-1 error of the networks, 0…1.
  public let error: Double
  /// Validation top-1 error of the network that saw half as many samples, 0…1.
  public let errorOfHalf: Double
  /// How many classes there are, which decides the chance level.
  public let classes: Int

  /// What two lengths of training ended in.
  public init(error: Double, errorOfHalf: Double, classes: Int) {
    (self.error, self.errorOfHalf, self.classes) = (error, errorOfHalf, classes)
  }

  /// By how much twice the samples would lower the error if it fell as a power of them, 0…1; below 0 where more samples raised
  /// it.
  public var gainOfDoubling: Double {
    guard errorOfHalf > 0 else { return -error }
    return error * (1 - error / errorOfHalf)
  }

  /// What keeps the networks from being judged; nil where they have converged.
  public var obstacle: Obstacle? {
    guard error.isFinite, errorOfHalf.isFinite else { return .unknown }
    if ChanceLevel(classes: classes).isStalled(error) { return .chance }
    if gainOfDoubling > Self.margin { return .unfinished }
    return error - errorOfHalf > Self.margin ? .unstable : nil
  }
}
