import Reporting

/// Made-up measurements of a chapter, on both sides of one claim's criterion.
///
/// A flipped sign in the claim, or in what it takes from the measurements, turns the verdicts around:
///
///     ClaimCase("figure6.clip", from: base,
///       reproduced: { $0.dominance = [[3.0], [3.1], [2.9]] },
///       notReproduced: { $0.dominance = [[1.0], [1.1], [0.9]] },
///       inconclusive: { $0.dominance = [[1.0], [2.0], [3.0]] },
///       notTested: { $0.clipFirings = 0 })
public struct ClaimCase<Measurements> {
  /// The claim's id.
  public let id: String
  private let expected: [(verdict: Verdict, measurements: Measurements)]

  /// A claim and measurements for each verdict.
  ///
  /// - Parameters:
  ///   - base: what every change starts from.
  ///   - reproduced: clearly on the claimed side, with a narrow interval.
  ///   - notReproduced: clearly on the other side.
  ///   - inconclusive: an interval across the threshold.
  ///   - tooFewNetworks: clearly on the claimed side, of fewer networks than a verdict takes, or of some that have not converged.
  ///   - notTested: nothing measured, where that can be.
  public init(
    _ id: String, from base: Measurements, reproduced: (inout Measurements) -> Void,
    notReproduced: (inout Measurements) -> Void, inconclusive: (inout Measurements) -> Void,
    tooFewNetworks: ((inout Measurements) -> Void)? = nil,
    notTested: ((inout Measurements) -> Void)? = nil
  ) {
    func changed(_ change: (inout Measurements) -> Void) -> Measurements {
      var measurements = base
      change(&measurements)
      return measurements
    }
    self.id = id
    var expected = [
      (Verdict.reproduced, changed(reproduced)), (.notReproduced, changed(notReproduced)),
      (.inconclusive, changed(inconclusive)),
    ]
    if let tooFewNetworks { expected.append((.notTested, changed(tooFewNetworks))) }
    if let notTested { expected.append((.notTested, changed(notTested))) }
    self.expected = expected
  }

  /// What is wrong with the claim's verdicts; empty where each is as it must be.
  ///
  /// - Parameter claims: the chapter's claims.
  public func problems(_ claims: (Measurements) -> [UnjudgedClaim]) -> [String] {
    expected.compactMap { verdict, measurements in
      guard let claim = claims(measurements).first(where: { $0.id == id }) else {
        return "\(id) is not among the claims of measurements that should be \(verdict.rawValue)"
      }
      let judged = claim.judged()
      guard judged.verdict != verdict else { return nil }
      return "\(id) should be \(verdict.rawValue) and is \(judged.verdict.rawValue): "
        + "\(claim.measured?.intervalText ?? "not measured"). \(judged.reason)"
    }
  }
}

extension ClaimCase: Sendable where Measurements: Sendable {}

extension ClaimCase: CustomStringConvertible {
  /// The claim's id, which names the case in the list of tests.
  public var description: String { id }
}

/// What is wrong with a chapter's list of cases: claims without a case, cases without a claim, and names that occur twice;
/// empty where every claim has just one.
public func unevenCases<Measurements>(
  _ cases: [ClaimCase<Measurements>], of claims: [UnjudgedClaim]
) -> [String] {
  func twice(_ ids: [String]) -> [String] {
    Dictionary(ids.map { ($0, 1) }, uniquingKeysWith: +).filter { $0.value > 1 }.keys.sorted()
  }
  let (tested, stated) = (cases.map(\.id), claims.map(\.id))
  return Set(stated).subtracting(tested).sorted().map { "the claim \($0) has no case" }
    + Set(tested).subtracting(stated).sorted().map { "there is no claim \($0)" }
    + twice(tested).map { "\($0) has two cases" } + twice(stated).map { "\($0) is claimed twice" }
}
