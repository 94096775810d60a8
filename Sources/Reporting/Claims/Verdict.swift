/// What a run says about a claim.
public enum Verdict: String, Sendable, Hashable, Codable, CaseIterable {
  /// The whole interval lies on the claimed side.
  case reproduced
  /// The whole interval lies on the other side.
  case notReproduced = "not reproduced"
  /// The interval straddles the threshold, or the run was too small to say.
  case inconclusive
  /// Nothing was measured in this run, or it was measured on networks that have no say.
  case notTested = "not tested"

  /// The verdict at the beginning of a sentence.
  var lead: String { rawValue.prefix(1).uppercased() + rawValue.dropFirst() }

  /// Judges a measured interval by a criterion.
  ///
  /// A function of its arguments alone: the interval on the claimed side is reproduced, on the other side not
  /// reproduced, across the threshold inconclusive. A trial run is too small to decide anything either way, and says so.
  /// What rests on too few networks, or on some that have not converged, is not tested, whatever was measured. What is said of
  /// one network alone says so.
  ///
  /// - Returns: the verdict and, in a sentence, its reason.
  public static func judge(
    _ measurement: Measurement?, by criterion: Criterion, isTrial: Bool
  ) -> (verdict: Verdict, reason: String) {
    guard let measurement else { return (.notTested, "Nothing was measured in this run.") }
    if let objection = measurement.networks?.objection { return (.notTested, objection) }
    let (verdict, reason) = judge(measurement, criterion, isTrial: isTrial)
    return (verdict, measurement.networks?.scope.map { "\(reason) \($0)" } ?? reason)
  }

  /// The verdict on what rests on networks that have a say.
  private static func judge(
    _ measurement: Measurement, _ criterion: Criterion, isTrial: Bool
  ) -> (verdict: Verdict, reason: String) {
    guard measurement.value.isFinite, measurement.low.isFinite, measurement.high.isFinite else {
      return (.inconclusive, "The measured value is not a finite number.")
    }
    let hasInterval = measurement.low < measurement.high
    let whole = hasInterval ? "The whole interval" : "The number"
    switch criterion.holds(from: measurement.low, to: measurement.high) {
    case let holds?:
      let finding =
        holds
        ? "\(whole) lies \(criterion.words), as it must"
        : "\(whole) must lie \(criterion.words), and \(hasInterval ? "none of it does" : "it does not")"
      if isTrial { return (.inconclusive, "\(finding); but a run so small decides nothing.") }
      if holds { return (.reproduced, "\(finding).") }
      let ruledOut =
        measurement.networks?.haveConverged == true
        ? " Ruled out as a cause: that any of these networks was stopped too early." : ""
      return (.notReproduced, "\(finding).\(ruledOut)")
    case nil:
      let effect = measurement.smallestEffectText.map {
        " A difference of less than \($0) from that bound could not have been seen in this run."
      }
      return (
        .inconclusive,
        "\(whole) must lie \(criterion.words), and only a part of it does.\(effect ?? "")"
      )
    }
  }
}
