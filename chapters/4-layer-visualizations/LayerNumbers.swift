import Drawing
import Experiments
import Figures
import Networks
import Replication
import Reporting
import Tensors
import Visualization

/// The numbers behind the images: what the nine strongest images of a unit have in common, beside those of random weights
/// and of directions that are no units.
struct LayerNumbers {
  private let subject: VisualizationSubject
  /// By network its layers.
  private let networks: [[LayerFindings]]
  private var layers: [LayerFindings] { networks[0] }

  /// Random directions of a layer.
  static let directions = 64
  /// Maps of a layer whose projections are compared with the object.
  static let projectedMaps = 32

  /// - Parameter networks: by network its layers, from the pixels upward.
  init(_ subject: VisualizationSubject, _ networks: [[LayerFindings]]) {
    self.subject = subject
    self.networks = networks
  }

  private struct Experiment: StoredExperiment {
    typealias Value = [LayerFindings]
    static let name = "layer-visualizations/numbers"
    static let version = 2
    let network: String
    let images: String
    /// How many of the images are searched, from the first.
    let searched: Int
    let directions: Int
    let projectedMaps: Int
    let seed: UInt64
  }

  static func measure(
    _ subject: VisualizationSubject, _ found: [TopActivations], _ before: [TopActivations], _ session: Session
  ) throws -> [LayerFindings] {
    let count = subject.searched.count
    let experiment = Experiment(
      network: subject.network.digest, images: subject.images.contentDigest, searched: count,
      directions: directions, projectedMaps: projectedMaps, seed: session.options.seed)
    return try session.results.value(of: experiment) {
      let chance = try alongDirections(subject, count, session)
      return try found.indices.map { index in
        LayerFindings(
          name: found[index].layer,
          trained: tops(found[index], subject),
          before: tops(before[index], subject),
          directions: chance[found[index].layer].map { tops($0, subject) },
          trainedObjects: try objects(found[index], subject, session),
          objectsBefore: try objects(before[index], subject.control, session))
      }
    }
  }

  private static func tops(_ top: TopActivations, _ subject: VisualizationSubject) -> TopImages {
    TopImages.measure(
      top, of: subject.graph, images: subject.images,
      margin: subject.network.preprocessing.margin)
  }

  private static func alongDirections(
    _ subject: VisualizationSubject, _ count: Int, _ session: Session
  ) throws -> [String: TopActivations] {
    let layers = Array(subject.layers.dropFirst())
    let drawn = layers.map { layer in
      let maps = subject.graph.shape(of: layer)[0]
      return (
        layer, LayerDirections.drawn(directions, maps: maps, layer: layer, seed: session.options.seed)
      )
    }
    let found = try TopActivations.search(
      subject.network.model, layers: layers, along: Dictionary(uniqueKeysWithValues: drawn),
      images: subject.images, indices: Array(0..<count),
      progress: { try session.progress.show("looking along random directions", $0, of: count) })
    return Dictionary(uniqueKeysWithValues: found.map { ($0.layer, $0) })
  }

  private static func objects(
    _ top: TopActivations, _ subject: VisualizationSubject, _ session: Session
  ) throws -> [ObjectEnergy] {
    return try ObjectEnergy.byMap(
      top, maps: top.drawnMaps(projectedMaps, seed: session.options.seed), of: subject.network.model,
      images: subject.images,
      progress: { try session.progress.show("projections of \(top.layer) on the object", $0, of: $1) })
  }

  // MARK: Figures

