import Experiments
import Figures
import Reporting

/// What section 4.1 reads from Figure 6.
extension SelectionFindings {
  /// How much larger than the median filter one that dominates is.
  private static let dominating = 2.0

  func write(to page: inout PageBuilder) {
    page.prose(
      """
      Each interval resamples the networks of each group, and the filters or maps within each network. Where no filter of a group has a \
      property, resampling shows no uncertainty, and the rule of three bounds the count: where none is found, as many as three could still be expected among so many (95\u{202F}%).
      """)
    page.claim(claims)
  }

  /// The chapter's claims.
  package var claims: [UnjudgedClaim] {
    [
      UnjudgedClaim(
        id: "figure6.middle-frequencies", number: "6a",
        idea: "ZFNet's first layer covers middle frequencies that AlexNet's leaves out",
        "ZFNet's first layer covers the middle frequencies that AlexNet's leaves out",
        by: "share of power from 1/8 to 1/4 cycles a pixel, ZFNet minus AlexNet",
        paper: "shown, not quantified", measured: points(\.middleShares, zfnet, minus: alexnet),
        holdsWhen: .greater(than: 0), remark: middleRemark,
        figure: "figure-6-numbers"),
      UnjudgedClaim(
        id: "figure6.aliasing", number: "6b",
        idea: "AlexNet's second layer shows more aliasing than ZFNet's",
        "AlexNet's second layer shows the aliasing of a stride of 4, ZFNet's less",
        by: "excess of a grid of four pixels in the projections, AlexNet minus ZFNet",
        paper: "shown, not quantified", measured: points(\.grids, alexnet, minus: zfnet),
        holdsWhen: .greater(than: 0), remark: gridRemark, figure: "figure-6-numbers"),
      UnjudgedClaim(
        id: "figure6.dead-filters", number: "6c",
        idea: "ZFNet's first layer has fewer dead filters than AlexNet's",
        "ZFNet's first layer has fewer dead filters than AlexNet's",
        by: "share of filters that have learned nothing, AlexNet minus ZFNet",
        paper: "shown, not quantified", measured: deadShares, holdsWhen: .greater(than: 0),
        untested: "Neither has any: what the paper saw in AlexNet is not there to be mended.",
        figure: "figure-6-numbers"),
      UnjudgedClaim(
        id: "figure6.clip", number: "6d",
        idea: "without the clip one filter of layer 1 dominates",
        "Without the clip one filter of layer 1 dominates",
        by: "its RMS over the median filter's, ZFNet trained without the clip",
        paper: "shown, not quantified",
        measured: clipFirings == 0 ? nil : unclipped.map(dominanceMeasured),
        holdsWhen: .greater(than: Self.dominating), remark: "“Dominates” is read as twice the median.",
        untested: clipFirings == 0
          ? "The clip never fired in layer 1, so that a network trained without it would have the same filters."
          : "This run trains no network without the clip (seeds.paperRecipe).",
        figure: "first-layer-sizes"),
    ]
  }

  /// How much larger than its median filter the largest of a network without the clip is; a lone network borrows the spread of
  /// the run's ZFNets.
  private func dominanceMeasured(_ unclipped: NetworkSample.Arm) -> Measurement {
    Measurement(
      GroupComparison.contrast(
        [.init(1, dominance)], spread: GroupComparison.seedSpread(clippedDominance), seed: seed),
      count: dominance.count * filterCount,
      networks: NetworkSample([unclipped]), decimals: 2)
  }

  /// How much larger AlexNet's share of dead filters is, in points; nil where neither has any, so that there is nothing to compare.
  private var deadShares: Measurement? {
    let (first, second) = (alexnet.deadFilters, zfnet.deadFilters)
    guard (first + second).contains(where: { $0.contains(1) }) else { return nil }
    return Measurement(
      GroupComparison.differenceOfShares(
        first, second, spread: GroupComparison.seedSpread(second), seed: seed),
      times: 100, count: (first + second).reduce(0) { $0 + $1.count },
      networks: NetworkSample([alexnet.arm, zfnet.arm]), unit: "points", decimals: 1)
  }

  /// The mean of a's units minus that of b's, in points; nil where a network has no units to measure.
  private func points(_ values: (Group) -> [[Double]], _ a: Group, minus b: Group) -> Measurement? {
    let (first, second) = (values(a), values(b))
    guard (first + second).allSatisfy({ !$0.isEmpty }) else { return nil }
    return Measurement(
      GroupComparison.differenceOfUnits(
        first, second, spread: GroupComparison.seedSpread(values(zfnet)), seed: seed),
      times: 100, count: (first + second).reduce(0) { $0 + $1.count },
      networks: NetworkSample([a.arm, b.arm]),
      unit: "points", decimals: 1)
  }
}

extension SelectionFindings {
  /// What the chapter measured.
  init(_ arms: Arms, seed: UInt64) {
    func group(_ arm: Arms.Arm) -> Group {
      Group(
        arm.trained.arm, deadFilters: arm.deadFilters, middleShares: arm.middleShares, grids: arm.grids)
    }
    func mean(_ values: [[Double]]) -> String { NumberText.percent(values.flatMap { $0 }.mean) }
    self.init(
      seed: seed, alexnet: group(arms.alexnet), zfnet: group(arms.zfnet),
      unclipped: arms.paper?.unclipped.trained.arm, dominance: arms.paper?.unclipped.dominance ?? [],
      clippedDominance: arms.zfnet.dominance,
      clipFirings: arms.firings, filterCount: arms.filterCount,
      middleRemark: arms.isPaperRecipe
        ? nil
        : arms.paper.map {
          "Under the paper's recipe: ZFNet \(mean($0.zfnet.middleShares)), AlexNet \(mean($0.alexnet.middleShares))."
        },
      gridRemark: "Before training: "
        + arms.untrained.map { "\($0.trained.kind.title) \(mean($0.grids))" }.joined(separator: ", ") + ".")
  }
}
