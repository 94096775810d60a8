import Drawing
import Experiments
import Figures
import Replication
import Reporting

/// What the smallest shift there is, one pixel, does to the output (Azulay and Weiss 2018).
struct PixelShifts {
  /// No shift, then one pixel to each of the four sides.
  static let neighbours: [(x: Int, y: Int)] = [(0, 0), (1, 0), (-1, 0), (0, 1), (0, -1)]

  private let measured: InvarianceMeasurements
  private let pictures: FigurePictures
  private let seed: UInt64

  init(_ measured: InvarianceMeasurements, pictures: FigurePictures, seed: UInt64) {
    self.measured = measured
    self.pictures = pictures
    self.seed = seed
  }

  func write(to page: inout Page) {
    page.heading("One pixel")
    let changes = measured.neighbours.map { curve in
      Double(curve.prediction.dropFirst().count { $0 != curve.prediction[0] }) / 4
    }
    let moves = measured.neighbours.map { curve in
      curve.probability.dropFirst().map { abs(Double($0 - curve.probability[0])) }
    }
    let share = Bootstrap.mean(changes.map { $0 * 100 }, seed: seed)
    let any = Bootstrap.mean(changes.map { $0 > 0 ? 100 : 0 }, seed: seed)
    let mean = Bootstrap.mean(moves.map { $0.reduce(0, +) / 4 * 100 }, seed: seed)
    let largest = moves.joined().max() ?? 0
    page.prose(
      """
      Averages over large shifts say little of small ones. Azulay and Weiss (2018) found that the strides of modern networks make \
      their outputs jump under shifts of one pixel. Here the window that the network sees moves over the stored picture, so that nothing is filled in and nothing \
      blurred: \(measured.neighbours.count) validation pictures drawn by the seed, rightly classified or not, by one pixel to each of four sides.
      """)
    func text(_ estimate: Bootstrap.Estimate) -> String {
      Measurement(estimate, decimals: 1).intervalText
    }
    page.table(
      id: "one-pixel", title: "A shift by one pixel",
      caption:
        "Over \(measured.neighbours.count) pictures and four shifts each; in brackets 95\u{202F}% bootstrap intervals over pictures.",
      columns: [TableBlock.Column("What"), .number("Value", unit: "%", origin: .ours)],
      rows: [
        ["Shifts that change the most probable label", text(share)],
        ["Pictures with at least one such shift of the four", text(any)],
        ["Mean change of P(true class), in points", text(mean)],
        ["Largest change of P(true class), in points", NumberText.fixed(largest * 100, 1)],
      ])
    guard !measured.stepwise.isEmpty else { return }
    let x = measured.steps.map(Double.init)
    page.figure(
      id: "pixel-by-pixel", title: "Pixel by pixel",
      caption: """
        The probability of the true class of the pictures of [](#fig-figure5) while they move up or down, one pixel a point, as far as the margin of the stored picture \
        reaches. A network without aliasing would draw smooth curves.
        """,
      alt: "Curves of probability against a vertical shift in pixels, one a picture.",
      data: DataTable(
        columns: ["shift in pixels"] + pictures.titles,
        numbers: x.indices.map { place in
          [x[place]] + measured.stepwise.map { Double($0.probability[place]) }
        }),
      LineChart(
        x: Axis("Shift downwards", unit: "pixels"), y: Axis("P(true class)", range: 0...1),
        series: zip(pictures.titles, measured.stepwise).map { title, curve in
          LineChart.Series(title, x: x, y: curve.probability.map(Double.init), mark: .dottedLine)
        }, size: Size(FigureMeasure.textWidth, 190)))
  }
}
