import Experiments
import Reporting

/// What the paper reads from Figure 4.
extension EvolutionFindings {
  /// The paper's words: lower layers converge “within a few epochs”, upper ones need 40 to 50.
  private static let fewEpochs = 5.0
  private static let considerableEpochs = 40.0
  /// The moment after which lower layers should have come to rest: the paper's “few epochs”, generously.
  private static let restingEpoch = 10.0
  /// Why nothing can be said of a layer's maps.
  private static let silent = "No map of one of the layers answers to any image at the end."
  private static let scheduled =
    "This network's learning rate rises and falls by a schedule that was fixed beforehand: it decides at which epoch anything can settle."

  /// The chapter's claims.
  package var claims: [UnjudgedClaim] {
    let activations = distances.activations.map(settling)
    let (lowest, highest) = (activations.first ?? [], activations.last ?? [])
    let filters = wayLeft.map(settling)
    let untested = isScheduled ? Self.scheduled : Self.silent
    return [
      UnjudgedClaim(
        id: "figure4.order",
        "Lower layers settle before upper layers (epochs of 70 until a map stays within 0.1 of its end, layer 5 minus layer 1)",
        paper: "shown, not quantified",
        measured: difference(highest, minus: lowest, unit: "epochs", decimals: 1),
        holdsWhen: .greater(than: 0), remark: "One network; the moments are the paper's eight.",
        untested: Self.silent, figure: "convergence"),
      UnjudgedClaim(
        id: "figure4.order-of-filters",
        "So do the filters themselves, which do not change when a lower layer does (epochs of 70 until a tenth of the way is left, layer 5 minus layer 1)",
        paper: "not separated",
        measured: difference(filters.last ?? [], minus: filters.first ?? [], unit: "epochs", decimals: 1),
        holdsWhen: .greater(than: 0), remark: "One network; the moments are the paper's eight.",
        untested: Self.silent, figure: "settling"),
      UnjudgedClaim(
        id: "figure4.lower", "The lower layers converge within a few epochs (mean epoch of 70, layer 1)",
        paper: "a few epochs", measured: isScheduled ? nil : mean(lowest),
        holdsWhen: .atMost(Self.fewEpochs), remark: "One network; “a few” is read as five.",
        untested: untested, figure: "convergence"),
      UnjudgedClaim(
        id: "figure4.upper",
        "The upper layers develop only after a considerable number of epochs (mean epoch of 70, layer 5)",
        paper: "40–50 epochs", measured: isScheduled ? nil : mean(highest),
        holdsWhen: .atLeast(Self.considerableEpochs), remark: "One network.", untested: untested,
        figure: "convergence"),
      UnjudgedClaim(
        id: "figure4.jumps",
        "After epoch 10 of 70 the strongest images of upper layers still change, those of lower layers less (jumps per map, layer 5 minus layer 1)",
        paper: "shown, not quantified",
        measured: difference(
          lateJumps(strongest.last), minus: lateJumps(strongest.first), unit: "jumps", decimals: 2),
        holdsWhen: .greater(than: 0), remark: "One network.", untested: Self.silent, figure: "jumps"),
    ]
  }

  /// How often the strongest image of each map changes after lower layers should have come to rest.
  private func lateJumps(_ layer: StrongestImages?) -> [Double] {
    let first = epochs.firstIndex { $0 > Self.restingEpoch } ?? 0
    return layer?.jumpCounts(within: first..<epochs.count) ?? []
  }

  private func mean(_ values: [Double]) -> Measurement? {
    values.isEmpty
      ? nil
      : Measurement(
        Bootstrap.mean(values, seed: seed), count: values.count, seeds: networkSeeds.count, unit: "epochs",
        decimals: 1)
  }

  private func difference(
    _ upper: [Double], minus lower: [Double], unit: String, decimals: Int
  ) -> Measurement? {
    guard !upper.isEmpty, !lower.isEmpty else { return nil }
    return Measurement(
      Bootstrap.differenceOfMeans(upper, lower, seed: seed), count: upper.count + lower.count,
      seeds: networkSeeds.count,
      unit: unit, decimals: decimals)
  }
}
