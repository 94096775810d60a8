import Inference
import Kernels
import Drawing
import Experiments
import Figures
import Images
import Networks
import Replication
import Reporting
import Tensors
import Visualization

/// How far a projection depends on the unit: other units, other images, random positive seeds.
struct Units {
  private let subject: Subject
  private let cases: [UnitDependence.Case]
  private let measured: [UnitDependence]
  private static let rules = BackwardRule.allCases

  init(_ subject: Subject) throws {
    self.subject = subject
    let layer = subject.top
    let found = try subject.session.results.value(
      of: Dependence(subject: subject.key, layer: layer, rules: Self.rules)
    ) {
      var maps: [Tensor<Float>] = []
      try LayerActivations.visit(
        subject.network.model, layers: [layer], images: subject.images, indices: subject.indices,
        precision: .float32
      ) { part, values in maps.append(values[0].slice(0..<part.count)) }
      let shape = maps[0].shape.dimensions.dropFirst()
      let values = Tensor<Float>(Shape([subject.indices.count] + shape), maps.flatMap(\.scalars))
      let cases = UnitDependence.cases(values, images: subject.indices, seed: subject.seed)
      let measured = try Self.rules.enumerated().map { place, rule in
        try subject.session.progress.show("other units and images", place, of: Self.rules.count)
        return try UnitDependence.measure(
          cases, of: layer, in: subject.network.model, images: subject.images, rule: rule, seed: subject.seed)
      }
      return Found(cases: cases, measured: measured)
    }
    (cases, measured) = (found.cases, found.measured)
  }

  private struct Dependence: StoredExperiment {
    typealias Value = Found
    static let name = "sanity-checks/units"
    static let version = 1
    let subject: Subject.Key
    let layer: String
    let rules: [BackwardRule]
  }

  private struct Found: Codable {
    let cases: [UnitDependence.Case]
    let measured: [UnitDependence]
  }

  func write(to page: inout PageBuilder) throws {
    let layer = subject.top
    page.heading("Whether it matters which unit is projected")
    page.prose(
      """
      A projection is of this unit, in this image. Which of the two decides it? Take two units of \
      \(subject.title(layer)) that answer at the same place of an image, and so see the same field: their projections share the image. Take the first \
      of them at the same place of another image: the two share the unit. And put random positive values in all maps at that place, which \
      no unit stands for: [Nie et al. (2018)](#ref-nie-2018) argued that this gives the same image again.
      """)
    guard let example = cases.first else {
      page.note(
        "Not tested: in none of the images two units of \(subject.title(layer)) answer at one place.",
        kind: .warning)
      return
    }
    try draw(example, layer, on: &page)
    page.figure(
      id: "units", title: "What a projection shares with others, \(subject.title(layer))",
      caption: """
        Likeness of a unit's projection with that of another unit at the same place of the same image, with its own in another image \
        that excites it there, and with that of random positive values in all maps at its place. Means over \(cases.count) \
        images, 95\u{202F}% intervals. Where the first and third bars are higher than the second, the image decides more than the \
        unit.
        """,
      alt: "Bars of likeness for three rules.",
      data: DataTable(
        columns: ["rule", "image", "other unit", "other image", "random seed"],
        rows: zip(Self.rules, measured).flatMap { rule, each in
          cases.indices.map { index in
            [rule.rawValue, subject.images.name(cases[index].unit.image)]
              + [each.otherUnit[index], each.otherImage[index], each.randomSeed[index]].map(DataTable.field)
          }
        }),
      BarChart(
        groups: Self.rules.map(\.word),
        series: [
          subject.bars("another unit, same image", measured.map(\.otherUnit)),
          subject.bars("same unit, another image", measured.map(\.otherImage)),
          subject.bars("random positive values", measured.map(\.randomSeed)),
        ], y: Axis("Likeness"), decimals: 2, size: Size(FigureMeasure.halfWidth, 160)))
  }

  /// One case under every rule.
  private func draw(_ example: UnitDependence.Case, _ layer: String, on page: inout PageBuilder) throws {
    let unit = example.unit
    func cell(_ image: Image, as kind: ImageKind) -> ImageGrid.Cell {
      ImageGrid.Cell(subject.cut(image, to: unit, of: layer), as: kind)
    }
    let deconvnet = Deconvnet(subject.network.model, options: DeconvnetOptions(seed: .one), batch: 3)
    let start = deconvnet.options.startNode(of: layer, in: subject.graph)
    let random = UnitDependence.randomSignals(
      [example], shape: subject.graph.shape(of: start),
      seed: subject.seed)
    var rows: [[ImageGrid.Cell]] = []
    for rule in Self.rules {
      deconvnet.options.rule = rule
      let projections =
        try deconvnet.project([unit, example.otherUnit], of: layer, images: subject.images)
        + deconvnet.project(
          signals: random, of: layer, images: [unit.image],
          pixels: CenterCrops(subject.images, subject.network.preprocessing))
        + deconvnet.project([example.elsewhere], of: layer, images: subject.images)
      rows.append(projections.map { cell(subject.shown($0), as: .projection) })
    }
    let titles = ["the unit", "another unit", "random", "other image"]
    let photographs = [unit.image, example.otherImage].map { cell(subject.view($0), as: .photograph) }
    page.figure(
      id: "units-example", title: "One unit of \(subject.title(layer)), and what it is compared with",
      caption: """
        Left the field in \(InlineMarkup.escaped(subject.images.name(unit.image))), below it that in \
        \(InlineMarkup.escaped(subject.images.name(example.otherImage))). Then, from the \
        left: the projection of map \(unit.channel); of map \(example.otherChannel) at the same place; of random positive values in all maps at that \
        place; of map \(unit.channel) at the same place of the other image. From above: \
        \(Self.rules.map(\.word).joined(separator: ", ")).
        """,
      alt: "Two patches, and three rows of four projections.",
      ImageGrid(
        blocks: [
          ImageGrid.Block(
            [ImageGrid.Part(photographs, columns: 1, title: "images")]
              + titles.indices.map { column in
                ImageGrid.Part(rows.map { $0[column] }, columns: 1, title: titles[column])
              })
        ], blocksAcross: 1, gap: 2, width: FigureMeasure.halfWidth, largestCell: 50))
  }

  /// How far projections depend on the unit, by rule.
  var dependence: [BackwardRule: UnitDependence] {
    Dictionary(uniqueKeysWithValues: zip(Self.rules, measured))
  }
}
