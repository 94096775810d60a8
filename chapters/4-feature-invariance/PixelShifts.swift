import Drawing
import Experiments
import Figures
import Replication
import Reporting

/// What the smallest shift there is, one pixel, does to the output (Azulay and Weiss 2018).
struct PixelShifts {
  /// No shift, then one pixel to each of the four sides.
  static let neighbors: [(x: Int, y: Int)] = [(0, 0), (1, 0), (-1, 0), (0, 1), (0, -1)]

  /// What was measured, by network.
  private let networks: [InvarianceMeasurements]
  private var measured: InvarianceMeasurements { networks[0] }
  private let images: FigureImages
  /// The same images in networks from files: their names, and the curves.
  private let others: [(name: String, neighbors: [InvarianceStudy.Curve])]
  private let seed: UInt64

  init(
    _ networks: [InvarianceMeasurements],
    besides others: [(name: String, neighbors: [InvarianceStudy.Curve])],
    images: FigureImages, seed: UInt64
  ) {
    self.networks = networks
    self.others = others
    self.images = images
    self.seed = seed
  }

  func write(to page: inout PageBuilder) {
    page.heading("One pixel")
    /// The mean over this run's networks and, by network, over the others' images.
    func row(
      _ what: String, ofOthers isOfOthers: Bool = true, _ value: (InvarianceStudy.Curve) -> Double
    ) -> [String] {
      func text(_ networks: [[InvarianceStudy.Curve]]) -> String {
        let estimate = GroupComparison.meanOfUnits(networks.map { $0.map(value) }, seed: seed)
        return Measurement(estimate, decimals: 1).intervalText
      }
      return [what, text(networks.map(\.neighbors))]
        + others.map { isOfOthers ? text([$0.neighbors]) : "–" }
    }
    let largest = networks.flatMap { $0.neighbors.flatMap(\.probabilityMoves) }.max() ?? 0
    page.prose(
      """
      [Azulay and Weiss (2018)](#ref-azulay-2018) found that the strides of modern networks make \
      their outputs jump under shifts of one pixel. Here the window that the network sees moves over the stored image, so that nothing is filled in and nothing \
      blurred: \(measured.neighbors.count) images drawn by the seed, correctly classified or not, by one pixel to each of four sides. [](#fig-pixel-by-pixel) follows single images.
      """)
    page.table(
      id: "one-pixel", title: "A shift by one pixel",
      caption:
        "Over \(networks.count) network\(networks.count == 1 ? "" : "s"), \(measured.neighbors.count) images and four shifts each; in brackets 95\u{202F}% bootstrap intervals over networks and images.\(remark)",
      columns: [
        TableBlock.Column("What"),
        .number(
          others.isEmpty ? "Value" : "this run's network\(networks.count == 1 ? "" : "s")", unit: "%",
          origin: .ours),
      ] + others.map { TableBlock.Column.number($0.name, unit: "%", origin: .ours) },
      rows: [
        row("Shifts that change the most probable label") { $0.labelChangeShare * 100 },
        row("Images with at least one such shift of the four") { $0.changesLabel ? 100 : 0 },
        row("Mean change of P(true class), in points", ofOthers: false) { $0.probabilityMoves.mean * 100 },
        ["Largest change of P(true class), in points", NumberText.fixed(largest * 100, 1)]
          + others.map { _ in "–" },
      ])
    guard !measured.stepwise.isEmpty else { return }
    let x = measured.steps.map(Double.init)
    page.appendix { page in
      page.figure(
        id: "pixel-by-pixel", title: "Pixel by pixel",
        caption: """
          The probability of the true class of the images of [](#fig-figure5) while they move up or down, one pixel a point, as far as the margin of the stored image \
          reaches. A network without aliasing would draw smooth curves. The axis does not begin at zero: where the network is sure of its \
          answer, what a pixel moves is small.
          """,
        alt: "Curves of probability against a vertical shift in pixels, one an image.",
        data: DataTable(
          columns: ["shift in pixels"] + images.titles,
          numbers: x.indices.map { place in
            [x[place]] + measured.stepwise.map { Double($0.probability[place]) }
          }),
        LineChart(
          x: Axis("Shift downward", unit: "pixels"), y: Axis("P(true class)"),
          series: zip(images.titles, measured.stepwise).map { title, curve in
            LineChart.Series(title, x: x, y: curve.probability.map(Double.init), mark: .dottedLine)
          }))
    }
  }

  /// What the caption says of networks from files, which know other classes.
  private var remark: String {
    guard !others.isEmpty else { return "" }
    let names = others.map { "*\(InlineMarkup.escaped($0.name))*" }.joined(separator: " and ")
    return
      " In \(names), \(others.count == 1 ? "a network from a file" : "networks from files"), the label is of other classes, and none of these is the true one."
  }
}
