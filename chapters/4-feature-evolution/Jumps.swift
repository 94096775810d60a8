import Drawing
import Experiments
import Figures
import Replication
import Reporting

/// How often the strongest image of a map changes.
struct Jumps {
  private let life: Life
  private let findings: EvolutionFindings

  init(_ life: Life, _ findings: EvolutionFindings) {
    self.life = life
    self.findings = findings
  }

  /// By network, how often each map of a layer jumps at a moment.
  private func counts(_ layer: Int, _ moment: Int) -> [[Double]] {
    findings.networks.map { $0.strongest[layer].jumpCounts(within: moment..<moment + 1) }
  }

  private func mean(_ layer: Int, _ moment: Int) -> Bootstrap.Estimate {
    GroupComparison.meanOfUnits(counts(layer, moment), seed: findings.seed)
  }

  func write(to page: inout PageBuilder) {
    page.heading("Jumps")
    page.prose(
      """
      A jump needs no threshold: the image that excites a map most is another than at the moment before. A layer that has converged does \
      not jump. (But a map may jump between two images that excite it equally, and toward the end the moments lie further apart.)
      """)
    page.figure(
      id: "jumps", title: "The share of maps whose strongest image has changed, by layer",
      caption: """
        At each moment, against the moment before, for all maps that answer at the end; \
        \(NumberText.whole(life.searched.count)) training images were searched. Bands are 95\u{202F}% over networks and maps. \(late)
        """,
      alt: "Five curves, one a layer, of the share of maps that jump, by epoch.",
      data: DataTable(
        columns: ["layer", "epoch", "maps", "share that jumped"],
        rows: life.layers.enumerated().flatMap { index, layer in
          moments.map { moment in
            [
              layer, DataTable.field(life.epochs[moment]),
              "\(counts(index, moment).reduce(0) { $0 + $1.count })",
              DataTable.field(mean(index, moment).value),
            ]
          }
        }),
      LineChart(
        x: Axis("Epoch of 70"), y: Axis("Maps that jumped", unit: "%", includesZero: true),
        series: life.layers.enumerated().map { index, layer in
          LineChart.Series(
            layer, x: moments.map { life.epochs[$0] }, moments.map { mean(index, $0) }, times: 100,
            mark: .dottedLine, color: Palette.layer(index + 1))
        }, names: .legend))
  }

  /// What claim 4d judges: all late moments together, and not the last of them.
  private var late: String {
    let late = moments.filter { life.epochs[$0] > EvolutionFindings.restingEpoch }
    guard !late.isEmpty else { return "" }
    let shares = life.layers.indices.map { layer in
      NumberText.percent(late.map { mean(layer, $0).value }.mean, 0)
    }
    return
      "Claim 4d takes the \(late.count) moments after epoch \(NumberText.fixed(EvolutionFindings.restingEpoch, 0)) together: on average \(shares.joined(separator: ", ")) of the maps of layers 1 to \(shares.count) jumped at each."
  }

  private var moments: Range<Int> { 1..<life.epochs.count }
}
