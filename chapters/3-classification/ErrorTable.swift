import Experiments
import Figures
import Networks
import Reporting

/// Table 2: who errs how often, beside the paper's numbers, and the paper's claims on it.
struct ErrorTable {
  private let field: Field
  private let seed: UInt64
  private let ensemble: Classification.Outcome
  private let mixed: Classification.Outcome

  init(_ field: Field, seed: UInt64) throws {
    self.field = field
    self.seed = seed
    ensemble = Classification.ensemble(field.group(.zfnet).outcomes)
    mixed = Classification.ensemble(field.group(.zfnet).outcomes + field.group(.zfnetWide).outcomes)
  }

  func write(to page: inout Page) throws {
    page.heading("Table 2")
    page.prose(
      """
      Ensembles average their members' probabilities. The paper's columns are its validation errors on ImageNet 2012; \
      ours are the means over the networks of a row, on centre crops, and the range from the best to the worst.
      """)
    table(on: &page)
    chart(on: &page)
    claims(on: &page)
  }

  private var ensembleCount: Int { field.group(.zfnet).networks.count }
  private var mixedCount: Int { ensembleCount + field.group(.zfnetWide).networks.count }

  private func table(on page: inout Page) {
    let zfnet = field.group(.zfnet)
    let alexnet = field.group(.alexnet)
    let wide = field.group(.zfnetWide)
    var rows = [
      row("AlexNet (paper: the authors' replication)", alexnet, "40.5", "18.1"),
      row("ZFNet, one network", zfnet, "38.4", "16.5"),
      row("Wide ZFNet (b), one network", wide, "37.5", "16.0"),
      ensembleRow("\(ensembleCount) ZFNets together (paper: 5)", ensemble, "36.7", "15.3"),
      ensembleRow("\(mixedCount) networks: ZFNets and wide (paper: 5 + 1)", mixed, "36.0", "14.7"),
    ]
    if let paper = field.paperGroup {
      rows.append(row("ZFNet under the paper's recipe", paper, "38.4", "16.5"))
    }
    rows.append([
      "Linear on pixels, at its best moment", "1", "–", "–", show(field.linear.bestValidationError), "–", "–",
    ])
    page.table(
      id: "table-2", title: "Validation error",
      caption: "The paper's Table 2 beside this run; errors in %.",
      columns: [
        .init("Network"), .number("Networks"), .number("Top-1", unit: "%", origin: .paper),
        .number("Top-5", unit: "%", origin: .paper), .number("Top-1", unit: "%", origin: .ours),
        .number("from – to", unit: "%", origin: .ours), .number("Top-5", unit: "%", origin: .ours),
      ], rows: rows,
      notes: [
        "The paper's numbers: 1,000 classes of ImageNet at 224 px. Ours: \(field.classes) classes, "
          + "\(field.trainingCount) training pictures."
      ])
  }

  private func row(_ name: String, _ group: Field.Group, _ top1: String, _ top5: String) -> [String] {
    let errors = group.outcomes.map(\.score.top1Error)
    let range = errors.count > 1 ? "\(show(errors.min() ?? 0)) – \(show(errors.max() ?? 0))" : "–"
    return [name, "\(errors.count)", top1, top5, show(group.top1), range, show(group.top5)]
  }

  private func ensembleRow(
    _ name: String, _ outcome: Classification.Outcome, _ top1: String, _ top5: String
  ) -> [String] {
    let score = outcome.score
    return [name, "1", top1, top5, show(score.top1Error), "–", show(score.top5Error)]
  }

  private func chart(on page: inout Page) {
    let groups: [(String, Double, Double)] = [
      ("AlexNet", field.group(.alexnet).top1, 40.5), ("ZFNet", field.group(.zfnet).top1, 38.4),
      ("wide (b)", field.group(.zfnetWide).top1, 37.5), ("ensemble", ensemble.score.top1Error, 36.7),
      ("ensemble + b", mixed.score.top1Error, 36.0),
    ]
    let spread = field.seedSpread * 100
    let values = groups.map { $0.1 * 100 }
    page.figure(
      id: "table-2-bars", title: "Top-1 error, ours and the paper's",
      caption: """
        Bars: this run. Diamonds: the paper, on another set of pictures, so that only the order of bars and of diamonds can be \
        compared. Error bars: ± one standard deviation between the seeds of ZFNet (\(NumberText.fixed(spread, 1)) points).
        """,
      alt: "A bar for each row of Table 2 with a diamond at the paper's error.",
      data: DataTable(
        columns: ["network", "top-1 error (%)", "the paper's (%)"],
        rows: groups.map { [$0.0, DataTable.field($0.1 * 100), DataTable.field($0.2)] }),
      BarChart(
        groups: groups.map(\.0),
        series: [
          BarChart.Series(
            "this run", values, low: values.map { $0 - spread }, high: values.map { $0 + spread },
            markers: groups.map(\.2))
        ], y: Axis("Validation top-1 error", unit: "%")))
  }

  private func claims(on page: inout Page) {
    let zfnet = field.group(.zfnet).mistakes
    let spread = field.seedSpread
    func points(_ a: [[Double]], _ b: [[Double]]) -> Measurement {
      let estimate = GroupComparison.difference(a, b, spread: spread, seed: seed)
      return Measurement(
        estimate.value * 100, interval: (estimate.low * 100, estimate.high * 100), count: zfnet[0].count,
        seeds: a.count + b.count, unit: "points", decimals: 1)
    }
    page.heading("The paper's claims")
    page.claim(
      id: "table2.zfnet-beats-alexnet",
      "ZFNet errs less often than AlexNet (top-1 error, AlexNet less ZFNet)",
      paper: "2.1 points", measured: points(field.group(.alexnet).mistakes, zfnet),
      holdsWhen: .greater(than: 0),
      figure: "table-2")
    page.claim(
      id: "table2.wide-beats-zfnet", "More maps in layers 3–5 err less often (top-1 error, ZFNet less wide)",
      paper: "0.9 points", measured: points(zfnet, field.group(.zfnetWide).mistakes),
      holdsWhen: .greater(than: 0),
      figure: "table-2")
    page.claim(
      id: "table2.ensemble-helps",
      "Networks together err less often than one (top-1 error, mean of one less ensemble)",
      paper: "1.7 points (five networks)",
      measured: ensembleCount > 1 ? ensembleGain(zfnet) : nil, holdsWhen: .greater(than: 0),
      reason: ensembleCount > 1 ? nil : "This run has one ZFNet.", figure: "table-2")
  }

  /// The members' mean less the ensemble, on the same pictures: doubt by pictures alone, since the members are given.
  private func ensembleGain(_ members: [[Double]]) -> Measurement {
    let mistakes = ensemble.mistakes(top: 1)
    let means = mistakes.indices.map { index in mean(members.map { $0[index] }) }
    let estimate = GroupComparison.difference([means], [mistakes], spread: 0, seed: seed)
    return Measurement(
      estimate.value * 100, interval: (estimate.low * 100, estimate.high * 100), count: mistakes.count,
      seeds: members.count, unit: "points", decimals: 1)
  }

  private func show(_ share: Double) -> String { NumberText.fixed(share * 100, 1) }
}
