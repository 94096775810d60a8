import Experiments
import Figures
import Replication
import Reporting

/// How often the strongest image of a map changes.
struct Jumps {
  private let life: Life
  private let strongest: [StrongestImages]

  init(_ life: Life, _ strongest: [StrongestImages]) {
    self.life = life
    self.strongest = strongest
  }

  func write(to page: inout PageBuilder, seed: UInt64) {
    page.heading("Jumps")
    page.prose(
      """
      A jump needs no threshold: the image that excites a map most is another than at the moment before. A layer that has converged does \
      not jump. (A map may jump between two images that excite it equally, and the moments lie further apart toward the end, which \
      leaves more time to change.)
      """)
    page.figure(
      id: "jumps", title: "The share of maps whose strongest image has changed, by layer",
      caption: """
        At each moment, against the moment before, for all maps that answer at the end; \
        \(NumberText.whole(life.searched.count)) training images were searched. Bands are 95\u{202F}% over maps.
        """,
      alt: "Five curves, one a layer, of the share of maps that jump, by epoch.",
      data: DataTable(
        columns: ["layer", "epoch", "maps", "share that jumped"],
        rows: strongest.flatMap { layer in
          moments.map { moment in
            let counts = layer.jumpCounts(within: moment..<moment + 1)
            return [
              layer.layer, DataTable.field(life.epochs[moment]), "\(counts.count)",
              DataTable.field(Bootstrap.mean(counts, seed: seed).value),
            ]
          }
        }),
      LineChart(
        x: Axis("Epoch of 70"), y: Axis("Maps that jumped", unit: "%", includesZero: true),
        series: strongest.map { layer in
          let estimates = moments.map {
            Bootstrap.mean(layer.jumpCounts(within: $0..<$0 + 1), seed: seed)
          }
          return LineChart.Series(
            layer.layer, x: moments.map { life.epochs[$0] }, estimates, times: 100, mark: .dottedLine)
        }))
  }

  private var moments: Range<Int> { 1..<life.epochs.count }
}
