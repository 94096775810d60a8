import Experiments
import Figures
import Networks
import Reporting

/// The conclusions of section 5.1, each as a number of the paper's table and of this run's.
package struct RemovalClaims {
  private let outcomes: [Architecture: LayerRemoval.Outcome]
  private let arms: [Architecture: NetworkSample.Arm]
  private let seed: UInt64

  /// The largest change that the paper calls little is 1.8 points (ZFNet, layers 6 and 7 at 2048).
  static let little = 2.0

  /// Claims about what the networks of Table 3 make of training and validation images.
  ///
  /// - Parameters:
  ///   - outcomes: those of the rows that the run trains.
  ///   - arms: what is to be said of the networks of each row; where nothing is, their number alone counts.
  package init(
    _ outcomes: [Architecture: LayerRemoval.Outcome], arms: [Architecture: NetworkSample.Arm] = [:],
    seed: UInt64
  ) {
    self.outcomes = outcomes
    self.arms = arms
    self.seed = seed
  }

  /// The chapter's claims.
  package var all: [UnjudgedClaim] {
    [
      claim(
        "table3.depth", "T3a", idea: "depth is essential: a network of four layers has higher error",
        "Depth is essential: a network of four layers has higher error",
        by: "cost of removing 3, 4, 6, 7; top-1",
        .depth, .greater(than: 0)),
      claim(
        "table3.without-middle", "T3b", idea: "removing two middle layers costs little",
        "Removing two middle layers costs little: less than half the cost of removing four (difference)",
        by: "half the cost of removing 3, 4, 6, 7, minus the cost of removing 3, 4; top-1",
        .withoutMiddle, .greater(than: 0), untested: nothingToCompareWith),
      claim(
        "table3.without-dense", "T3c", idea: "removing the dense layers costs little",
        "Removing the dense layers costs little: less than half the cost of removing four (difference)",
        by: "half the cost of removing 3, 4, 6, 7, minus the cost of removing 6, 7; top-1",
        .withoutDense, .greater(than: 0), untested: nothingToCompareWith),
      claim(
        "table3.resized-dense", "T3d", idea: "resizing the dense layers makes little difference",
        "Halving or doubling layers 6 and 7 makes little difference",
        by: "mean cost of the four changes; top-1",
        .resizedDense, .between(-Self.little, Self.little)),
      claim(
        "table3.wide-overfits", "T3e", idea: "wider middle layers memorize more",
        "Wider middle layers memorize more", by: "validation minus training error, wide minus ZFNet; top-1",
        .wideGap, .greater(than: 0)),
    ]
  }

  /// Why no pair's cost can be called little beside that of all four layers; nil where it can.
  private var nothingToCompareWith: String? {
    guard LayerContrast.depth.missing(from: outcomes).isEmpty else { return nil }
    let all = LayerContrast.depth.measured(outcomes, seed: seed)
    guard all.high <= 0 else { return nil }
    let points = NumberText.fixed(all.value * 100, 1)
    return
      "Removing all four layers changes the error by \(points) points here, which is no cost, so no other cost can be small beside it."
  }

  private func claim(
    _ id: String, _ number: String, idea: String, _ statement: String, by measure: String,
    _ contrast: LayerContrast, _ criterion: Criterion, untested: String? = nil
  ) -> UnjudgedClaim {
    let missing = contrast.missing(from: outcomes).map(\.title)
    let untested =
      missing.isEmpty
      ? untested
      : "This run does not train: \(missing.joined(separator: "; ")) (\(Self.setting(of: contrast)))."
    return UnjudgedClaim(
      id: id, number: number, idea: idea, statement, by: measure,
      paper: "\(NumberText.fixed(contrast.paper * 100, 1)) points",
      measured: untested == nil
        ? Measurement(
          contrast.measured(outcomes, seed: seed), times: 100, count: contrast.imageCount(outcomes),
          networks: NetworkSample(contrast.weights.map { arm($0.kind) }), unit: "points", decimals: 1) : nil,
      holdsWhen: criterion, untested: untested, figure: "table-3")
  }

  /// The setting that says how many networks of a contrast are trained.
  private static func setting(of contrast: LayerContrast) -> String {
    let kinds = contrast.weights.map(\.kind)
    let removals: [Architecture] = [.alexnetWithout34, .alexnetWithout67, .alexnetWithout3467]
    if kinds.contains(where: removals.contains) { return "seeds.removals" }
    return kinds.contains(.zfnetWide) ? "seeds.wide" : "seeds.others"
  }

  private func arm(_ kind: Architecture) -> NetworkSample.Arm {
    arms[kind] ?? NetworkSample.Arm(kind.title, count: outcomes[kind]?.validation.count ?? 0)
  }
}
