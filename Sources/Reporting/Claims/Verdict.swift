/// What a run says about a claim.
public enum Verdict: String, Sendable, Hashable, Codable, CaseIterable {
  /// The whole interval lies on the claimed side.
  case reproduced
  /// The whole interval lies on the other side.
  case notReproduced = "not reproduced"
  /// The interval straddles the threshold, or the run was too small to say.
  case inconclusive
  /// Nothing was measured in this run.
  case notTested = "not tested"

  /// Judges a measured interval by a criterion.
  ///
  /// A function of its arguments alone: the interval on the claimed side is reproduced, on the other side not
  /// reproduced, across the threshold inconclusive. A trial run is too small to decide anything either way, and says so;
  /// so is a comparison of trained networks that rests on too few of them.
  ///
  /// - Parameter seedsNeeded: over how many trained networks the measurement must have been made.
  /// - Returns: the verdict and, in a sentence, its reason.
  public static func judge(
    _ measurement: Measurement?, by criterion: Criterion, isTrial: Bool, seedsNeeded: Int = 1
  ) -> (verdict: Verdict, reason: String) {
    guard let measurement else { return (.notTested, "Nothing was measured in this run.") }
    if let seeds = measurement.seeds, seeds < seedsNeeded {
      return (
        .inconclusive,
        "\(measurement.intervalText) rests on \(seeds) trained network\(seeds == 1 ? "" : "s"); a verdict takes \(seedsNeeded)."
      )
    }
    guard measurement.value.isFinite, measurement.low.isFinite, measurement.high.isFinite else {
      return (.inconclusive, "The measured value is not a finite number.")
    }
    let whole = measurement.low < measurement.high ? "The whole interval" : "The number"
    switch criterion.holds(from: measurement.low, to: measurement.high) {
    case let holds?:
      let finding = "\(whole) \(holds ? "meets" : "misses") the criterion \(criterion.text)"
      if isTrial { return (.inconclusive, "\(finding), but a run so small decides nothing.") }
      return (holds ? .reproduced : .notReproduced, "\(finding).")
    case nil: return (.inconclusive, "The interval straddles the criterion \(criterion.text).")
    }
  }
}
