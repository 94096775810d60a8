import Drawing
import Experiments
import Figures
import Reporting
import Training

/// How the networks learn: loss and error over the epochs.
struct TrainingCurves {
  private let field: Field

  init(_ field: Field) { self.field = field }

  func write(to page: inout PageBuilder) {
    page.heading("Learning")
    page.prose(
      """
      The training loss is measured on the batches as they pass, under augmentation, and so lies above \
      what the network would show on the same images undisturbed; the validation error is that of center crops.
      """)
    page.figure(
      id: "training-curves", title: "Training curves",
      caption: """
        (a) Validation error by epochs: a curve that still falls at its end belongs to a network that was \
        stopped, not finished. The dashed line is a linear classifier on the same pixels. \
        (b) Training loss by epochs. Where there are several networks, the line is their mean and the \
        band reaches from the lowest to the highest.
        """,
      alt:
        "Two charts of curves that fall with training: validation error and training loss of each kind of network.",
      data: data,
      FigureRow(
        [
          chart("Validation error", unit: "%", scale: 100, showsLinear: true) { $0.validationError },
          chart("Training loss", unit: "nats", scale: 1, showsLinear: false) { $0.trainingLoss },
        ], gap: 14, isLettered: true))
  }

  private func chart(
    _ title: String, unit: String, scale: Double, showsLinear: Bool,
    _ value: (TrainingHistory.Evaluation) -> Double
  ) -> LineChart {
    var series = field.groups.map { group in
      let isOwn = group.recipe == field.ownRecipe
      return line(
        group.title, group.networks.map(\.history.evaluations), scale, value,
        color: isOwn ? group.kind.color : group.kind.paleColor)
    }
    if showsLinear {
      var linear = line(
        "Linear on pixels", [field.linear.history.evaluations], scale, value, color: Palette.softInk)
      linear.isDashed = true
      series.append(linear)
    }
    return LineChart(
      x: Axis("Epochs (passes over the images)"), y: Axis(title, unit: unit), series: series, names: .legend,
      size: Size(FigureMeasure.halfWidth, 165))
  }

  private func line(
    _ name: String, _ runs: [[TrainingHistory.Evaluation]], _ scale: Double,
    _ value: (TrainingHistory.Evaluation) -> Double, color: Color
  ) -> LineChart.Series {
    let first = runs[0]
    let columns = first.indices.map { index in runs.map { value($0[index]) * scale } }
    return LineChart.Series(
      name, x: first.map(\.epoch), y: columns.map(\.mean),
      interval: runs.count > 1 ? (columns.map { $0.min() ?? 0 }, columns.map { $0.max() ?? 0 }) : nil,
      color: color)
  }

  private var data: DataTable {
    var rows: [[String]] = []
    let runs =
      field.groups.flatMap { group in group.networks.map { (group.title, $0) } }
      + [("Linear on pixels", field.linear)]
    for (title, network) in runs {
      for evaluation in network.history.evaluations {
        rows.append(
          [title, "\(network.recipe.seed)"]
            + [
              evaluation.epoch, evaluation.learningRate, evaluation.trainingLoss, evaluation.trainingError,
              evaluation.validationLoss, evaluation.validationError,
              // Among five classes or fewer it could not fail.
              field.classes > 5 ? evaluation.validationTop5Error : .nan,
            ].map(DataTable.field))
      }
    }
    return DataTable(
      columns: [
        "network", "seed", "epoch", "learning rate", "training loss", "training error", "validation loss",
        "validation top-1 error", "validation top-5 error",
      ], rows: rows)
  }
}
