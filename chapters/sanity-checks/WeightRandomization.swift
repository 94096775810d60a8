import Kernels
import Drawing
import Experiments
import Figures
import Networks
import Replication
import Reporting
import Visualization

/// Cascading randomization: what is left of a projection when the network forgets, from the top layer down.
struct WeightRandomization {
  private let subject: Subject
  private let measured: RandomizationTest
  private static let rules = BackwardRule.allCases

  private struct Randomization: StoredExperiment {
    typealias Value = RandomizationTest
    static let name = "sanity-checks/randomization-test"
    static let version = 2
    let subject: Subject.Key
    let rules: [BackwardRule]
    /// Which logits are projected; nil are those of the images' own classes.
    let target: String?
  }

  init(_ subject: Subject) throws {
    self.subject = subject
    measured = try subject.session.results.value(
      of: Randomization(
        subject: subject.key, rules: Self.rules, target: subject.knowsClasses ? nil : "prediction")
    ) {
      try RandomizationTest.measure(
        subject.network.model, subject.network.layers, control: subject.control.parameters,
        images: subject.images, indices: subject.indices, classes: try subject.predictions, rules: Self.rules,
        progress: { try subject.session.progress.show("randomizing layers", $0, of: $1) })
    }
  }

  /// The stages' names: the trained network, then the layer that has just been randomized.
  private var stages: [String] { ["trained"] + measured.stages.map { "− \($0.title)" } }

  func write(to page: inout PageBuilder) throws {
    page.heading("When the network forgets")
    page.prose(
      """
      [Adebayo et al. (2018)](#ref-adebayo-2018) put random weights in place of the trained ones, one layer after the other from the top down, and watched the \
      images that are said to explain the network's decision: one that stays as it was when the logits \
      mean nothing any more does not explain them. Here the logit of the image's own class is projected, seeded with 1; the \
      random weights are \(subject.isPapers ? "those that training started from" : "those of the control, and layers between two of those that stand for the paper's are randomized together"). [](#fig-randomization-test-example) shows one image.
      """)
    try page.appendix { page in try drawExample(on: &page) }
    page.figure(
      id: "randomization-test", title: "What is left of the projection as layers are randomized from the top",
      caption: """
        Likeness with the trained network's projection, over \(subject.indices.count) images, bands of 95\u{202F}%. From the left one more layer is \
        random, down to all of them. A method that explains the network falls at once; one that draws the image stays high until the lower layers go.
        """,
      alt: "Three curves of likeness by number of randomized layers: gradient, deconvnet, guided.",
      data: DataTable(
        columns: ["rule", "randomized down to", "image", "likeness"],
        rows: zip(Self.rules, measured.likeness).flatMap { rule, values in
          zip(stages, values).flatMap { stage, list in
            list.enumerated().map { [rule.rawValue, stage, "\($0)", DataTable.field($1)] }
          }
        }),
      LineChart(
        x: Axis("Layers randomized, from the logits down"),
        y: Axis("Likeness with the trained", includesZero: true),
        series: zip(Self.rules, measured.likeness).map { rule, values in
          let estimates = values.map { subject.mean($0) }
          return LineChart.Series(
            rule.word, x: estimates.indices.map(Double.init), estimates, mark: .dottedLine)
        },
        references: [
          ReferenceLine(
            Double(measured.stageAboveMaps), subject.isPapers ? "all dense layers" : "all above layer 5",
            axis: .x)
        ]))
    page.appendix { page in
      page.table(
        id: "randomization-test", title: "Likeness by stage",
        caption:
          "Means over \(subject.indices.count) images with 95\u{202F}% intervals; each row has one more random layer.",
        columns: [.init("randomized so far")] + Self.rules.map { .number($0.word, origin: .ours) },
        rows: stages.indices.map { stage in
          [stage == 0 ? "none" : measured.stages.prefix(stage).map(\.title).joined(separator: ", ")]
            + measured.likeness.map { subject.text($0[stage]) }
        })
    }
  }

  /// One image through all stages.
  private func drawExample(on page: inout PageBuilder) throws {
    let image = subject.indices[0]
    let unit = Unit(image: image, channel: subject.images.label(image), row: 0, column: 0)
    let deconvnet = Deconvnet(subject.network.model, options: DeconvnetOptions(seed: .one), batch: 1)
    let parts = try stages.indices.map { stage in
      deconvnet.parameters = RandomizationTest.randomized(
        subject.network.parameters, measured.stages.prefix(stage).flatMap(\.nodes),
        from: subject.control.parameters)
      let cells = try Self.rules.map { rule in
        deconvnet.options.rule = rule
        let projection = try deconvnet.project([unit], of: subject.graph.logitsName, images: subject.images)[
          0]
        return ImageGrid.Cell(subject.shown(projection), as: .projection)
      }
      return ImageGrid.Part(cells, columns: 1, title: stages[stage])
    }
    let name = subject.classNames[subject.images.label(image)]
    let words = Self.rules.map(\.word).joined(separator: ", ")
    page.figure(
      id: "randomization-test-example", title: "One image while the network forgets",
      caption: """
        The logit of the class “\(InlineMarkup.escaped(name))” in \(InlineMarkup.escaped(subject.images.name(image))), projected by \(words) (from above). The first column is the \
        trained network's; in each next column one more layer, named above it, has random weights as well.
        """,
      alt: "Three rows of projections, the layers randomized one by one from left to right.",
      FigureRow(
        [
          Photograph(subject.view(image), title: name, width: 50),
          ImageGrid(
            blocks: [ImageGrid.Block(parts)], blocksAcross: 1, gap: 2, width: FigureMeasure.textWidth - 60),
        ], gap: 10))
  }

  /// Likeness with the trained network's projection after all above the maps of layer 5 is randomized, by rule.
  var denseRandomized: [BackwardRule: [Double]] {
    Dictionary(uniqueKeysWithValues: zip(Self.rules, measured.likeness.map { $0[measured.stageAboveMaps] }))
  }

  /// The same after all layers are randomized.
  var allRandomized: [BackwardRule: [Double]] {
    Dictionary(uniqueKeysWithValues: zip(Self.rules, measured.likeness.map { $0.last ?? [] }))
  }
}
