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
      Self.gains(members, together), widenedBy: Jackknife.deviation(jackknife),
      ofNetworks: members.count, seed: seed)
  }

  /// The mean of several rows, image by image.
  public static func meanRow(_ rows: [[Double]]) -> [Double] {
    rows[0].indices.map { image in rows.map { $0[image] }.mean }
  }

  private static func gains(_ rows: [[Double]], _ together: [Double]) -> [Double] {
    zip(meanRow(rows), together).map { $0 - $1 }
  }
}
