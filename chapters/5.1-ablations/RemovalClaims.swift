import Experiments
import Figures
import Networks
import Reporting

/// The conclusions of section 5.1, each as a number of the paper's table and of this run's.
package struct RemovalClaims {
  private let outcomes: [Architecture: LayerRemoval.Outcome]
  private let seed: UInt64

  /// The largest change that the paper calls little is 1.8 points (ZFNet, layers 6 and 7 at 2048).
  static let little = 2.0

  /// Claims about what the networks of Table 3 make of training and validation images.
  package init(_ outcomes: [Architecture: LayerRemoval.Outcome], seed: UInt64) {
    self.outcomes = outcomes
    self.seed = seed
  }

  /// The chapter's claims.
  package var all: [UnjudgedClaim] {
    [
      claim(
        "table3.without-middle",
        "Removing two middle layers costs little (half the cost of removing 3, 4, 6, 7, minus the cost of removing 3, 4; top-1)",
        .withoutMiddle, .greater(than: 0), untested: nothingToCompareWith),
      claim(
        "table3.without-dense",
        "Removing the dense layers costs little (half the cost of removing 3, 4, 6, 7, minus the cost of removing 6, 7; top-1)",
        .withoutDense, .greater(than: 0), untested: nothingToCompareWith),
      claim(
        "table3.depth",
        "Depth is essential: a network of four layers has higher error (cost of removing 3, 4, 6, 7; top-1)",
        .depth, .greater(than: 0)),
      claim(
        "table3.without-seventh", "Layer 7 alone makes little difference (cost of removing it; top-1)",
        .withoutSeventh, .between(-Self.little, Self.little)),
      claim(
        "table3.fit-without-seventh",
        "Without layer 7 the network fits its training images better (training top-1 error with it minus without)",
        .fitWithoutSeventh, .greater(than: 0)),
    ] + resized + [
      claim(
        "table3.wide-overfits",
        "Wider middle layers memorize more (validation minus training error, wide minus ZFNet; top-1)",
        .wideGap, .greater(than: 0)),
      claim(
        "table3.widest-overfits",
        "Wider middle and dense layers together overfit (validation minus training error, both minus ZFNet; top-1)",
        .widestGap, .greater(than: 0)),
    ]
  }

  private var resized: [UnjudgedClaim] {
    let changes: [(kind: Architecture, id: String, statement: String)] = [
      (.alexnetDense2048, "narrow-dense-alexnet", "Halving AlexNet's layers 6 and 7"),
      (.zfnetDense2048, "narrow-dense-zfnet", "Halving ZFNet's layers 6 and 7"),
      (.alexnetDense8192, "broad-dense-alexnet", "Doubling AlexNet's layers 6 and 7"),
      (.zfnetDense8192, "broad-dense-zfnet", "Doubling ZFNet's layers 6 and 7"),
    ]
    return changes.map { change in
      claim(
        "table3.\(change.id)", "\(change.statement) makes little difference (cost of the change; top-1)",
        .change(.validation, to: change.kind), .between(-Self.little, Self.little))
    }
  }

  /// Why no pair's cost can be called little beside that of all four layers; nil where it can.
  private var nothingToCompareWith: String? {
    let all = LayerContrast.depth.measured(outcomes, seed: seed)
    guard all.high <= 0 else { return nil }
    let points = NumberText.fixed(all.value * 100, 1)
    return
      "Removing all four layers changes the error by \(points) points here, which is no cost, so no other cost can be small beside it."
  }

  private func claim(
    _ id: String, _ statement: String, _ contrast: LayerContrast, _ criterion: Criterion,
    untested: String? = nil
  ) -> UnjudgedClaim {
    UnjudgedClaim(
      id: id, statement, paper: "\(NumberText.fixed(contrast.paper * 100, 1)) points",
      measured: untested == nil
        ? Measurement(
          contrast.measured(outcomes, seed: seed), times: 100, count: contrast.imageCount(outcomes),
          seeds: contrast.networkCount(outcomes), unit: "points", decimals: 1) : nil,
      holdsWhen: criterion, comparesTraining: true, untested: untested, figure: "table-3")
  }
}
