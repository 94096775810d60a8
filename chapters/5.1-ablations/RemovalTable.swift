import Drawing
import Experiments
import Figures
import Networks
import Replication
import Reporting

/// Table 3 beside the paper's, what each network costs, and the same as a chart.
struct RemovalTable {
  private let rows: Rows
  private let seed: UInt64

  init(_ rows: Rows, seed: UInt64) {
    self.rows = rows
    self.seed = seed
  }

  func write(to page: inout PageBuilder) {
    page.heading("Errors")
    if rows.errors(of: .alexnetWithout3467) != nil {
      let depth = LayerContrast.depth
      let ours = NumberText.fixed(depth.measured(rows.outcomes, seed: seed).value * 100, 1)
      page.outcome(
        of: .table(3),
        "Removing layers 3, 4, 6 and 7 costs \(ours) points of top-1 error here, \(NumberText.fixed(depth.paper * 100, 1)) in the paper."
      )
    }
    errors(on: &page)
    chart(on: &page)
    costs(on: &page)
  }

  private func errors(on page: inout PageBuilder) {
    let (trained, absent) = (
      LayerRemoval.table3.filter { rows.outcomes[$0.kind] != nil },
      LayerRemoval.table3.filter { rows.outcomes[$0.kind] == nil }
    )
    page.table(
      id: "table-3", answers: "3", title: "Errors of the networks",
      caption: """
        Training top-1, validation top-1 and validation top-5 error, in %, the paper's beside this run's; means over the networks of a row.
        """,
      columns: [
        .init("Network"), .number("Networks"), .number("Train top-1", unit: "%", origin: .paper),
        .number("Train top-1", unit: "%", origin: .ours), .number("Val top-1", unit: "%", origin: .paper),
        .number("Val top-1", unit: "%", origin: .ours), .number("Val top-5", unit: "%", origin: .paper),
        .number("Val top-5", unit: "%", origin: .ours),
      ],
      rows: (trained + absent).map { row in
        let (paper, ours) = (row.paper, rows.errors(of: row.kind))
        let pairs: [(paper: Double, ours: Double?)] = [
          (paper.training, ours?.training), (paper.validation, ours?.validation),
          (paper.validationTop5, hasTop5 ? ours?.validationTop5 : nil),
        ]
        return [row.kind.title, rows.outcomes[row.kind].map { "\($0.validation.count)" } ?? ""]
          + pairs.flatMap { [show($0.paper), $0.ours.map(show) ?? ""] }
      },
      sections: absent.isEmpty
        ? [] : [.init(at: 0, "Trained in this run"), .init(at: trained.count, "The paper's other rows")],
      notes: [
        absent.isEmpty
          ? ""
          : "The paper's other rows have no numbers here: this run does not train these networks (seeds.removals, seeds.wide, seeds.others).",
        hasTop5 ? "" : "Among five classes or fewer there is no top-5 error.",
        "In the paper's column removing layer 7 and removing layers 6 and 7 share one training error, 27.4 %; removing 6 and 7 "
          + "is called slight, and costs as much top-5 error (4.3 points) as removing 3 and 4 (4.0 points).",
        "Rows are named by the paper's sizes; layers 6 and 7 at 2048, 4096 and 8192 have that times the run's width here.",
      ].filter { !$0.isEmpty })
  }

  /// Whether a top-5 error can fail: among five classes or fewer the true class is always one of five.
  private var hasTop5: Bool { rows.groups.first.map { $0.graph.classes > 5 } ?? true }

