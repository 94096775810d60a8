import Experiments
import Figures
import Networks
import Replication
import Reporting

/// The conclusions of section 5.1, each as a number of the paper's table and of this run's.
struct Conclusions {
  private let rows: Rows
  private let seed: UInt64

  init(_ rows: Rows, seed: UInt64) {
    self.rows = rows
    self.seed = seed
  }

  /// The largest change that the paper calls little is 1.8 points (ZFNet, layers 6 and 7 at 2048).
  private static let little = 2.0

  func write(to page: inout PageBuilder) {
    page.heading("What the paper concludes")
    page.prose(
      """
      Each conclusion is one weighted sum over the rows, which the paper's own table gives as well; the interval draws \
      other images and other seeds. “Little” cost is taken as less than half of what taking out all four layers costs, or, where \
      the paper speaks of little difference, as within \(NumberText.fixed(Self.little, 0)) points: the largest \
      change that it calls so is 1.8.
      """)
    claim(
      "table3.without-middle",
      "Two middle layers can go at little cost (half the cost of removing 3, 4, 6, 7, minus the cost of removing 3, 4; top-1)",
      .withoutMiddle, .greater(than: 0), reasonUntested: nothingToCompareWith, on: &page)
    claim(
      "table3.without-dense",
      "The dense layers can go at little cost (half the cost of removing 3, 4, 6, 7, minus the cost of removing 6, 7; top-1)",
      .withoutDense, .greater(than: 0), reasonUntested: nothingToCompareWith, on: &page)
    claim(
      "table3.depth",
      "Depth is essential: a network of four layers has higher error (cost of removing 3, 4, 6, 7; top-1)",
      .depth, .greater(than: 0), on: &page)
    claim(
      "table3.without-seventh", "Layer 7 alone makes little difference (cost of removing it; top-1)",
      .withoutSeventh, .between(-Self.little, Self.little), on: &page)
    claim(
      "table3.fit-without-seventh",
      "Without layer 7 the network fits its training images better (training top-1 error with it minus without)",
      .fitWithoutSeventh, .greater(than: 0), on: &page)
    let resized: [(kind: Architecture, id: String, statement: String)] = [
      (.alexnetDense2048, "narrow-dense-alexnet", "Halving AlexNet's layers 6 and 7"),
      (.zfnetDense2048, "narrow-dense-zfnet", "Halving ZFNet's layers 6 and 7"),
      (.alexnetDense8192, "broad-dense-alexnet", "Doubling AlexNet's layers 6 and 7"),
      (.zfnetDense8192, "broad-dense-zfnet", "Doubling ZFNet's layers 6 and 7"),
    ]
    for change in resized {
      claim(
        "table3.\(change.id)", "\(change.statement) makes little difference (cost of the change; top-1)",
        .change(.validation, to: change.kind), .between(-Self.little, Self.little), on: &page)
    }
    claim(
      "table3.wide-overfits",
      "Wider middle layers memorize more (validation minus training error, wide minus ZFNet; top-1)",
      .wideGap, .greater(than: 0), on: &page)
    claim(
      "table3.widest-overfits",
      "Wider middle and dense layers together overfit (validation minus training error, both minus ZFNet; top-1)",
      .widestGap, .greater(than: 0), on: &page)
    page.prose(
      """
      That wider middle layers lower the validation error is a claim of Table 2 as well, and is judged in the chapter on \
      [classification](#classification).
      """)
    discuss(on: &page)
  }

  private func discuss(on page: inout PageBuilder) {
    let depth = LayerContrast.depth.measured(rows.outcomes, seed: seed)
    let (full, shallow) = (rows.errors(of: .alexnet), rows.errors(of: .alexnetWithout3467))
    func percent(_ share: Double) -> String { NumberText.percent(share) }
    page.heading("What this says")
    let training =
      "On the images that they learned from, AlexNet errs on \(percent(full.training)), without layers 3, 4, 6 and 7 on \(percent(shallow.training)); "
      + "the paper's on \(percent(LayerRemoval.paper(.alexnet).training)) and \(percent(LayerRemoval.paper(.alexnetWithout3467).training)). "
    let reading =
      if depth.high < 0, shallow.training < full.training {
        "The smaller network is ahead on both, so that what is seen here is not how much a network can hold but how soon it learns: "
          + "after as few samples as these, depth is still a burden. It is no evidence about networks that are trained to their end."
      } else if depth.low > 0 {
        "Depth pays at this scale, too."
      } else {
        "Whether depth pays cannot be read from a difference like this."
      }
    page.prose(training + reading)
  }

  /// Why no pair's cost can be called little beside that of all four layers; nil where it can.
  private var nothingToCompareWith: String? {
    let all = LayerContrast.depth.measured(rows.outcomes, seed: seed)
    guard all.high <= 0 else { return nil }
    let points = NumberText.fixed(all.value * 100, 1)
    return
      "Removing all four layers changes the error by \(points) points here, which is no cost, so that no other cost can be little beside it."
  }

  private func claim(
    _ id: String, _ statement: String, _ contrast: LayerContrast, _ criterion: Criterion,
    reasonUntested: String? = nil, on page: inout PageBuilder
  ) {
    let estimate = contrast.measured(rows.outcomes, seed: seed)
    let measured = Measurement(
      estimate, times: 100, count: contrast.imageCount(rows.outcomes),
      seeds: contrast.networkCount(rows.outcomes),
      unit: "points", decimals: 1)
    page.claim(
      id: id, statement, paper: "\(NumberText.fixed(contrast.paper * 100, 1)) points",
      measured: reasonUntested == nil ? measured : nil, holdsWhen: criterion, comparesTraining: true,
      untested: reasonUntested, figure: "table-3")
  }
}
