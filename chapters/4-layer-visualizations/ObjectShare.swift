import Experiments
import Figures
import Reporting

/// How much of the projections lies on the object.
struct ObjectShare {
  private let subject: VisualizationSubject
  private let layers: [LayerFindings]

  init(_ subject: VisualizationSubject, _ layers: [LayerFindings]) {
    self.subject = subject
    self.layers = layers
  }

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
      The paper notes that projections pick out the parts of a patch that matter and leave the rest gray. Where the object's pixels \
      are known, that is a number: the share of a projection's squared values that lies on the object, beside the share of the field's \
      pixels that do. A projection that is spread evenly, or has nothing to do with objects, would have the second share.
      """)
    page.figure(
      id: "object-energy", title: "The share of the projections on the object, by layer",
      caption: """
        Mean over at most \(LayerNumbers.projectedMaps) maps of each layer, chosen by the seed, and over their nine strongest places, with \
        95\u{202F}% bootstrap intervals over maps. “Even spread” is the object's share of the same fields. Where the first bar stands \
        above its even spread, projections lie on objects; where it does so by no more than before training, training did not do it.
        """,
      alt: "Groups of four bars for layers 1 to 5: projections and even spread, trained and before training.",
      data: DataTable(
        columns: ["layer", "network", "map", "energy on object", "object's share of field"],
        rows: layers.flatMap { layer in
          [("trained", layer.trainedObjects), ("before training", layer.objectsBefore)].flatMap {
            name, list in
            list.enumerated().map { index, each in
              [layer.name, name, "\(index)", DataTable.field(each.energy), DataTable.field(each.area)]
            }
          }
        }),
      BarChart(
        groups: layers.map(\.name),
        series: [
          series("trained", layers.map { $0.trainedObjects.map(\.energy) }, seed),
          series("even spread", layers.map { $0.trainedObjects.map(\.area) }, seed),
          series("before training", layers.map { $0.objectsBefore.map(\.energy) }, seed),
          series("even spread, before", layers.map { $0.objectsBefore.map(\.area) }, seed),
        ], y: Axis("On the object", unit: "%"), decimals: 0))
  }

  private func series(_ name: String, _ values: [[Double]], _ seed: UInt64) -> BarChart.Series {
    BarChart.Series(name, values.map { $0.isEmpty ? nil : Bootstrap.mean($0, seed: seed) }, times: 100)
  }
}
