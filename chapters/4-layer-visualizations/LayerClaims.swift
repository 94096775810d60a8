import Experiments
import Figures
import Replication
import Reporting

/// What the numbers say of the paper's statements about its layers.
package struct LayerClaims {
  private let layers: [LayerFindings]
  private let classes: Int
  private let seed: UInt64
  private static let silent = "No map of the layer answers to any image."

  /// Claims about the layers of one network.
  ///
  /// - Parameters:
  ///   - layers: from the pixels upward; fewer than two have no claims.
  ///   - classes: how many classes the images are of.
  package init(_ layers: [LayerFindings], classes: Int, seed: UInt64) {
    self.layers = layers
    self.classes = classes
    self.seed = seed
  }

  func write(to page: inout PageBuilder) {
    guard !all.isEmpty else { return }
    page.heading("The claims")
    page.claim(all)
  }

  /// The chapter's claims.
  package var all: [UnjudgedClaim] {
    guard let top = layers.last, layers.count > 1 else { return [] }
    let lower = layers.prefix(2).flatMap(\.trained.purity)
    let chance = NumberText.percent(LabelCounts.chancePurity(classes: classes, seed: seed))
    return [
      UnjudgedClaim(
        id: "figure2.hierarchy",
        "Upper layers answer to classes, lower layers to what classes share (class purity of the top nine, layer 5 minus layers 1 and 2)",
        paper: "shown, not quantified", measured: points(top.trained.purity, minus: lower),
        holdsWhen: .greater(than: 0),
        remark: "One network; nine images drawn at random have a purity of \(chance).", untested: Self.silent,
        figure: "purity"),
      UnjudgedClaim(
        id: "figure2.learned",
        "Upper layers answer to classes because they learned to, not because of their receptive field (class purity of the top nine in layer 5, trained minus before training)",
        paper: "implied, not tested", measured: points(top.trained.purity, minus: top.before.purity),
        holdsWhen: .greater(than: 0), remark: "One network and one start.", untested: Self.silent,
        figure: "purity"),
      UnjudgedClaim(
        id: "figure2.units",
        "Single units are what to look at: their nine strongest images share more than those of random directions (class purity in layer 5, units minus directions)",
        paper: "assumed; Szegedy et al. (2013) saw no difference",
        measured: top.directions.flatMap { points(top.trained.purity, minus: $0.purity) },
        holdsWhen: .greater(than: 0), remark: "One network.", untested: Self.silent, figure: "purity"),
      UnjudgedClaim(
        id: "figure2.coherence",
        "The same without labels (coherence of the nine patches in layer 5, units minus random directions)",
        paper: "assumed; Szegedy et al. (2013) saw no difference",
        measured: top.directions.flatMap {
          difference(top.trained.coherence, $0.coherence, 1, "", 3)
        },
        holdsWhen: .greater(than: 0), remark: "One network.", untested: Self.silent, figure: "coherence"),
    ] + objectClaims(top)
  }

  private func objectClaims(_ top: LayerFindings) -> [UnjudgedClaim] {
    let excess = top.trainedObjects.map(\.excess)
    let figure = excess.isEmpty ? nil : "object-energy"
    return [
      UnjudgedClaim(
        id: "figure2.object",
        "Projections of the top layer pick out the object (share of their energy on it, minus its share of the field, layer 5)",
        paper: "shown, not quantified",
        measured: excess.isEmpty
          ? nil
          : Measurement(
            Bootstrap.mean(excess, seed: seed), times: 100, count: excess.count, seeds: networks,
            unit: "points",
            decimals: 1),
        holdsWhen: .greater(than: 0), remark: "One network.", untested: "Needs masks.", figure: figure),
      UnjudgedClaim(
        id: "figure2.object-learned",
        "They do so because of training (the same excess in layer 5, trained minus before training)",
        paper: "implied, not tested", measured: points(excess, minus: top.objectsBefore.map(\.excess)),
        holdsWhen: .greater(than: 0), remark: "One network and one start.", untested: "Needs masks.",
        figure: figure),
    ]
  }

  private func points(_ a: [Double], minus b: [Double]) -> Measurement? {
    difference(a, b, 100, "points", 1)
  }

  /// How many trained networks stand behind the layers.
  private var networks: Int { layers.first?.networkSeeds.count ?? 0 }

  private func difference(
    _ a: [Double], _ b: [Double], _ scale: Double, _ unit: String, _ decimals: Int
  ) -> Measurement? {
    guard !a.isEmpty, !b.isEmpty else { return nil }
    let estimate = Bootstrap.differenceOfMeans(a, b, seed: seed)
    return Measurement(
      estimate, times: scale, count: a.count + b.count, seeds: networks, unit: unit, decimals: decimals)
  }
}
