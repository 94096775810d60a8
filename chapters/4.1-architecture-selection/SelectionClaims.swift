import Experiments
import Figures
import Replication
import Reporting

/// What section 4.1 reads from Figure 6.
struct SelectionClaims {
  private let arms: Arms
  private let seed: UInt64
  /// How much larger than the median filter one that dominates is.
  private static let dominating = 2.0

  init(_ arms: Arms, seed: UInt64) {
    self.arms = arms
    self.seed = seed
  }

  func write(to page: inout PageBuilder) {
    let (alexnet, zfnet) = (arms.alexnet, arms.zfnet)
    page.heading("The paper's claims")
    page.prose(
      """
      Intervals draw other networks of each group and other filters or maps within each network. Where no filter of a group has a \
      property, there is nothing to draw anew; up to three in all may have been missed (the rule of three).
      """)
    page.claim(
      id: "figure6.clip",
      "Without the clip one filter of layer 1 dominates (its RMS over the median filter's, ZFNet trained without the clip)",
      paper: "shown, not quantified", measured: arms.firings == 0 ? nil : dominance,
      holdsWhen: .greater(than: Self.dominating),
      remark: "“Dominates” is read as twice the median.",
      untested: "The clip never fired in layer 1, so that it makes no difference at this scale.",
      figure: "first-layer-sizes")
    page.claim(
      id: "figure6.dead-filters",
      "ZFNet's first layer has fewer dead filters than AlexNet's (share of filters that have learned nothing, AlexNet minus ZFNet)",
      paper: "shown, not quantified", measured: shares(\.deadFilters),
      holdsWhen: .greater(than: 0), comparesTraining: true, remark: none(\.deadFilters),
      figure: "figure-6-numbers")
    page.claim(
      id: "figure6.silent-filters",
      "ZFNet's first layer has fewer filters that answer to nothing (share of maps that no image excites, AlexNet minus ZFNet)",
      paper: "shown, not quantified", measured: shares(\.silentFilters),
      holdsWhen: .greater(than: 0), comparesTraining: true, remark: none(\.silentFilters),
      figure: "figure-6-numbers")
    page.claim(
      id: "figure6.middle-frequencies",
      "ZFNet's first layer covers the middle frequencies that AlexNet's leaves out (share of power from 1/8 to 1/4 cycles a pixel, ZFNet minus AlexNet)",
      paper: "shown, not quantified", measured: points(\.middleShares, zfnet, alexnet),
      holdsWhen: .greater(than: 0), comparesTraining: true, remark: middleUnderThePapersRecipe,
      figure: "figure-6-numbers")
    page.claim(
      id: "figure6.aliasing",
      "AlexNet's second layer shows the aliasing of a stride of 4, ZFNet's less (excess of a grid of four pixels in the projections, AlexNet minus ZFNet)",
      paper: "shown, not quantified", measured: points(\.grids, alexnet, zfnet),
      holdsWhen: .greater(than: 0), comparesTraining: true, remark: gridsBeforeTraining,
      figure: "figure-6-numbers")
  }

  private func mean(_ values: [[Double]]) -> String { NumberText.percent(values.flatMap { $0 }.mean) }

  /// The same of single networks under the paper's recipe, where that is another.
  private var middleUnderThePapersRecipe: String? {
    arms.zfnet.trained.recipe == .paper
      ? nil
      : "Under the paper's recipe: ZFNet \(mean(arms.paperZFNet.middleShares)), AlexNet \(mean(arms.paperAlexnet.middleShares))."
  }

  private var gridsBeforeTraining: String {
    "Before training: "
      + arms.untrained.map { "\($0.trained.kind.title) \(mean($0.grids))" }.joined(separator: ", ") + "."
  }

  /// How much larger than its median filter the largest of a network without the clip is; a lone network borrows the spread of
  /// the run's ZFNets.
  private var dominance: Measurement {
    let networks = arms.unclipped.dominance
    return Measurement(
      GroupComparison.contrast(
        [.init(1, networks)], spread: GroupComparison.seedSpread(arms.zfnet.dominance), seed: seed),
      count: networks.count * arms.filterCount, seeds: networks.count, decimals: 2)
  }

  /// How much larger AlexNet's share of such filters is, in points.
  private func shares(_ values: (Arms.Arm) -> [[Double]]) -> Measurement {
    let (alexnet, zfnet) = (values(arms.alexnet), values(arms.zfnet))
    return Measurement(
      GroupComparison.differenceOfShares(
        alexnet, zfnet, spread: GroupComparison.seedSpread(zfnet), seed: seed),
      times: 100, count: (alexnet + zfnet).reduce(0) { $0 + $1.count }, seeds: alexnet.count + zfnet.count,
      unit: "points", decimals: 1)
  }

  /// What to say where neither AlexNet nor ZFNet has any such filter.
  private func none(_ values: (Arms.Arm) -> [[Double]]) -> String? {
    [arms.alexnet, arms.zfnet].contains { values($0).contains { $0.contains(1) } }
      ? nil : "Neither has any: what the paper saw in AlexNet is not there to be mended."
  }

  /// The mean of a's units minus that of b's, in points; nil where a network has no units to measure.
  private func points(_ values: (Arms.Arm) -> [[Double]], _ a: Arms.Arm, _ b: Arms.Arm) -> Measurement? {
    let (first, second) = (values(a), values(b))
    guard (first + second).allSatisfy({ !$0.isEmpty }) else { return nil }
    return Measurement(
      GroupComparison.differenceOfUnits(
        first, second, spread: GroupComparison.seedSpread(values(arms.zfnet)), seed: seed),
      times: 100, count: (first + second).reduce(0) { $0 + $1.count }, seeds: first.count + second.count,
      unit: "points", decimals: 1)
  }
}
