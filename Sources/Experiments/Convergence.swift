/// Whether networks have learned what their recipe can teach them, judged beside one of the same recipe that saw half as many
/// samples.
///
/// The paper trains for 70 epochs, until nothing changes any more; networks that are stopped earlier are compared by how soon
/// they learn. Errors fall about as a power of the samples seen, toward a floor. A power without a floor, through the errors
/// after half the samples and after all, bounds what is still to come: twice the samples lower the error by at most
/// `error · (1 − error / errorOfHalf)`.
public struct Convergence: Codable, Hashable, Sendable {
  /// The largest gain from twice the samples that a converged network may still have: 2 points of top-1 error. A change
  /// of 1.8 points is little to the paper (Table 3, ZFNet's layers 6 and 7 at 2048).
  public static let margin = 0.02

  /// Mean validation top-1 error of the networks, 0…1.
  public let error: Double
  /// Validation top-1 error of the network that saw half as many samples, 0…1.
  public let errorOfHalf: Double
  /// How many classes there are, which says what a guess's error is.
  public let classes: Int

  /// What two lengths of training ended in.
  public init(error: Double, errorOfHalf: Double, classes: Int) {
    (self.error, self.errorOfHalf, self.classes) = (error, errorOfHalf, classes)
  }

  /// By how much twice the samples would lower the error at most, 0…1.
  public var gainOfDoubling: Double {
    guard errorOfHalf > 0 else { return 0 }
    return max(0, error * (1 - error / errorOfHalf))
  }

  /// Whether the networks have learned nothing: their error is that of a guess.
  public var isStalled: Bool { ChanceLevel(classes: classes).isStalled(error) }

  /// Whether the networks have left chance level, and twice the samples would gain them no more than the margin.
  public var isReached: Bool { !isStalled && gainOfDoubling <= Self.margin }
}
