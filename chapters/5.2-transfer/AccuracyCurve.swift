import Drawing
import Experiments
import Figures
import Replication
import Reporting

/// Figure 9: accuracy by the number of images a class, from 1 to 60.
struct AccuracyCurve {
  private let set: TransferSet

  /// The paper's figure has no list of its points; these are about even on a logarithmic scale and hold its table's.
  static let sizes = [1, 2, 4, 6, 10, 15, 20, 30, 45, 60]

  init(_ set: TransferSet) { self.set = set }

  func write(to page: inout PageBuilder) throws {
    guard let target = set.target else { return }
    let sizes = target.available(Self.sizes)
    guard let fewest = sizes.first else {
      page.note(
        "A class of \(set.role.rawValue)'s role has too few images to learn from one and judge by another.")
      return
    }
    let seed = set.session.options.seed
    let kept = sizes.map {
      Bootstrap.mean(TransferOutcome.imageScores(set.pretrained(.softmax, perClass: $0)), seed: seed)
    }
    let scratchSizes = set.sizes
    let scratch = try scratchSizes.map {
      Bootstrap.mean(TransferOutcome.imageScores(try set.scratch(perClass: $0)), seed: seed)
    }
    let paper = PaperAccuracies(set.role)
    func series(
      _ name: String, _ sizes: [Int], _ estimates: [Bootstrap.Estimate], spread: LineChart.Series.Spread,
      mark: LineChart.Series.Mark
    ) -> LineChart.Series {
      LineChart.Series(
        name, x: sizes.map(Double.init), estimates, times: 100, mark: mark, spread: spread)
    }
    var lines = [series("frozen features", sizes, kept, spread: .band, mark: .dottedLine)]
    if !scratch.isEmpty {
      lines.append(series("from scratch", scratchSizes, scratch, spread: .bars, mark: .dottedLine))
    }
    let best = paper.rivals.last.map { $0.values.map { $0.map(PaperAccuracies.value) ?? .nan } } ?? []
    for (name, values) in [
      ("paper: frozen", paper.pretrained.map(PaperAccuracies.value)),
      ("paper: best before it", best), ("paper: from scratch", paper.scratch.map(PaperAccuracies.value)),
    ] where values.count == set.role.paperSizes.count {
      lines.append(
        LineChart.Series(
          name, x: set.role.paperSizes.map(Double.init), y: values, color: Palette.ink.opacity(0.55),
          isDashed: true))
    }
    let chance = 100 / Double(target.images.classNames.count)
    page.figure(
      id: "figure-9", answers: "9", title: "Accuracy by training images per class",
      caption: """
        In \(set.role.rawValue)'s role: softmax on layer 7 of networks that learned \
        elsewhere\(set.trainsFromScratch ? ", and networks of the same architecture trained on these images alone" : ""). Bands and bars: 95 % intervals over test images \
        (\(NumberText.whole(TransferOutcome.imageScores(set.pretrained(.softmax, perClass: fewest)).count)) of them, folds taken together). The line at six is the paper's claim. Dashed, gray: the paper's Table 5, with the best method before it (\(paper.rivals.last?.name ?? ""))\(set.isDrawn ? ", of other images and 256 classes, so that slopes can be compared and heights cannot" : "").\
        \(set.remark)
        """,
      alt:
        "Curves of accuracy against training images per class: frozen features, and networks from scratch.",
      data: DataTable(
        columns: ["line", "images per class", "accuracy (%)", "low", "high"],
        rows: lines.flatMap { line in
          line.x.indices.map { place in
            [line.name]
              + [
                line.x[place], line.y[place], line.interval?.low[place] ?? .nan,
                line.interval?.high[place] ?? .nan,
              ].map(DataTable.field)
          }
        }),
      LineChart(
        x: Axis("Training images per class", scale: .logarithmic, marks: Self.sizes.map(Double.init)),
        y: Axis("Accuracy", unit: "%", range: 0...100), series: lines,
        references: [ReferenceLine(chance, "chance"), ReferenceLine(6, "six", axis: .x)],
        size: Size(FigureMeasure.chartWidth + 20, 215)))
  }
}
