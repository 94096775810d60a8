import Experiments
import Figures
import Networks
import Replication
import Reporting

/// Table 2: who errs how often, beside the paper's numbers.
struct ErrorTable {
  private let field: Field
  private let ensembles: Ensembles
  private let seed: UInt64

  init(_ field: Field, _ ensembles: Ensembles, seed: UInt64) {
    self.field = field
    self.ensembles = ensembles
    self.seed = seed
  }

  func write(to page: inout PageBuilder) {
    page.heading("Errors")
    page.prose(
      """
      Ensembles average their members' probabilities; ten crops average one network's over the corners and the center of an \
      image and over their mirror images. The paper's columns are its validation errors on ImageNet 2012; \
      ours are means over the networks of a row, on center crops, with intervals over images and networks (a lone network borrows the ZFNets' spread from seed to seed, an \
      ensemble is one classifier, and its interval is over images). [](#fig-table-2-bars) draws the table, [](#tab-ten-crops) has the ten crops.
      """)
    let count = ensembles.count
    page.outcome(
      of: .table(2),
      "Top-1 error: ZFNet \(show(field.zfnets.top1))\u{202F}%, AlexNet \(show(field.alexnets.top1))\u{202F}% (the paper's: 38.4 and "
        + "40.5\u{202F}%)"
        + (count > 1
          ? ", \(count) ZFNets together \(show(ensembles.zfnets.center.error(top: 1)))\u{202F}%." : "."))
    table(on: &page)
    chart(on: &page)
    crops(on: &page)
  }

  private func table(on page: inout PageBuilder) {
    var rows = [
      row("AlexNet (paper: the authors' replication)", field.alexnets, "40.5", "18.1"),
      row("ZFNet, one network", field.zfnets, "38.4", "16.5"),
    ]
    if let wide = field.group(.zfnetWide) {
      rows.append(row("Wide ZFNet (b), one network", wide, "37.5", "16.0"))
    }
    rows.append(
      row("\(ensembles.count) ZFNets together (a) (paper: 5)", [ensembles.zfnets.center], "36.7", "15.3"))
    if !ensembles.mixed.isEmpty {
      rows.append(
        row(
          "\(ensembles.count) ZFNets and one wide (a + b) (paper: 5 + 1)", ensembles.mixed.map(\.center),
          "36.0", "14.7"))
    }
    if let plain = field.group(.zfnetWithoutNormalization) {
      rows.append(row("ZFNet without contrast normalization (LRN)", plain, "–", "–"))
    }
    if let zfnet = field.paperArm, let alexnet = field.paperGroup(.alexnet) {
      rows.append(row("ZFNet, paper's recipe", zfnet, "38.4", "16.5"))
      rows.append(row("AlexNet, paper's recipe", alexnet, "40.5", "18.1"))
    }
    rows.append(["Linear on pixels, at its best moment", "1", "–", "–", show(field.linearError), "–", "–"])
    page.table(
      id: "table-2", answers: "2", title: "Validation error",
      caption:
        "The paper's errors beside this run's, in %. Read down a column: the order of the rows is what can be compared.",
      columns: [
        .init("Network"), .number("Networks"), .number("Top-1", unit: "%", origin: .paper),
        .number("Top-5", unit: "%", origin: .paper), .number("Top-1", unit: "%", origin: .ours),
        .number("95 % interval", unit: "%", origin: .ours), .number("Top-5", unit: "%", origin: .ours),
      ], rows: rows,
      notes: [
        "The paper's numbers: 1000 classes of ImageNet at 224 px. Ours: \(field.classes) classes, "
          + "\(NumberText.whole(field.trainingCount)) training images, \(field.judge.indices.count) validation images.",
        "The paper does not say how many crops its errors are taken from. Differences are taken before rounding.",
      ]
        + (field.classes > 5
          ? []
          : ["Among \(field.classes) classes there is no top-5 error: the true class is always one of five."])
    )
  }

  private func row(_ name: String, _ group: TrainedGroup, _ top1: String, _ top5: String) -> [String] {
    let estimate = interval(of: group)
    return [
      name, "\(group.ranks.count)", top1, top5, show(estimate.value),
      "\(show(estimate.low)) – \(show(estimate.high))", show(topFive(group.ranks)),
    ]
  }

  /// A row of one ensemble, or of several of one make.
  private func row(_ name: String, _ ranks: [ClassRanks], _ top1: String, _ top5: String) -> [String] {
    let estimate = Bootstrap.mean(Ensembles.meanMistakes(ranks), seed: seed)
    return [
      name, "\(ranks.count)", top1, top5, show(estimate.value),
      "\(show(estimate.low)) – \(show(estimate.high))", show(topFive(ranks)),
    ]
  }

