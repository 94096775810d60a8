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
  private let seed: UInt64

  init(_ networks: [InvarianceMeasurements], images: FigureImages, seed: UInt64) {
    self.networks = networks
    self.images = images
    self.seed = seed
  }

  func write(to page: inout PageBuilder) {
    page.heading("One pixel")
    func mean(_ value: (InvarianceStudy.Curve) -> Double) -> Bootstrap.Estimate {
      GroupComparison.meanOfUnits(networks.map { $0.neighbors.map(value) }, seed: seed)
    }
    let share = mean { $0.labelChangeShare * 100 }
    let any = mean { $0.changesLabel ? 100 : 0 }
    let move = mean { $0.probabilityMoves.mean * 100 }
    let largest = networks.flatMap { $0.neighbors.flatMap(\.probabilityMoves) }.max() ?? 0
    page.prose(
      """
      [Azulay and Weiss (2018)](#ref-azulay-2018) found that the strides of modern networks make \
      their outputs jump under shifts of one pixel. Here the window that the network sees moves over the stored image, so that nothing is filled in and nothing \
      blurred: \(measured.neighbors.count) images drawn by the seed, correctly classified or not, by one pixel to each of four sides. [](#fig-pixel-by-pixel) follows single images.
      """)
    func text(_ estimate: Bootstrap.Estimate) -> String {
      Measurement(estimate, decimals: 1).intervalText
    }
    page.table(
      id: "one-pixel", title: "A shift by one pixel",
      caption:
        "Over \(networks.count) network\(networks.count == 1 ? "" : "s"), \(measured.neighbors.count) images and four shifts each; in brackets 95\u{202F}% bootstrap intervals over networks and images.",
      columns: [TableBlock.Column("What"), .number("Value", unit: "%", origin: .ours)],
      rows: [
        ["Shifts that change the most probable label", text(share)],
        ["Images with at least one such shift of the four", text(any)],
        ["Mean change of P(true class), in points", text(move)],
        ["Largest change of P(true class), in points", NumberText.fixed(largest * 100, 1)],
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
}
