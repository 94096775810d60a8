import Inference
import Kernels
import Drawing
import Experiments
import Figures
import Networks
import Replication
import Reporting
import Tensors
import Visualization

/// How much of its receptive field a unit uses.
struct EffectiveFields {
  private let subject: Subject
  private let measured: [Field]
  private static let share = SanityFindings.share
  private static let curves: [(name: String, isTrained: Bool, rule: BackwardRule)] = [
    ("gradient", true, .gradient), ("deconvnet", true, .deconvnet), ("gradient, untrained", false, .gradient),
    ("deconvnet, untrained", false, .deconvnet),
  ]

  /// One layer's effective sides as shares of the theoretical side, a list a curve.
  private struct Field: Codable {
    let layer: String
    let size: Int
    let sides: [[Double]]
  }

  private struct Sides: StoredExperiment {
    typealias Value = [Field]
    static let name = "sanity-checks/effective-fields"
    static let version = 1
    let subject: Subject.Key
    let layers: [String]
    let share: Double
    let rules: [BackwardRule]
    let areTrained: [Bool]
  }

  init(_ subject: Subject) throws {
    self.subject = subject
    let layers = subject.network.layers.maps
    let experiment = Sides(
      subject: subject.key, layers: layers, share: Self.share, rules: Self.curves.map(\.rule),
      areTrained: Self.curves.map(\.isTrained))
    measured = try subject.session.results.value(of: experiment) {
      try layers.enumerated().map { index, layer in
        try subject.session.progress.show("effective fields", index, of: layers.count)
        return try Self.measure(layer, subject)
      }
    }
  }

  /// Projects, in every image, the map that answers most at the middle of the layer.
  private static func measure(_ layer: String, _ subject: Subject) throws -> Field {
    let graph = subject.graph
    let shape = graph.shape(of: layer)
    let (row, column) = (shape[1] / 2, shape[2] / 2)
    let field = graph.receptiveField(of: layer)
    let middle = (
      x: graph.receptiveField(of: layer, along: \.columns).middle(ofUnit: column),
      y: graph.receptiveField(of: layer, along: \.rows).middle(ofUnit: row)
    )
    let sides = try curves.map { curve -> [Double] in
      let network = curve.isTrained ? subject.network : subject.control
      var units: [Unit] = []
      try LayerActivations.visit(
        network.model, layers: [layer], images: subject.images, indices: subject.indices, precision: .float32
      ) { part, values in
        for (place, image) in part.enumerated() {
          let map = StrongestUnit.channel(in: values[0], image: place, row: row, column: column)
          if values[0][place, map, row, column] > 0 {
            units.append(Unit(image: image, channel: map, row: row, column: column))
          }
        }
      }
      let patches = try Deconvnet(network.model, options: DeconvnetOptions(seed: .one, rule: curve.rule))
        .patches(
          units, of: layer, pixels: CenterCrops(subject.images, network.preprocessing))
      return patches.compactMap {
        EffectiveField.side(of: $0, around: middle, holding: share).map { $0 / Double(field.size) }
      }
    }
    return Field(layer: layer, size: field.size, sides: sides)
  }

  func write(to page: inout PageBuilder) {
    page.heading("How much of its field a unit uses")
    page.prose(
      """
      A unit's receptive field is arithmetic: the pixels that can matter. [Luo et al. (2016)](#ref-luo-2016) showed that those that *do* matter gather around \
      its middle, since more paths lead there. The *effective* field here is the smallest square around the middle that holds \
      \(NumberText.percent(Self.share, 0)) of the squared values of the projection of the map that answers most there. Patches in this report are cut to the theoretical field, and so show more than the unit uses.
      """)
    page.figure(
      id: "effective-field", title: "The effective field as a share of the theoretical one, by layer",
      caption: """
        Side of the square that holds \(NumberText.percent(Self.share, 0)) of the energy, over the side of the theoretical field, which is given in \
        pixels below the names; means over at most \(subject.indices.count) images with 95\u{202F}% intervals. Below the dashed line less than \
        half the field's area holds it. An even spread would be at \
        \(NumberText.percent(Self.share.squareRoot(), 0)).
        """,
      alt: "Groups of bars by layer: gradient and deconvnet, trained and untrained.",
      data: DataTable(
        columns: ["layer", "field (px)", "curve", "unit", "share of the side"],
        rows: measured.flatMap { field in
          zip(Self.curves, field.sides).flatMap { curve, sides in
            sides.enumerated().map {
              [field.layer, "\(field.size)", curve.name, "\($0)", DataTable.field($1)]
            }
          }
        }),
      BarChart(
        groups: measured.map { "\(subject.title($0.layer)) (\($0.size) px)" },
        series: Self.curves.indices.map { place in
          subject.bars(Self.curves[place].name, measured.map { $0.sides[place] }, scale: 100)
        }, y: Axis("Share of the field's side", unit: "%"),
        references: [ReferenceLine(100 * SanityFindings.halfArea, "")], decimals: 0))
  }

  /// The effective sides of the top layer's gradient in the trained network, as shares of the theoretical side.
  var topSides: [Double] {
    let gradient = Self.curves.firstIndex { $0.isTrained && $0.rule == .gradient }
    return gradient.flatMap { measured.last?.sides[$0] } ?? []
  }

  /// Whether the top layer's receptive field reaches beyond the image.
  var topIsCut: Bool { measured.last.map { $0.size > subject.network.graph.inputSide } ?? false }
}