  private func chart(on page: inout PageBuilder) {
    let changed = rows.groups.filter { $0.kind != .alexnet && $0.kind != .zfnet }
    guard !changed.isEmpty else { return }
    let validation = changed.map { measured(.change(.validation, to: $0.kind)) }
    let training = changed.map { measured(.change(.training, to: $0.kind)) }
    page.figure(
      id: "table-3-changes", title: "What each change costs",
      caption: """
        Change of the top-1 error against the unchanged network of the same family (AlexNet for groups named “without” or AlexNet, ZFNet for the others), in \
        points: above zero the change costs, below zero it gains. Bars: this run, (a) on validation images, (b) on training \
        images, with 95\u{202F}% intervals over images and seeds; a network alone borrows the ZFNets' spread. Diamonds: the paper. A validation error that falls less than the training error is what overfitting looks like.
        """,
      alt:
        "Two charts of bars with diamonds: the change of validation and of training error for each changed network.",
      data: DataTable(
        columns: [
          "network", "validation change (points)", "low", "high", "the paper's", "training change (points)",
          "low", "high", "the paper's",
        ],
        rows: changed.indices.map { index in
          [changed[index].title]
            + [validation[index], training[index]].flatMap {
              ($0.ours.numbers(times: 100) + [$0.paper * 100]).map(DataTable.field)
            }
        }),
      changed.count > 5
        ? FigureColumn(bars(changed, validation, training), isLettered: true)
        : FigureRow(bars(changed, validation, training), isLettered: true))
  }

  private func measured(_ change: LayerContrast) -> (ours: Bootstrap.Estimate, paper: Double) {
    (change.measured(rows.outcomes, seed: seed), change.paper)
  }

  /// Both charts: side by side, or as wide as the page where there are many groups.
  private func bars(
    _ changed: [TrainedGroup], _ validation: [(ours: Bootstrap.Estimate, paper: Double)],
    _ training: [(ours: Bootstrap.Estimate, paper: Double)]
  ) -> [any Figure] {
    [
      bars("Change of validation error", changed, validation),
      bars("Change of training error", changed, training),
    ]
  }

  private func bars(
    _ title: String, _ groups: [TrainedGroup], _ changes: [(ours: Bootstrap.Estimate, paper: Double)]
  ) -> BarChart {
    BarChart(
      groups: groups.map { Self.shortName($0.kind) },
      series: [
        BarChart.Series(
          "this run", changes.map(\.ours), times: 100, markers: changes.map { $0.paper * 100 })
      ],
      y: Axis(title, unit: "points"), decimals: 1,
      size: Size(groups.count > 5 ? FigureMeasure.textWidth : FigureMeasure.halfWidth, 150))
  }

  private static func shortName(_ kind: Architecture) -> String {
    switch kind {
    case .alexnetWithout34: "without 3, 4"
    case .alexnetWithout7: "without 7"
    case .alexnetWithout67: "without 6, 7"
    case .alexnetWithout3467: "without 3, 4, 6, 7"
    case .alexnetDense2048: "AlexNet 6, 7: 2048"
    case .alexnetDense8192: "AlexNet 6, 7: 8192"
    case .zfnetDense2048: "ZFNet 6, 7: 2048"
    case .zfnetDense8192: "ZFNet 6, 7: 8192"
    case .zfnetWide: "ZFNet wide"
    case .zfnetWideDense8192: "ZFNet wide, 6, 7: 8192"
    default: kind.title
    }
  }

  private func costs(on page: inout PageBuilder) {
    page.appendix { page in
      page.table(
        id: "table-3-costs", title: "What each network is made of",
        caption: """
          Weights and biases, the share of them in dense layers, and multiplications (each with its addition) of one image's way to its logits: at \
          this run's size, and at the paper's with 1000 classes.
          """,
        columns: [
          .init("Network"), .number("Parameters", unit: "thousands", origin: .ours),
          .number("in dense layers", unit: "%", origin: .ours),
          .number("Multiply-adds", unit: "millions", origin: .ours),
          .number("Parameters", unit: "millions, full size"),
          .number("Multiply-adds", unit: "millions, full size"),
        ],
        rows: rows.groups.map { group in
          let (ours, full) = (group.graph, group.kind.graph())
          return [
            group.title, NumberText.fixed(Double(ours.parameterCount) / 1000, 0), show(denseShare(ours)),
            NumberText.fixed(Double(ours.multiplyAdds) / 1e6, 1),
            NumberText.fixed(Double(full.parameterCount) / 1e6, 1),
            NumberText.whole(full.multiplyAdds / 1_000_000),
          ]
        })
    }
  }

  private func denseShare(_ graph: Graph) -> Double {
    let dense = graph.nodes.filter { if case .dense = $0.operation { true } else { false } }
    return Double(dense.reduce(0) { $0 + graph.parameterCount(of: $1) }) / Double(graph.parameterCount)
  }

  private func show(_ share: Double) -> String { NumberText.fixed(share * 100, 1) }
}
