import Experiments
import Figures
import Reporting

/// How much of the projections lies on the object.
struct ObjectShare {
  /// By network its layers.
  private let networks: [[LayerFindings]]
  private var layers: [LayerFindings] { networks[0] }

  /// - Parameter networks: by network its layers, from the pixels upward.
  init(_ networks: [[LayerFindings]]) { self.networks = networks }

  func write(to page: inout PageBuilder, seed: UInt64) {
    page.heading("Whether projections lie on the object")
    guard layers.contains(where: { !$0.trainedObjects.isEmpty }) else {
      page.note(
        "Not tested: these images have no masks, and without them nobody knows which pixels are the object.",
        kind: .warning)
      return
    }
    page.prose(
      """
      The paper notes that projections pick out the parts of a patch that matter. Where the object's pixels \
      are known, that is a number: the share of a projection's squared values that lies on the object, beside the object's share of the field's \
      pixels, which a projection that has nothing to do with objects would have.
      """)
    page.figure(
      id: "object-energy", title: "The share of the projections on the object, by layer",
      caption: """
        Mean over at most \(LayerNumbers.projectedMaps) maps of each layer of \(networks.count) network\(networks.count == 1 ? "" : "s"), chosen by the seed, and over their nine strongest places, with \
        95\u{202F}% bootstrap intervals over networks and their maps. “Even spread” is the object's share of the same fields. Where the first bar stands \
        above it by no more than with random weights, training did not do it.
        """,
      alt:
        "Groups of four bars for layers 1 to 5: projections and even spread, trained and of random weights.",
      data: DataTable(
        columns: ["network", "layer", "state", "map", "energy on object", "object's share of field"],
        rows: networks.enumerated().flatMap { number, layers in
          layers.flatMap { layer in
            [("trained", layer.trainedObjects), ("random weights", layer.objectsBefore)].flatMap {
              name, list in
              list.enumerated().map { index, each in
                ["\(number + 1)", layer.name, name, "\(index)"]
                  + [each.energy, each.area].map(DataTable.field)
              }
            }
          }
        }),
      BarChart(
        groups: layers.map(\.name),
        series: [
          series("trained", seed) { $0.trainedObjects.map(\.energy) },
          series("even spread", seed) { $0.trainedObjects.map(\.area) },
          series("random weights", seed) { $0.objectsBefore.map(\.energy) },
          series("even spread, random weights", seed) { $0.objectsBefore.map(\.area) },
        ], y: Axis("On the object", unit: "%"), decimals: 0))
  }

  private func series(
    _ name: String, _ seed: UInt64, _ values: (LayerFindings) -> [Double]
  ) -> BarChart.Series {
    let estimates = layers.indices.map { index -> Bootstrap.Estimate? in
      let rows = networks.map { values($0[index]) }
      return rows.allSatisfy(\.isEmpty) ? nil : GroupComparison.meanOfUnits(rows, seed: seed)
    }
    return BarChart.Series(name, estimates, times: 100)
  }
}
