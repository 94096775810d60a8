/// What networks gain by averaging their probabilities (section 3, Table 2), with an interval that knows two uncertainties:
/// other images, and other networks, the latter from leaving each network out in turn.
///
/// All rows are losses on the same images: 1 for a mistake, else 0.
public struct EnsembleGain: Sendable, Equatable {
  /// The losses of each network alone, a row a network.
  public let members: [[Double]]
  /// The losses of all of them together.
  public let together: [Double]
  /// The losses of the networks together where each stays away in turn.
  public let withoutEach: [[Double]]

  /// Losses of networks alone, of all of them together, and of the rest without each.
  public init(members: [[Double]], together: [Double], withoutEach: [[Double]]) {
    precondition(
      !members.isEmpty && (withoutEach.isEmpty || withoutEach.count == members.count)
        && (members + withoutEach).allSatisfy { $0.count == together.count },
      "\(members.count) networks and \(withoutEach.count) ensembles without one of them")
    self.members = members
    self.together = together
    self.withoutEach = withoutEach
  }

  /// The mean error of one network minus that of the ensemble.
  ///
  /// - Returns: ends that are not numbers where there are fewer than three networks.
  public func ofMembers(seed: UInt64) -> Bootstrap.Estimate {
    let jackknife = withoutEach.enumerated().map { absent, ensemble in
      Self.gains(members.indices.filter { $0 != absent }.map { members[$0] }, ensemble).mean
    }
    return Bootstrap.mean(
      Self.gains(members, together), widenedBy: Jackknife.deviation(jackknife), seed: seed)
  }

  /// The ensemble's error minus that of the ensemble that one more network has joined, the mean over several such
  /// networks.
  ///
  /// The uncertainty by networks is that of the members, and that of the one that joins: from its own seeds, or, where
  /// there is but one, as much as one member's.
  ///
  /// - Parameters:
  ///   - joined: the losses of the ensemble with each of the networks that join, a row each.
  ///   - joinedWithoutEach: the same where each member stays away in turn.
  public func ofJoining(_ joined: [[Double]], withoutEach joinedWithoutEach: [[[Double]]], seed: UInt64)
    -> Bootstrap.Estimate
  {
    precondition(
      !joined.isEmpty && joinedWithoutEach.count == withoutEach.count,
      "\(joinedWithoutEach.count) ensembles without one of \(members.count) networks")
    func gains(_ ensemble: [Double], _ joined: [[Double]]) -> [Double] {
      zip(ensemble, Self.meanRow(joined)).map { $0 - $1 }
    }
    let own = Jackknife.deviation(zip(withoutEach, joinedWithoutEach).map { gains($0, $1).mean })
    let other =
      joined.count > 1
      ? joined.map(\.mean).deviation / Double(joined.count).squareRoot()
      : own / Double(members.count).squareRoot()
    return Bootstrap.mean(
      gains(together, joined), widenedBy: (own * own + other * other).squareRoot(), seed: seed)
  }

  /// The mean of several rows, image by image.
  public static func meanRow(_ rows: [[Double]]) -> [Double] {
    rows[0].indices.map { image in rows.map { $0[image] }.mean }
  }

  private static func gains(_ rows: [[Double]], _ together: [Double]) -> [Double] {
    zip(meanRow(rows), together).map { $0 - $1 }
  }
}
