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
      row("AlexNet (the paper's replication of it)", field.alexnets, PaperErrors.replication),
      row("ZFNet, one network", field.zfnets, PaperErrors.zfnet),
    ]
    if let wide = field.group(.zfnetWide) { rows.append(row(PaperErrors.wide.name, wide, PaperErrors.wide)) }
    rows.append(
      row(
        "\(ensembles.count) ZFNets together (a) (paper: 5)", [ensembles.zfnets.center], PaperErrors.together))
    if !ensembles.mixed.isEmpty {
      rows.append(
        row(
          "\(ensembles.count) ZFNets and one wide (a + b) (paper: 5 + 1)", ensembles.mixed.map(\.center),
          PaperErrors.mixed))
    }
    if let plain = field.group(.zfnetWithoutNormalization) {
      rows.append(row("ZFNet without contrast normalization (LRN)", plain, nil))
    }
    if let zfnet = field.paperArm, let alexnet = field.paperGroup(.alexnet) {
      rows.append(row("ZFNet, paper's recipe", zfnet, PaperErrors.zfnet))
      rows.append(row("AlexNet, paper's recipe", alexnet, PaperErrors.replication))
    }
    rows.append(
      ["Linear on pixels, at its best moment", "1", "", show(field.linearError), "", "", "", ""])
    let absent =
      PaperErrors.others + (field.group(.zfnetWide) == nil ? [PaperErrors.wide] : [])
      + (ensembles.mixed.isEmpty ? [PaperErrors.mixed] : [])
    let made = rows.count
    rows += absent.map { [$0.name, "", $0.top1, "", "", $0.top5, "", $0.test] }
    page.table(
      id: "table-2", answers: "2", title: "Validation error",
      caption:
        "The paper's errors beside this run's, in %. Read down a column: the order of the rows is what can be compared.",
      columns: [
        .init("Network"), .number("Networks"), .number("Top-1", unit: "%", origin: .paper),
        .number("Top-1", unit: "%", origin: .ours), .number("95 % interval", unit: "%", origin: .ours),
        .number("Top-5", unit: "%", origin: .paper), .number("Top-5", unit: "%", origin: .ours),
        .number("Test top-5", unit: "%", origin: .paper),
      ], rows: rows,
      sections: [.init(at: 0, "Networks of this run"), .init(at: made, "The paper's other rows")],
      notes: [
        reasonForAbsence,
        "The paper's numbers: 1000 classes of ImageNet at 224 px; * learned from the images of 2011 as well. Ours: \(field.classes) classes, "
          + "\(NumberText.whole(field.trainingCount)) training images, \(field.judge.indices.count) validation images.",
        "The paper does not say how many crops its errors are taken from. Differences are taken before rounding.",
      ]
        + (field.classes > 5
          ? []
          : ["Among \(field.classes) classes there is no top-5 error: the true class is always one of five."])
    )
  }

  /// Why rows of the paper's table, and its last column, have no numbers of this run.
  private var reasonForAbsence: String {
    let wide =
      field.group(.zfnetWide) == nil ? ", and wide networks are not trained in this run (seeds.wide)" : ""
    return
      "Cells are empty where the paper gives no number, or where this run has none: other groups' networks are theirs\(wide); test images, whose labels ImageNet keeps, have no counterpart here."
  }

  private func row(_ name: String, _ group: TrainedGroup, _ paper: PaperErrors?) -> [String] {
    cells(
      name, count: group.ranks.count, interval(of: group), topFive(group.ranks), paper)
  }

  /// A row of one ensemble, or of several of one make.
  private func row(_ name: String, _ ranks: [ClassRanks], _ paper: PaperErrors) -> [String] {
    cells(
      name, count: ranks.count, Bootstrap.mean(Ensembles.meanMistakes(ranks), seed: seed), topFive(ranks),
      paper)
  }

  private func cells(
    _ name: String, count: Int, _ top1: Bootstrap.Estimate, _ top5: Double, _ paper: PaperErrors?
  ) -> [String] {
    [
      name, "\(count)", paper?.top1 ?? "", show(top1.value), "\(show(top1.low)) – \(show(top1.high))",
      paper?.top5 ?? "", show(top5), paper?.test ?? "",
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