  func write(to page: inout PageBuilder, seed: UInt64) {
    page.heading("From edges to classes, in numbers")
    page.prose(
      """
      A selection of maps can mislead; these numbers are of all maps, and of \(networks.count == 1 ? "one network" : "\(networks.count) networks that differ in their seed alone"). The *purity* of a unit is the share of its nine \
      strongest images that belong to their most frequent class: nine different classes give \
      \(NumberText.percent(1.0 / 9)), one class gives 100\u{202F}%. Its *coherence* needs neither labels nor a network: \
      it is the mean correlation of all pairs of the nine patches, averaged down to \(TopImages.thumbnailSide)×\(TopImages.thumbnailSide) pixels. A corner that is always in the same place is coherent and may belong \
      to any class; a class whose nine images look different is pure and not coherent.

      Each number ([](#tab-layer-numbers) has all) is compared with two controls. What the same network with random weights shares with the trained one is due to the receptive fields and not to learning. And a *random direction* is a weighted sum of all maps of the \
      trained layer with weights from a Gaussian: [Szegedy et al. (2013)](#ref-szegedy-2013) found that the images that excite it most \
      have as much in common as those of a single unit, in which case units would not be special.
      """)
    page.figure(
      id: "purity", title: "Class purity of the top nine, by layer",
      caption: """
        Mean over all maps that answer to at least nine images, or over \(Self.directions) random directions (none in layer 1), with 95\u{202F}% bootstrap \
        intervals over networks and their maps or directions. In brackets the share of the image's \
        side that a unit sees. Dashed: what nine random images give.
        """,
      alt:
        "Groups of bars of mean class purity for layers 1 to 5: trained, random weights, random directions.",
      data: data(\.purity),
      chart(
        Axis("Class purity", unit: "%"), \.purity, scale: 100, seed: seed,
        references: [
          ReferenceLine(
            100 * subject.chancePurity(seed: seed), "")
        ]))
    page.figure(
      id: "coherence", title: "How alike the nine patches look, by layer",
      caption: """
        Coherence: 1 is the same patch up to brightness and contrast, 0 nothing in common. Means and intervals as in [](#fig-purity).
        """,
      alt: "Groups of bars of mean coherence for layers 1 to 5: trained, random weights, random directions.",
      data: data(\.coherence),
      chart(Axis("Coherence of the patches"), \.coherence, scale: 1, seed: seed, references: [], decimals: 2))
    page.appendix { page in
      page.table(
        id: "layer-numbers", title: "What the nine strongest images share",
        caption: """
          Means over the units of a layer in all networks with 95\u{202F}% intervals. Entropy is that of the nine classes: 0 bits for one class, \
          \(NumberText.fixed(LabelCounts(Array(0..<9)).entropy, 2)) bits for nine.
          """,
        columns: [
          .init("layer"), .init("units"), .number("count"), .number("purity", unit: "%", origin: .ours),
          .number("entropy", unit: "bits", origin: .ours), .number("coherence", origin: .ours),
        ],
        rows: layers.indices.flatMap { index in
          states(index).map { name, tops in
            [
              subject.title(layers[index].name), name, "\(tops.reduce(0) { $0 + $1.purity.count })",
              Self.cell(tops.map(\.purity), 100, 1, seed), Self.cell(tops.map(\.entropy), 1, 2, seed),
              Self.cell(tops.map(\.coherence), 1, 2, seed),
            ]
          }
        })
    }
  }

  /// By kind of unit, what was measured in each network.
  private func states(_ index: Int) -> [(String, [TopImages])] {
    let all = networks.map { $0[index] }
    let directions = all.compactMap(\.directions)
    return [("trained maps", all.map(\.trained)), ("maps of random weights", all.map(\.before))]
      + (directions.isEmpty ? [] : [("random directions", directions)])
  }

  private static func cell(_ values: [[Double]], _ scale: Double, _ decimals: Int, _ seed: UInt64) -> String {
    let estimate = GroupComparison.meanOfUnits(values, seed: seed)
    return Measurement(estimate, times: scale, decimals: decimals).intervalText
  }

  private func chart(
    _ axis: Axis, _ value: KeyPath<TopImages, [Double]>, scale: Double, seed: UInt64,
    references: [ReferenceLine], decimals: Int = 0
  ) -> BarChart {
    func series(_ name: String) -> BarChart.Series {
      let estimates = layers.indices.map { index -> Bootstrap.Estimate? in
        let rows = states(index).first { $0.0 == name }?.1.map { $0[keyPath: value] } ?? []
        return rows.allSatisfy(\.isEmpty) ? nil : GroupComparison.meanOfUnits(rows, seed: seed)
      }
      return BarChart.Series(name, estimates, times: scale)
    }
    return BarChart(
      groups: layers.map {
        "\(subject.title($0.name)) (\(NumberText.percent(min(subject.fieldShare($0.name), 1), 0)))"
      },
      series: [
        series("trained maps"), series("maps of random weights"), series("random directions"),
      ], y: axis, references: references, decimals: decimals, size: Size(FigureMeasure.halfWidth, 160))
  }

  private func data(_ value: KeyPath<TopImages, [Double]>) -> DataTable {
    DataTable(
      columns: ["network", "layer", "units", "number", "value"],
      rows: layers.indices.flatMap { index in
        states(index).flatMap { name, tops in
          tops.enumerated().flatMap { network, tops in
            tops[keyPath: value].enumerated().map {
              ["\(network + 1)", layers[index].name, name, "\($0.offset)", DataTable.field($0.element)]
            }
          }
        }
      })
  }
}
