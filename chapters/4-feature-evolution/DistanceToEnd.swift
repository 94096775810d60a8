import Drawing
import Experiments
import Figures
import Replication
import Reporting

/// How far each layer is from what it becomes, and when it has settled.
struct DistanceToEnd {
  private let life: Life
  private let findings: EvolutionFindings
  /// How many images activations were compared over.
  private let compared: Int

  init(_ life: Life, _ findings: EvolutionFindings, compared: Int) {
    self.life = life
    self.findings = findings
    self.compared = compared
  }

  private var networks: [EvolutionFindings.Network] { findings.networks }
  private var seed: UInt64 { findings.seed }

  /// The mean over networks and their maps, with its interval over both.
  private func mean(_ networks: [[Double]]) -> Bootstrap.Estimate {
    GroupComparison.meanOfUnits(networks, seed: seed)
  }

  /// By layer and network, when each map settles.
  private func settled(_ values: (EvolutionFindings.Network) -> [[[Double?]]]) -> [[[Double]]] {
    life.layers.indices.map { layer in networks.map { findings.settling(values($0)[layer]) } }
  }

  func write(to page: inout PageBuilder) {
    page.heading("How far from the end")
    page.prose(
      """
      A row of images shows that something still changes, but not how much. The *distance* of a map to its final state is one minus the \
      correlation of its activations with those of the finished network, over \(compared) validation images and all places \
      of the map: 0 is the same map up to a factor, 1 has nothing in common with it.

      A layer's features also change when the layers below it change. The second panel therefore shows the filters alone, their distance as a share of the initial one, since filters differ in how much of their random initialization stays in them. [](#tab-settling) says when the maps of each layer settle.
      """)
    let curves: [(EvolutionFindings.Network) -> [[[Double?]]]] = [
      { $0.distances.activations }, { $0.wayLeft },
    ]
    page.figure(
      id: "convergence", title: "Distance to the final network, by layer",
      caption: """
        (a) Distance of the activations. (b) Distance of the filters as a share of the distance at the start. Mean over the maps of a layer in all networks, with a band of 95\u{202F}% over networks and maps, at the start (0) and at the \
        moments of [](#fig-evolution); at the end it is 0 by definition. The dashed line is the bound under which a map counts as settled.
        """,
      alt: "Two charts of five falling curves, one a layer.",
      data: data,
      FigureRow(
        zip(["Activations: distance", "Filters: share of the way left"], curves).map { title, values in
          chart(title, values)
        }, gap: 14, isLettered: true))
    let (activations, filters) = (settled { $0.distances.activations }, settled { $0.wayLeft })
    page.appendix { page in
      page.table(
        id: "settling", title: "When the maps of each layer settle",
        caption: """
          The first of the moments from which on a map's distance (for filters: the share of the way left) stays within \
          \(NumberText.significant(EvolutionFindings.bound)), in the paper's epochs; a map that \
          never does counts as settled at the end, \(NumberText.fixed(NetworkLibrary.paperEpochs, 0)). Means over networks and maps with 95\u{202F}% \
          intervals. Moments are few: a layer that settles between 20 and 30 is counted at 30.
          """,
        columns: [
          .init("layer"), .number("maps"),
          .number("activations settle at", unit: "epoch of 70", origin: .ours),
          .number("share of the run", unit: "%", origin: .ours),
          .number("filters settle at", unit: "epoch of 70", origin: .ours), .init("the paper"),
        ],
        rows: life.layers.enumerated().map { index, layer in
          let estimate = mean(activations[index])
          return [
            layer, "\(activations[index].reduce(0) { $0 + $1.count })", Self.text(estimate, 1),
            NumberText.fixed(100 * estimate.value / NetworkLibrary.paperEpochs, 0),
            Self.text(mean(filters[index]), 1),
            index == 0 ? "a few epochs" : index == life.layers.count - 1 ? "40–50" : "",
          ]
        })
    }
  }

  /// What the numbers say of all layers, and not of the lowest and the highest alone.
  func discuss(on page: inout PageBuilder) {
    let settled = self.settled { $0.distances.activations }.map { mean($0).value }.filter(\.isFinite)
    // As the reader sees them: whole epochs.
    let isOrdered = zip(settled, settled.dropFirst()).allSatisfy { $0.rounded() <= $1.rounded() }
    let last = life.epochs.count - 1
    let jumps = life.layers.indices.map { layer in
      mean(networks.map { $0.strongest[layer].jumpCounts(within: last..<last + 1) }).value
    }.filter(\.isFinite)
    guard settled.count > 2, let least = jumps.min(), let most = jumps.max() else { return }
    page.prose(
      """
      The layers settle on average at epochs \
      \(settled.map { NumberText.fixed($0, 0) }.joined(separator: ", ")), from below: \
      \(isOrdered ? "to whole epochs in the layers' order" : "not in the layers' order throughout"). At the last of the moments the strongest image of \
      \(NumberText.percent(least, 0)) to \(NumberText.percent(most, 0)) of a layer's maps was still another than at the moment before\
      \(least > 0.25 ? ": in no layer are the strongest images as settled as the paper's" : "").
      """)
  }

  private func chart(_ title: String, _ values: (EvolutionFindings.Network) -> [[[Double?]]]) -> LineChart {
    LineChart(
      x: Axis(
        "Epoch of \(NumberText.fixed(NetworkLibrary.paperEpochs, 0))", range: 0...NetworkLibrary.paperEpochs),
      y: Axis(title, includesZero: true),
      series: life.layers.enumerated().map { index, layer in
        let byNetwork = networks.map { values($0)[index] }
        let estimates =
          (0...life.epochs.count).map { moment in mean(byNetwork.map { $0[moment].compactMap(\.self) }) }
          + [Bootstrap.mean([0], seed: seed)]
        return LineChart.Series(
          layer, x: [0] + life.epochs + [NetworkLibrary.paperEpochs], estimates, mark: .dottedLine,
          color: Palette.layer(index + 1))
      }, references: [ReferenceLine(EvolutionFindings.bound, "settled")],
      names: .legend, size: Size(FigureMeasure.halfWidth, 160))
  }

  private var data: DataTable {
    var rows: [[String]] = []
    for (number, network) in networks.enumerated() {
      let distances = network.distances
      for (name, values) in [("activations", distances.activations), ("filters", distances.filters)] {
        for (layer, moments) in zip(life.layers, values) {
          for (epoch, maps) in zip([0] + life.epochs, moments) {
            for (map, value) in maps.enumerated() {
              guard let value else { continue }
              rows.append(
                ["\(number + 1)", name, layer, DataTable.field(epoch), "\(map)", DataTable.field(value)])
            }
          }
        }
      }
    }
    return DataTable(columns: ["network", "of", "layer", "epoch", "map", "distance"], rows: rows)
  }

  private static func text(_ estimate: Bootstrap.Estimate, _ decimals: Int) -> String {
    Measurement(estimate, decimals: decimals).intervalText
  }
}