  private func interval(of group: TrainedGroup) -> Bootstrap.Estimate {
    GroupComparison.contrast([.init(1, group.mistakes)], spread: field.seedSpread, seed: seed)
      .limited(to: 0...1)
  }

  private func chart(on page: inout PageBuilder) {
    var bars: [(name: String, error: Bootstrap.Estimate, paper: Double?)] = [
      ("AlexNet", interval(of: field.alexnets), 40.5), ("ZFNet", interval(of: field.zfnets), 38.4),
    ]
    if let wide = field.group(.zfnetWide) { bars.append(("wide (b)", interval(of: wide), 37.5)) }
    bars.append(
      ("together (a)", Bootstrap.mean(ensembles.zfnets.center.mistakes(top: 1), seed: seed), 36.7))
    if !ensembles.mixed.isEmpty {
      bars.append(("a + b", Bootstrap.mean(ensembles.mixedMistakes, seed: seed), 36.0))
    }
    if let plain = field.group(.zfnetWithoutNormalization) {
      bars.append(("without LRN", interval(of: plain), nil))
    }
    if let zfnet = field.paperArm, let alexnet = field.paperGroup(.alexnet) {
      bars.append(("ZFNet, paper's recipe", interval(of: zfnet), nil))
      bars.append(("AlexNet, paper's recipe", interval(of: alexnet), nil))
    }
    page.appendix { page in
      page.figure(
        id: "table-2-bars", title: "Top-1 error, ours and the paper's",
        caption: """
          Bars: this run, with 95\u{202F}% intervals. Diamonds: the paper, on another set of images, so that only the order of bars \
          and of diamonds can be compared. From seed to seed the ZFNets spread by one standard deviation of \
          \(NumberText.fixed(field.seedSpread * 100, 1)) points.
          """,
        alt: "A bar for each row of Table 2 with a diamond at the paper's error.",
        data: DataTable(
          columns: ["network", "top-1 error (%)", "low", "high", "the paper's (%)"],
          rows: bars.map { bar in
            [bar.name] + bar.error.numbers(times: 100).map(DataTable.field)
              + [bar.paper.map(DataTable.field) ?? ""]
          }),
        BarChart(
          groups: bars.map(\.name),
          series: [
            BarChart.Series(
              "this run", bars.map(\.error), times: 100, markers: bars.map(\.paper))
          ], y: Axis("Validation top-1 error", unit: "%")))
    }
  }

  private func crops(on page: inout PageBuilder) {
    let zfnet = field.zfnets
    let together = ensembles.zfnets
    func row(_ name: String, _ center: [Double], _ ten: [Double]) -> [String] {
      [name] + [center[0], ten[0], center[0] - ten[0], center[1], ten[1]].map(show)
    }
    func errors(_ ranks: [ClassRanks]) -> [Double] {
      [ranks.map { $0.error(top: 1) }.mean, topFive(ranks)]
    }
    page.appendix { page in
      page.table(
        id: "ten-crops", title: "One crop and ten",
        caption: """
          The same networks by the center crop, and by the mean of ten: corners and center, as they are and mirrored.
          """,
        columns: [
          .init("Network"), .number("Top-1, one crop", unit: "%"), .number("Top-1, ten crops", unit: "%"),
          .number("Gain", unit: "points"), .number("Top-5, one crop", unit: "%"),
          .number("Top-5, ten crops", unit: "%"),
        ],
        rows: ([
          row(
            "ZFNet, mean of \(ensembles.count)", [zfnet.top1, topFive(zfnet.ranks)],
            [ensembles.members.top1, topFive(ensembles.members.ranks)]),
          row("\(ensembles.count) ZFNets together (a)", errors([together.center]), errors([together.ten])),
        ]
          + (ensembles.mixed.isEmpty
            ? []
            : [
              row(
                "\(ensembles.count) ZFNets and one wide (a + b)", errors(ensembles.mixed.map(\.center)),
                errors(ensembles.mixed.map(\.ten)))
            ]))
      )
    }
  }

  /// The mean top-5 error; not a number among five classes or fewer, where the true class is always among five.
  private func topFive(_ ranks: [ClassRanks]) -> Double {
    field.classes > 5 ? ranks.map { $0.error(top: 5) }.mean : .nan
  }

  private func show(_ share: Double) -> String { NumberText.fixed(share * 100, 1) }
}
