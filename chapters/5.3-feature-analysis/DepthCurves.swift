import Drawing
import Experiments
import Figures
import Replication
import Reporting

/// Accuracy against depth, as the layers are and at one size, beside the paper's.
struct DepthCurves {
  private let sets: [LayerScores]

  init(_ sets: [LayerScores]) { self.sets = sets.filter { $0.perClass != nil } }

  func write(to page: inout PageBuilder) {
    guard !sets.isEmpty else { return }
    let panels = sets.map { ($0, lines($0)) }
    page.figure(
      id: "table-7-depth", title: "Accuracy against depth",
      caption: """
        Support vector machines by layer: on the features as they are, and after a random projection of every layer to \
        \(sets[0].equalDimension) numbers; the latter also for networks of the same architecture with random weights, which have the receptive fields \
        of each depth and nothing learned. \(legend)\(sets[0].folds > 1 ? " Bands: from the lowest to the highest fold." : "") Dashed, gray: the paper's\
        \(sets.contains(where: \.isDrawn) ? ", on photographs and more classes, so that slopes can be compared and heights cannot" : "").\(TransferRole.remarks(sets.map { ($0.role, $0.remark) }))
        """,
      alt: "Curves of accuracy by layer for each target set, ours and the paper's.",
      data: DataTable(
        columns: ["set", "line", "layer", "accuracy (%)"],
        rows: panels.flatMap { set, lines in
          lines.flatMap { line in
            zip(line.x, line.y).map {
              [set.role.rawValue, line.name, DataTable.field($0), DataTable.field($1)]
            }
          }
        }),
      FigureRow(
        panels.map { set, lines in
          LineChart(
            x: Axis("Layer", range: 0.8...7.2), y: Axis("Accuracy", unit: "%", range: 0...100), series: lines,
            references: [ReferenceLine(100 / Double(set.classes), "chance")],
            names: .legend, size: Size(FigureMeasure.halfWidth, 190))
        }, isLettered: panels.count > 1))
  }

  private var legend: String {
    sets.count > 1
      ? zip("ab", sets).map { "(\($0)) \($1.role.rawValue)'s role" }.joined(separator: ", ") + "."
      : "\(sets[0].role.rawValue)'s role."
  }

  private func lines(_ set: LayerScores) -> [LineChart.Series] {
    let layers = LayerScores.layers
    let printed = layers.filter {
      LayerScores.paperValue(set.role, .supportVectors, layer: $0).isFinite
    }
    func line(
      _ name: String, _ outcomes: [Int: [TransferOutcome]], color: Color? = nil
    ) -> LineChart.Series {
      let measured = layers.filter { outcomes[$0] != nil }
      let folds = measured.map { (outcomes[$0] ?? []).map { $0.accuracy * 100 } }
      return LineChart.Series(
        name, x: measured.map(Double.init), y: folds.map(\.mean),
        interval: (folds.map { $0.min() ?? .nan }, folds.map { $0.max() ?? .nan }), mark: .dottedLine,
        color: color)
    }
    return [
      line("as they are", set.supportVectors), line("at \(set.equalDimension)", set.equalized),
      line("at \(set.equalDimension), random weights", set.untrained),
      LineChart.Series(
        "the paper", x: printed.map(Double.init),
        y: printed.map { LayerScores.paperValue(set.role, .supportVectors, layer: $0) },
        color: Palette.ink.opacity(0.45), isDashed: true),
    ]
  }
}
