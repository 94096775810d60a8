import Experiments
import Figures
import Replication

/// At which layer a set's features are worth most.
extension LayerScores {
  /// The mean accuracy of the folds' support vector machines by layer, in per cent, for the layers that were measured.
  private var means: [(layer: Int, accuracy: Double)] {
    Self.layers.compactMap { layer in
      supportVectors[layer].flatMap(FoldSummary.init).map { (layer: layer, accuracy: $0.mean) }
    }
  }

  /// The layer whose features are worth most, and their accuracy in per cent; nil where fewer than two were measured.
  package var peak: (layer: Int, accuracy: Double)? {
    let means = means
    guard means.count > 1, let highest = means.map(\.accuracy).max() else { return nil }
    return means.first { $0.accuracy == highest }
  }

  /// How far accuracy goes up from the first layer to the last at equal size, with learned weights and with random ones, in a sentence; nil
  /// where that was not measured.
  package var controlSentence: String? {
    func ends(_ outcomes: [Int: [TransferOutcome]]) -> (first: FoldSummary, last: FoldSummary)? {
      let layers = Self.layers.filter { outcomes[$0] != nil }
      guard layers.count > 1, let first = outcomes[layers[0]].flatMap(FoldSummary.init),
        let last = outcomes[layers[layers.count - 1]].flatMap(FoldSummary.init)
      else { return nil }
      return (first, last)
    }
    guard let learned = ends(equalized), let random = ends(untrained) else { return nil }
    func text(_ value: Double) -> String { NumberText.fixed(value, 1) }
    let (gain, alone) = (learned.last.mean - learned.first.mean, random.last.mean - random.first.mean)
    let answer =
      gain <= 0
      ? "there is no gain to explain"
      : alone <= 0
        ? "a wider view alone gives nothing of that gain"
        : "a wider view alone gives \(text(alone)) of \(text(gain)) points"
    return
      "In \(role.rawValue)'s role, from the first layer to the last, they go from \(text(random.first.mean)) to \(text(random.last.mean))\u{202F}%, the trained networks from \(text(learned.first.mean)) to \(text(learned.last.mean))\u{202F}%: \(answer)."
  }

  /// The same in a sentence, with what the layers above it are worth.
  package var peakSentence: String? {
    let means = means
    guard let peak, let last = means.last else { return nil }
    func percent(_ value: Double) -> String { "\(NumberText.fixed(value, 1))\u{202F}%" }
    let opening =
      "In \(role.rawValue)'s role the SVM is best on layer \(peak.layer) (\(percent(peak.accuracy)))"
    guard peak.layer == last.layer else {
      return
        "\(opening), and on layer \(last.layer), the last, it is at \(percent(last.accuracy)): layers above \(peak.layer) lose more of what a linear classifier needs here than they add."
    }
    let isRising = zip(means, means.dropFirst()).allSatisfy { $0.accuracy <= $1.accuracy }
    return
      "\(opening), the last\(isRising ? ", and never falls from layer to layer" : ", though it does not rise at every layer")."
  }
}
