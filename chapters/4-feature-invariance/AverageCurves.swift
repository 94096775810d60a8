import Drawing
import Experiments
import Figures
import Replication
import Reporting

/// The curves of Figure 5 averaged over many images, with both layers on one scale.
struct AverageCurves {
  /// What was measured, by network.
  private let measured: [InvarianceMeasurements]
  private let seed: UInt64

  init(_ measured: [InvarianceMeasurements], seed: UInt64) {
    self.measured = measured
    self.seed = seed
  }

  func write(to page: inout PageBuilder) {
    let counts = measured.map(\.isSymmetric.count)
    page.heading("Over many images")
    guard counts.allSatisfy({ $0 > 1 }) else {
      page.note(
        "A network classifies too few validation images correctly to measure anything.", kind: .warning)
      return
    }
    if !measured.allSatisfy({ $0.apart.allSatisfy { $0 > 0 } }) {
      page.note(
        "All images have the same features at a layer: distances there cannot be set against that between two of them.",
        kind: .warning)
    }
    page.prose(
      """
      Layers differ in scale and size. To compare their distances, each is divided by the \
      mean distance between two *different* images at the same layer, so that 1 means as far away as another image. The images are drawn by the seed from those that a \
      network classifies correctly: \(counts.map(String.init).joined(separator: ", ")), network by network.
      """)
    let ranges = InvarianceMeasurements.ranges
    var rows: [[Double]] = []
    var distances: [any Figure] = []
    var probabilities: [any Figure] = []
    for (index, range) in ranges.enumerated() {
      let scale = range.kind == .translation ? 224.0 : 1
      let x = range.transformations.map { $0.size * scale }
      let (lower, upper, probability) = (
        estimates(index) { Self.share(Double($1.lower[$2]), of: $0.apart[0]) },
        estimates(index) { Self.share(Double($1.upper[$2]), of: $0.apart[1]) },
        estimates(index) { Double($1.probability[$2]) }
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
          series: [
            series("layer 1", x, lower, Palette.layer(2)), series("layer 7", x, upper, Palette.layer(7)),
          ], names: .legend,
          size: Size(159, 118)))
      probabilities.append(
        LineChart(
          title: "P(true class)", x: axis, y: Axis("", range: 0...1),
          series: [series("", x, probability, Palette.ink)], names: .none, size: Size(159, 95)))
    }
    page.figure(
      id: "invariance-average", title: "The mean over networks and images",
      caption: """
        Above, the distance from the original's features in these units; below, the \
        probability of the true class. Bands are 95\u{202F}% bootstrap intervals over networks and images.
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

  /// A distance in units of another; not a number where that is none.
  static func share(_ distance: Double, of apart: Double) -> Double {
    apart > 0 ? distance / apart : .nan
  }

  /// How straight the curves of both layers are, image by image.
  private func writeStraightness(to page: inout PageBuilder) {
    var rows: [[String]] = []
    for range in InvarianceMeasurements.ranges {
      for (layer, values) in [("1", \InvarianceStudy.Curve.lower), ("7", \.upper)] {
        func mean(_ share: ([Double], [Double]) -> Double?) -> String {
          let networks = measured.map { network in
            network.curves(range.kind).compactMap {
              share($0[keyPath: values].map(Double.init), range.magnitudes)
            }
          }
          return Measurement(GroupComparison.meanOfUnits(networks, seed: seed), decimals: 2).intervalText
        }
        rows.append([
          range.kind.rawValue, layer, mean { StraightLine.explained($0, at: $1) },
          mean { StraightLine.explainedWithOffset($0, at: $1) },
        ])
      }
    }
    page.table(
      id: "straightness", title: "How straight the curves are",
      caption: """
        The share of a curve's variance that a straight line explains, the mean over networks and images with its 95\u{202F}% interval: distance against the shift without its sign, the \
        factor minus 1, the angle from upright. A line from the origin says “in proportion”; one with an offset forgives a jump at the first step. Below 0 the line does worse than the mean alone.
        """,
      columns: [
        TableBlock.Column("Change"), .number("Layer"), .number("From the origin", origin: .ours),
        .number("With an offset", origin: .ours),
      ], rows: rows)
  }

  private func estimates(
    _ range: Int, _ value: (InvarianceMeasurements, InvarianceStudy.Curve, Int) -> Double
  ) -> [Bootstrap.Estimate] {
    InvarianceMeasurements.ranges[range].transformations.indices.map { place in
      GroupComparison.meanOfUnits(
        measured.map { network in network.images[range].map { value(network, $0, place) } }, seed: seed,
        replicates: 500)
    }
  }

  private func series(
    _ name: String, _ x: [Double], _ estimates: [Bootstrap.Estimate], _ color: Color? = nil
  ) -> LineChart.Series {
    LineChart.Series(name, x: x, estimates, color: color)
  }
}
