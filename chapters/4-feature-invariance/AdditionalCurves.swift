import Drawing
import Experiments
import Figures
import Replication
import Reporting

/// The distances of Figure 5 in networks from files beside those of the run's own, layer by layer.
struct AdditionalCurves {
  /// One line: a network from a file, or the mean of the run's own networks.
  private struct Line {
    let name: String
    let color: Color
    let colorName: String
    let isDashed: Bool
    /// By network, kind of change and image.
    let images: [[[InvarianceStudy.Curve]]]
    /// By network, the mean distance between different images at layers 1 and 7.
    let apart: [[Double]]
  }

  private static let styles: [(color: Color, name: String, isDashed: Bool)] = [
    (Palette.vermilion, "vermilion", false), (Palette.green, "green, dashed", true),
  ]

  private let networks: [AdditionalNetwork]
  private let lines: [Line]
  private let seed: UInt64
  private let count: Int

  /// What was measured in the run's own networks and in others.
  init(
    _ own: [InvarianceMeasurements], _ others: [(network: AdditionalNetwork, measured: AdditionalDistances)],
    seed: UInt64
  ) {
    networks = others.map(\.network)
    self.seed = seed
    count = others.first?.measured.images.first?.count ?? 0
    let ofRun = Line(
      name: own.count == 1 ? "this run's network" : "this run's \(own.count) networks", color: Palette.blue,
      colorName: "blue", isDashed: false, images: own.map(\.images), apart: own.map(\.apart))
    lines =
      [ofRun]
      + zip(others, Self.styles).map { other, style in
        Line(
          name: other.network.name, color: style.color, colorName: style.name, isDashed: style.isDashed,
          images: [other.measured.images], apart: [other.measured.apart])
      }
  }

  func write(to page: inout PageBuilder) {
    guard !networks.isEmpty, count > 1 else { return }
    page.heading("In networks from files")
    page.prose(
      """
      \(networks.map(\.introduction).joined(separator: " ")) What follows needs no classes: how far features move, in units of the mean distance between two \
      different images at the same layer of the same network. The \(count) images are those of the first of this run's networks; what each network knows of them \
      is not asked.
      """)
    let ranges = InvarianceMeasurements.ranges
    var rows: [[String]] = []
    let charts = [1, 7].enumerated().map { place, layer in
      ranges.indices.map { index -> any Figure in
        let range = ranges[index]
        let scale = range.kind == .translation ? 224.0 : 1
        let x = range.transformations.map { $0.size * scale }
        let series = lines.map { line -> LineChart.Series in
          let values = estimates(line, index, place)
          for (step, value) in zip(range.transformations, values) {
            rows.append(
              [line.name, "\(layer)", range.kind.rawValue, DataTable.field(step.size)]
                + value.numbers().map(DataTable.field))
          }
          var series = LineChart.Series(line.name, x: x, values, color: line.color)
          series.isDashed = line.isDashed
          return series
        }
        return LineChart(
          title: "Layer \(layer)", x: Figure5.axis(range.kind), y: Axis("", includesZero: true),
          series: series,
          names: .none, size: Size(159, 118))
      }
    }
    page.figure(
      id: "invariance-additional", title: "Distances in networks from files, and in this run's own",
      caption: """
        Above layer 1, below layer 7; from the left translation, scale and rotation. \(legend). Distances from the original's features, 1 as \
        far as another image; means with 95\u{202F}% bootstrap intervals over images, and over networks where there are several.\(remark)
        """,
      alt: "Two rows of three charts, a curve a network: distance against translation, scale and rotation.",
      data: DataTable(
        columns: ["network", "layer", "change", "size", "distance", "low", "high"], rows: rows),
      FigureColumn(charts.map { FigureRow($0, gap: 11) }, gap: 10))
  }

  private var legend: String {
    let names = lines.map { "\($0.colorName): \(InlineMarkup.escaped($0.name))" }.joined(separator: "; ")
    return names.prefix(1).uppercased() + names.dropFirst()
  }

  /// Which networks have another layer's values in the place of layer 7, in a sentence after the others.
  private var remark: String {
    let without = networks.filter { !$0.hasLayer7 }
    guard !without.isEmpty else { return "" }
    return
      " Of \(without.names), whose classifier\(without.count == 1 ? " reads" : "s read") layer 5, the values of that layer stand in the place of layer 7."
  }

  /// The mean distance at every step of a kind of change.
  ///
  /// - Parameter layer: 0 for layer 1, 1 for layer 7.
  private func estimates(_ line: Line, _ range: Int, _ layer: Int) -> [Bootstrap.Estimate] {
    InvarianceMeasurements.ranges[range].transformations.indices.map { step in
      GroupComparison.meanOfUnits(
        zip(line.images, line.apart).map { images, apart in
          images[range].map { curve in
            AverageCurves.share(Double((layer == 0 ? curve.lower : curve.upper)[step]), of: apart[layer])
          }
        }, seed: seed, replicates: 500)
    }
  }
}
