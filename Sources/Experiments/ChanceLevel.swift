/// The error of naming classes of equal size at random.
public struct ChanceLevel: Sendable, Equatable {
  /// The error of guessing, from 0 to 1.
  public let error: Double

  /// How near to chance an error counts as that of a network that has learned nothing.
  private static let margin = 0.02

  /// The chance level of so many classes.
  public init(classes: Int) {
    precondition(classes > 0, "\(classes) classes")
    error = 1 - 1 / Double(classes)
  }

  /// Whether an error, 0…1, lies within two points of chance level or above it: the network has learned nothing.
  public func isStalled(_ error: Double) -> Bool { error > self.error - Self.margin }
}
