import Datasets
import Drawing
import Experiments
import Figures
import Images
import Replication
import Reporting

/// Figure 5: a few images changed, and how far features and output move with them.
struct Figure5 {
  let network: StudiedNetwork
  let images: FigureImages
  let measured: InvarianceMeasurements

  func write(to page: inout PageBuilder) {
    guard !images.indices.isEmpty else {
      page.note(
        "The network classifies no validation image correctly: there is nothing to change.", kind: .warning)
      return
    }
    let rows = InvarianceMeasurements.ranges.indices.map(row)
    page.figure(
      id: "figure5", answers: "5", title: "Translation, scale and rotation",
      caption: """
        From the top: vertical translation, scale, rotation. From the left: the images at the two ends and in the middle of the range, framed in the color of their \
        curves (\(legend)); the Euclidean distance between the features of the changed and of the original image at layer 1 and \
        at layer 7; the probability of the true class. The ends are 60 of 224 pixels upward (−60) and downward, factors of 1 and 1.8, and 0° and 350°. \(images.choice)
        """,
      alt: "Three rows, each of changed images and three charts of curves, one curve an image.",
      data: data,
      FigureColumn(rows, gap: 10))
  }

  private static let colorNames = ["blue", "vermilion", "green", "purple", "orange", "sky blue"]

  private var legend: String {
    images.titles.map(InlineMarkup.escaped).enumerated().map {
      "\($1) \(Self.colorNames[$0 % Self.colorNames.count])"
    }
    .joined(separator: ", ")
  }

  /// The axis of a kind of change; translations in pixels of the paper's 224.
  static func axis(_ kind: TransformationRange.Kind) -> Axis {
    switch kind {
    case .translation: Axis("Translation", unit: "px of 224", tickCount: 4)
    case .scaling: Axis("Scale", tickCount: 4)
    case .rotation: Axis("Rotation", unit: "°", tickCount: 4)
    }
  }

  private func row(_ index: Int) -> any Figure {
    let range = InvarianceMeasurements.ranges[index]
    let scale = range.kind == .translation ? 224.0 : 1
    let x = range.transformations.map { $0.size * scale }
    let axis =
      Figure5.axis(range.kind)
    func chart(_ title: String, _ values: (InvarianceStudy.Curve) -> [Float], _ y: ClosedRange<Double>? = nil)
      -> LineChart
    {
      LineChart(
        title: title, x: axis, y: Axis("", range: y, includesZero: true),
        series: measured.figure[index].map { curve in
          LineChart.Series("", x: x, y: values(curve).map(Double.init))
        }, names: .none, size: Size(139, 126))
    }
    return FigureRow(
      [
        examples(range), chart("Distance, layer 1", \.lower), chart("Distance, layer 7", \.upper),
        chart("P(true class)", \.probability, 0...1),
      ], gap: 6)
  }

  /// Each image at the ends and in the middle of a range.
  private func examples(_ range: TransformationRange) -> any Figure {
    let all = range.transformations
    let shown = [all[0], all[all.count / 2], all[all.count - 1]]
    let side = network.graph.inputSide
    let cells = images.indices.enumerated().flatMap { place, index in
      shown.map { transformation in
        let example = images.cache.example(index)
        var changed = example
        changed.image = transformation.applied(to: example.image, side: side)
        return ImageGrid.Cell(
          network.preprocessing.centerCrop(of: changed).image, as: .photograph, frame: Palette.series(place))
      }
    }
    return ImageGrid(cells, columns: 3, gap: 1.5, width: 63, largestCell: 20)
  }

  private var data: DataTable {
    var rows: [[String]] = []
    for (index, range) in InvarianceMeasurements.ranges.enumerated() {
      for (image, curve) in measured.figure[index].enumerated() {
        for (place, transformation) in range.transformations.enumerated() {
          rows.append(
            [images.titles[image], range.kind.rawValue]
              + [
                transformation.size, Double(curve.lower[place]), Double(curve.upper[place]),
                Double(curve.probability[place]),
              ].map(DataTable.field))
        }
      }
    }
    return DataTable(
      columns: ["image", "change", "size", "distance at layer 1", "distance at layer 7", "P(true class)"],
      rows: rows)
  }
}
