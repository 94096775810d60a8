import Experiments
import Reporting

/// What the paper reads from Figure 4.
extension EvolutionFindings {
  /// The paper's words: lower layers converge “within a few epochs”, upper ones need 40 to 50.
  private static let fewEpochs = 5.0
  private static let considerableEpochs = 40.0
  /// The moment after which lower layers should have come to rest: the paper's “few epochs”, generously.
  static let restingEpoch = 10.0
  /// Why nothing can be said of a layer's maps.
  private static let silent = "No map of one of the layers answers to any image at the end."
  private static let scheduled =
    "The learning rate rises and falls by a schedule that was fixed beforehand: it decides at which epoch anything can settle."

  /// The chapter's claims.
  package var claims: [UnjudgedClaim] {
    let activations = networks.map { $0.distances.activations.map(settling) }
    let untested = isScheduled ? Self.scheduled : Self.silent
    return [
      UnjudgedClaim(
        id: "figure4.order", number: "4a",
        idea: "lower layers settle before upper ones",
        "Lower layers settle before upper layers",
        by:
          "rank correlation over all layers of a map's layer with the epoch from which it stays within 0.1 of its end",
        paper: "shown, not quantified", measured: trend(activations), holdsWhen: .greater(than: 0),
        remark: "The moments are the paper's eight.", untested: Self.silent, figure: "convergence"),
      UnjudgedClaim(
        id: "figure4.lower", number: "4b",
        idea: "the lower layers converge within a few epochs",
        "The lower layers converge within a few epochs",
        by: "mean epoch of 70, layer 1",
        paper: "a few epochs", measured: isScheduled ? nil : mean(activations.map { $0.first ?? [] }),
        holdsWhen: .atMost(Self.fewEpochs), remark: "“A few” is read as five.",
        untested: untested, figure: "convergence"),
      UnjudgedClaim(
        id: "figure4.upper", number: "4c",
        idea: "the upper layers need 40 epochs or more",
        "The upper layers develop only after a considerable number of epochs",
        by: "mean epoch of 70, layer 5",
        paper: "40–50 epochs", measured: isScheduled ? nil : mean(activations.map { $0.last ?? [] }),
        holdsWhen: .atLeast(Self.considerableEpochs), untested: untested, figure: "convergence"),
      UnjudgedClaim(
        id: "figure4.jumps", number: "4d",
        idea: "late in training, upper layers still change more than lower ones",
        "After epoch 10 of 70 the strongest images of upper layers still change, those of lower layers less",
        by: "rank correlation over all layers of a map's layer with how often its strongest image changes",
        paper: "shown, not quantified", measured: trend(networks.map { $0.strongest.map(lateJumps) }),
        holdsWhen: .greater(than: 0), untested: Self.silent, figure: "jumps"),
    ]
  }

  /// How often the strongest image of each map changes after lower layers should have come to rest.
  private func lateJumps(_ layer: StrongestImages) -> [Double] {
    let first = epochs.firstIndex { $0 > Self.restingEpoch } ?? 0
    return layer.jumpCounts(within: first..<epochs.count)
  }

  private func mean(_ networks: [[Double]]) -> Measurement? {
    networks.contains(where: \.isEmpty)
      ? nil
      : Measurement(
        GroupComparison.meanOfUnits(networks, seed: seed), count: networks.reduce(0) { $0 + $1.count },
        networks: sample, unit: "epochs", decimals: 1)
  }

  /// The rank correlation of maps' numbers with their layer; nil where a layer has no maps that answer.
  private func trend(_ networks: [[[Double]]]) -> Measurement? {
    guard networks.allSatisfy({ $0.count > 1 && !$0.contains(where: \.isEmpty) }) else { return nil }
    return Measurement(
      LayerTrend.estimate(networks, seed: seed),
      count: networks.reduce(0) { $0 + $1.reduce(0) { $0 + $1.count } }, networks: sample, decimals: 2)
  }
}
