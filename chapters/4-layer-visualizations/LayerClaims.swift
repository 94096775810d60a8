import Experiments
import Figures
import Replication
import Reporting

/// What the chapter's numbers say of the paper's statements.
struct LayerClaims {
  private let subject: VisualizationSubject
  private let layers: [LayerNumbers.Layer]
  private static let silent = "No map of the layer answers to any image."

  init(_ subject: VisualizationSubject, _ layers: [LayerNumbers.Layer]) {
    self.subject = subject
    self.layers = layers
  }

  func write(to page: inout PageBuilder, seed: UInt64) {
    guard let top = layers.last, layers.count > 1 else { return }
    let lower = layers.prefix(2).flatMap(\.trained.purity)
    page.heading("The claims")
    page.claim(
      id: "figure2.hierarchy",
      "Upper layers answer to classes, lower layers to what classes share (class purity of the top nine, layer 5 minus layers 1 and 2)",
      paper: "shown, not quantified",
      measured: difference(top.trained.purity, lower, 100, "points", 1, seed),
      holdsWhen: .greater(than: 0),
      remark:
        "One network; nine images drawn at random have a purity of \(NumberText.percent(LabelCounts.chancePurity(classes: subject.classNames.count, seed: seed))).",
      untested: Self.silent,
      figure: "purity")
    page.claim(
      id: "figure2.learned",
      "That upper layers answer to classes is learned, and not the work of their field (class purity of the top nine in layer 5, trained minus before training)",
      paper: "implied, not tested",
      measured: difference(top.trained.purity, top.before.purity, 100, "points", 1, seed),
      holdsWhen: .greater(than: 0), remark: "One network and one start.", untested: Self.silent,
      figure: "purity")
    page.claim(
      id: "figure2.units",
      "Single units are what to look at: their nine strongest images share more than those of random directions (class purity in layer 5, units minus directions)",
      paper: "assumed; Szegedy et al. (2013) saw no difference",
      measured: top.directions.flatMap { difference(top.trained.purity, $0.purity, 100, "points", 1, seed) },
      holdsWhen: .greater(than: 0), remark: "One network.", untested: Self.silent, figure: "purity")
    page.claim(
      id: "figure2.coherence",
      "The same without labels (coherence of the nine patches in layer 5, units minus random directions)",
      paper: "assumed; Szegedy et al. (2013) saw no difference",
      measured: top.directions.flatMap { difference(top.trained.coherence, $0.coherence, 1, "", 3, seed) },
      holdsWhen: .greater(than: 0), remark: "One network.", untested: Self.silent, figure: "coherence")
    let excess = top.trainedObjects.map(\.excess)
    let estimate = Bootstrap.mean(excess, seed: seed)
    page.claim(
      id: "figure2.object",
      "Projections of the top layer pick out the object (share of their energy on it, minus its share of the field, layer 5)",
      paper: "shown, not quantified",
      measured: excess.isEmpty
        ? nil
        : Measurement(
          estimate, times: 100, count: excess.count,
          seeds: 1, unit: "points", decimals: 1),
      holdsWhen: .greater(than: 0), remark: "One network.", untested: "Needs masks.",
      figure: excess.isEmpty ? nil : "object-energy")
    page.claim(
      id: "figure2.object-learned",
      "That they do is learned (the same excess in layer 5, trained minus before training)",
      paper: "implied, not tested",
      measured: difference(excess, top.objectsBefore.map(\.excess), 100, "points", 1, seed),
      holdsWhen: .greater(than: 0), remark: "One network and one start.", untested: "Needs masks.",
      figure: excess.isEmpty ? nil : "object-energy")
  }

  private func difference(
    _ a: [Double], _ b: [Double], _ scale: Double, _ unit: String, _ decimals: Int, _ seed: UInt64
  ) -> Measurement? {
    guard !a.isEmpty, !b.isEmpty else { return nil }
    let estimate = Bootstrap.differenceOfMeans(a, b, seed: seed)
    return Measurement(
      estimate, times: scale, count: a.count + b.count, seeds: 1, unit: unit, decimals: decimals)
  }
}
