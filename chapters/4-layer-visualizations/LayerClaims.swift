import Experiments
import Figures
import Replication
import Reporting

/// What the numbers say of the paper's statements about its layers.
package struct LayerClaims {
  /// By network its layers.
  private let networks: [[LayerFindings]]
  private let sample: NetworkSample
  private let chancePurity: Double
  private let seed: UInt64
  private static let silent = "No map of the layer answers to any image."

  /// Claims about the layers of networks.
  ///
  /// - Parameters:
  ///   - networks: by network its layers, from the pixels upward; fewer than two have no claims.
  ///   - sample: what is to be said of these networks.
  ///   - chancePurity: the class purity of nine images drawn at random, 0…1.
  package init(
    _ networks: [[LayerFindings]], sample: NetworkSample, chancePurity: Double, seed: UInt64
  ) {
    self.networks = networks
    self.sample = sample
    self.chancePurity = chancePurity
    self.seed = seed
  }

  func write(to page: inout PageBuilder) {
    guard !all.isEmpty else { return }
    page.claim(all)
  }

  /// The chapter's claims.
  package var all: [UnjudgedClaim] {
    let layers = networks.map(\.count).min() ?? 0
    guard layers > 1 else { return [] }
    let tops = networks.map { $0[layers - 1] }
    let chance = NumberText.percent(chancePurity)
    return [
      UnjudgedClaim(
        id: "figure2.hierarchy", number: "2a",
        idea: "upper layers answer to classes, lower layers to what classes share",
        "Upper layers answer to classes, lower layers to what classes share",
        by: "class purity of the top nine, layer 5 minus layers 1 and 2",
        paper: "shown, not quantified",
        measured: points(
          tops.map(\.trained.purity), minus: networks.map { $0.prefix(2).flatMap(\.trained.purity) }),
        holdsWhen: .greater(than: 0), remark: "Nine images drawn at random have a purity of \(chance).",
        untested: Self.silent, figure: "purity"),
      UnjudgedClaim(
        id: "figure2.learned", number: "2b",
        idea: "they do so because they have learned to, not because they see more of the image",
        "Upper layers answer to classes because they learned to, not because of their receptive field",
        by: "class purity of the top nine in layer 5, trained minus random weights",
        paper: "implied, not tested",
        measured: points(tops.map(\.trained.purity), minus: tops.map(\.before.purity)),
        holdsWhen: .greater(than: 0), untested: Self.silent, figure: "purity"),
      UnjudgedClaim(
        id: "figure2.units", number: "2c",
        idea: "a single unit's strongest images share more than a random direction's",
        "Single units are what to look at: their nine strongest images share more than those of random directions",
        by: "class purity in layer 5, units minus directions",
        paper: "assumed; Szegedy et al. (2013) saw no difference",
        measured: points(tops.map(\.trained.purity), minus: tops.map { $0.directions?.purity ?? [] }),
        holdsWhen: .greater(than: 0), untested: Self.silent, figure: "purity"),
      objects(tops),
    ]
  }

  private func objects(_ tops: [LayerFindings]) -> UnjudgedClaim {
    let excess = tops.map { $0.trainedObjects.map(\.excess) }
    let before = tops.map { $0.objectsBefore.map(\.excess) }
    let hasMasks = !excess.contains(where: \.isEmpty)
    return UnjudgedClaim(
      id: "figure2.object", number: "2d",
      idea: "training makes the top layer's projections pick out the object",
      "Training makes the top layer's projections pick out the object",
      by: "share of their energy on it, minus its share of the field, layer 5, trained minus random weights",
      paper: "shown, not quantified", measured: points(excess, minus: before),
      holdsWhen: .greater(than: 0),
      remark: hasMasks
        ? "Trained, the share is \(NumberText.fixed(100 * excess.map(\.mean).mean, 1)) points above an even spread."
        : nil,
      untested: hasMasks ? Self.silent : "Needs masks, and maps that answer.",
      figure: hasMasks ? "object-energy" : nil)
  }

  /// The mean of a's units minus that of b's, in points; nil where a network has none of either.
  private func points(_ a: [[Double]], minus b: [[Double]]) -> Measurement? {
    guard !(a + b).contains(where: \.isEmpty) else { return nil }
    return Measurement(
      GroupComparison.differenceOfUnits(a, b, spread: 0, seed: seed), times: 100,
      count: (a + b).reduce(0) { $0 + $1.count }, networks: sample, unit: "points", decimals: 1)
  }
}
