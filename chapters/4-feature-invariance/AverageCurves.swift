import Drawing
import Experiments
import Figures
import Replication
import Reporting

/// The curves of Figure 5 averaged over many images, with both layers on one scale.
struct AverageCurves {
  private let measured: InvarianceMeasurements
  private let seed: UInt64

  init(_ measured: InvarianceMeasurements, seed: UInt64) {
    self.measured = measured
    self.seed = seed
  }

  func write(to page: inout PageBuilder) {
    let count = measured.isSymmetric.count
    page.heading("Over \(count) images")
    guard count > 1 else {
      page.note(
        "The network classifies too few validation images correctly to measure anything.", kind: .warning)
      return
    }
    page.prose(
      """
      Distances at two layers cannot be compared directly: the layers differ in scale and size. Below, each is divided by the \
      mean distance between two *different* images at the same layer, so that 1 means as far away as another image. The images are \
      \(count) that the network classifies correctly, drawn by the seed.
      """)
    let ranges = InvarianceMeasurements.ranges
    var rows: [[Double]] = []
    var distances: [any Figure] = []
    var probabilities: [any Figure] = []
    for (index, range) in ranges.enumerated() {
      let scale = range.kind == .translation ? 224.0 : 1
      let x = range.transformations.map { $0.size * scale }
      let (lower, upper, probability) = (
        estimates(index) { Double($0.lower[$1]) / measured.apart[0] },
        estimates(index) { Double($0.upper[$1]) / measured.apart[1] },
        estimates(index) { Double($0.probability[$1]) }
      )
      for place in x.indices {
        rows.append(
          [Double(index), range.transformations[place].size]
            + [lower[place], upper[place], probability[place]].flatMap { $0.numbers() })
      }
      let axis =
        Figure5.axis(range.kind)
      distances.append(
        LineChart(
          title: "Distance", x: axis, y: Axis("", includesZero: true),
          series: [series("layer 1", x, lower), series("layer 7", x, upper)], names: .legend,
          size: Size(146, 140)))
      probabilities.append(
        LineChart(
          title: "P(true class)", x: axis, y: Axis("", range: 0...1),
          series: [series("", x, probability, Palette.green)], names: .none, size: Size(146, 120)))
    }
    page.figure(
      id: "invariance-average", title: "The mean over \(count) images",
      caption: """
        Above, the distance from the original's features, in units of the mean distance between different images at the same layer; below, the \
        probability of the true class. Bands are 95\u{202F}% bootstrap intervals over images.
        """,
      alt: "Three charts of two curves each, and three of one: translation, scale and rotation.",
      data: DataTable(
        columns: [
          "change (0 translation, 1 scale, 2 rotation)", "size", "layer 1", "low", "high", "layer 7", "low",
          "high",
          "P(true class)", "low", "high",
        ], numbers: rows),
      FigureColumn([FigureRow(distances, gap: 11), FigureRow(probabilities, gap: 11)], gap: 10))
    writeStraightness(to: &page)
  }

  /// How straight the curves of both layers are, image by image.
  private func writeStraightness(to page: inout PageBuilder) {
    func mean(_ values: [Double?]) -> String {
      let estimate = Bootstrap.mean(values.compactMap(\.self), seed: seed)
      return Measurement(estimate, decimals: 2).intervalText
    }
    var rows: [[String]] = []
    for (range, curves) in zip(InvarianceMeasurements.ranges, measured.images) {
      let x = range.magnitudes
      for (layer, values) in [("1", \InvarianceStudy.Curve.lower), ("7", \.upper)] {
        let distances = curves.map { $0[keyPath: values].map(Double.init) }
        rows.append([
          range.kind.rawValue, layer, mean(distances.map { StraightLine.explained($0, at: x) }),
          mean(distances.map { StraightLine.explainedWithOffset($0, at: x) }),
        ])
      }
    }
    page.table(
      id: "straightness", title: "How straight the curves are",
      caption: """
        The share of a curve's variance that a straight line explains, the mean over images with its 95\u{202F}% interval: distance against the shift without its sign, the \
        factor minus 1, the angle from upright. A line from the origin says “in proportion”; one with an offset forgives a jump at the first step. Below 0 the line does worse than the mean alone.
        """,
      columns: [
        TableBlock.Column("Change"), .number("Layer"), .number("From the origin", origin: .ours),
        .number("With an offset", origin: .ours),
      ], rows: rows)
  }

  private func estimates(
    _ range: Int, _ value: (InvarianceStudy.Curve, Int) -> Double
  ) -> [Bootstrap.Estimate] {
    InvarianceMeasurements.ranges[range].transformations.indices.map { place in
      Bootstrap.mean(measured.images[range].map { value($0, place) }, seed: seed, replicates: 500)
    }
  }

  private func series(
    _ name: String, _ x: [Double], _ estimates: [Bootstrap.Estimate], _ color: Color? = nil
  ) -> LineChart.Series {
    LineChart.Series(name, x: x, estimates, color: color)
  }
}
