import Experiments

/// A row of a table of convergence: networks, what half the samples say of them, and what twice as many did.
public struct JudgedNetworks: Sendable {
  /// What the networks are called.
  public let title: String
  /// Whether they have converged, by the network of half the samples.
  public let convergence: Convergence
  /// By how much twice the samples did lower the error, 0…1; nil where no network was trained on as many.
  public let gainOfDoubling: Double?

  /// A row of the given parts.
  public init(_ title: String, _ convergence: Convergence, gainOfDoubling: Double? = nil) {
    (self.title, self.convergence, self.gainOfDoubling) = (title, convergence, gainOfDoubling)
  }
}
