import Kernels
import Experiments
import Figures
import Networks
import Replication
import Reporting
import Visualization

/// Deconvnet, guided backpropagation and gradient on the same units, before and after training.
struct ThreeRules {
  private let subject: Subject
  /// Units shown, one an image.
  private static let shown = 3

  init(_ subject: Subject) { self.subject = subject }

  func write(to page: inout PageBuilder) throws {
    let rules = BackwardRule.allCases
    page.heading("Three rules, the same units")
    page.prose(
      """
      The deconvnet has two near relatives, the plain gradient and guided backpropagation ([](#eq-rules)). \
      [](#fig-rules) has all three for the strongest units of some images, and the same for the network \
      before training: what an untrained network already shows is due to the image and the rule.
      """)
    let (grid, what) = try figure()
    page.figure(
      id: "rules", title: "Gradient, deconvnet and guided backpropagation",
      caption: """
        \(what), each cut to its receptive \
        field: the patch, the three projections, and again three of the untrained network's strongest unit at the same place. Each is scaled by itself; zero is \
        gray.
        """,
      alt: Self.alternative, grid)
    try writeNumbers(to: &page, rules)
  }

  /// What the figure shows, for those who cannot see it.
  static let alternative = "Rows of one patch and six projections: three rules, trained and untrained."

  /// Units of a low and of the uppermost layer under the three rules, with trained and with random weights, and what they are, as the
  /// beginning of a sentence.
  func figure() throws -> (grid: ImageGrid, what: String) {
    let rules = BackwardRule.allCases
    let images = Array(subject.indices.prefix(Self.shown))
    let layers = [subject.layers[0], subject.top]
    let blocks = try layers.flatMap { layer -> [ImageGrid.Block] in
      let units = try subject.strongestUnits(of: layer, in: images)
      let untrained = try subject.untrainedUnits(at: units, of: layer)
      let columns = try [(subject.network, units), (subject.control, untrained)].flatMap {
        (network: StudiedNetwork, units: [Unit]) in
        try rules.map { rule in
          try Deconvnet(network.model, options: DeconvnetOptions(seed: .one, rule: rule), batch: units.count)
            .project(units, of: layer, images: subject.images)
        }
      }
      let titles = ["patch"] + rules.map(\.word) + rules.map(\.word)
      let cells = units.indices.flatMap { index in
        [subject.cut(subject.view(units[index].image), to: units[index], of: layer)]
          + columns.map { subject.cut(subject.shown($0[index]), to: units[index], of: layer) }
      }
      let parts = titles.indices.map { column in
        ImageGrid.Part(
          units.indices.map { cells[$0 * titles.count + column] },
          as: column == 0 ? .photograph : .projection, columns: 1, title: titles[column])
      }
      return [ImageGrid.Block(parts, name: "the strongest units of \(subject.title(layer))")]
    }
    return (
      ImageGrid(blocks: blocks, blocksAcross: 2, gap: 2),
      "The strongest unit of \(layers.map(subject.title).joined(separator: " and of ")) in \(images.count) images, drawn by the seed"
    )
  }

  /// By layer, then trained and untrained, then rule.
  private struct Rules: StoredExperiment {
    typealias Value = [[[ProjectionComparison]]]
    static let name = "sanity-checks/rules"
    static let version = 1
    let subject: Subject.Key
    let layers: [String]
    let options: [DeconvnetOptions]
  }

  private func writeNumbers(to page: inout PageBuilder, _ rules: [BackwardRule]) throws {
    let options = rules.map { DeconvnetOptions(seed: .one, rule: $0) }
    let experiment = Rules(subject: subject.key, layers: subject.layers, options: options)
    let rows = try subject.session.results.value(of: experiment) {
      try subject.layers.map { layer in
        let units = try subject.strongestUnits(of: layer, in: subject.indices)
        let trained = try ProjectionComparison.measure(
          subject.network.model, units: units, of: layer, images: subject.images, options: options,
          progress: { try subject.session.progress.show("three rules at \(layer)", $0, of: options.count) })
        let control = try ProjectionComparison.measure(
          subject.control.model, units: try subject.untrainedUnits(at: units, of: layer), of: layer,
          images: subject.images, options: options)
        return [trained, control]
      }
    }
    page.appendix { page in
      page.table(
        id: "rule-contours", title: "How far each rule follows the image's contours",
        caption: """
          The correlation of the projection's magnitude with the image's local contrast over the unit's field, and, in the last \
          columns, of the rules with each other: means over the strongest units of \(subject.indices.count) images, and over the untrained network's strongest at the same places, with 95\u{202F}% intervals.
          """,
        columns: [.init("layer"), .init("network")]
          + rules.map { .number("contours, \($0.word)", origin: .ours) }
          + rules.dropFirst().map { .number("likeness, gradient and \($0.word)", origin: .ours) },
        rows: zip(subject.layers, rows).flatMap { layer, networks in
          zip(["trained", "untrained"], networks).map { name, comparisons in
            [subject.title(layer), name] + comparisons.map { subject.text($0.contours) }
              + comparisons.dropFirst().map { subject.text($0.likeness) }
          }
        })
    }
  }
}
