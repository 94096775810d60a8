import Drawing
import Experiments
import Figures
import Images
import Networks
import Replication
import Reporting
import Visualization

/// How much of a projection is the switches': true, shuffled and center switches.
struct Switches {
  private let subject: Subject
  private let measured: [[ProjectionComparison]]
  private let choices: [(name: String, switches: SwitchChoice)]

  /// By layer, then choice.
  private struct Projections: StoredExperiment {
    typealias Value = [[ProjectionComparison]]
    static let name = "sanity-checks/switches"
    static let version = 1
    let subject: Subject.Key
    let layers: [String]
    let switches: [SwitchChoice]
  }

  init(_ subject: Subject) throws {
    self.subject = subject
    let choices: [(name: String, switches: SwitchChoice)] = [
      ("the image's own", .recorded), ("shuffled", .shuffled(seed: subject.seed)), ("center", .centered),
    ]
    self.choices = choices
    measured = try subject.session.results.value(
      of: Projections(subject: subject.key, layers: subject.layers, switches: choices.map(\.switches))
    ) {
      try subject.layers.map { layer in
        let units = try subject.strongestUnits(of: layer, in: subject.indices)
        return try ProjectionComparison.measure(
          subject.network.model, units: units, of: layer, images: subject.images,
          options: choices.map { DeconvnetOptions(switches: $0.switches) },
          progress: { try subject.session.progress.show("switches below \(layer)", $0, of: choices.count) })
      }
    }
  }

  func write(to page: inout PageBuilder) throws {
    page.heading("What the switches carry")
    page.prose(
      """
      Unpooling puts each value where the maximum lay in this very image, and so the image's own geometry flows into the projection, \
      whatever the unit stands for. Two other kinds of switches remove it. *Shuffled*: the values of each map below a pooling are \
      set to other places, drawn by the seed, and the switches are those that they leave there. *Center*: every value goes to the middle of \
      its window. All else stays the same. (Likeness is judged pixel by pixel, and other switches also move \
      what they do not destroy; the agreement with the contours says whether what is left still \
      draws the image.)
      """)
    let layer = subject.top
    let images = Array(subject.indices.prefix(4))
    let units = try subject.strongestUnits(of: layer, in: images)
    let columns = try choices.map { choice in
      try Deconvnet(
        subject.network.model, options: DeconvnetOptions(switches: choice.switches), batch: units.count
      )
      .project(units, of: layer, images: subject.images)
    }
    let blocks = units.indices.map { index in
      ImageGrid.Block(
        [
          ImageGrid.Part(
            [cell(subject.view(units[index].image), as: .photograph, units[index], layer)], columns: 1,
            title: "patch")
        ]
          + zip(choices, columns).map { choice, projections in
            ImageGrid.Part(
              [cell(subject.shown(projections[index]), as: .projection, units[index], layer)], columns: 1,
              title: choice.name == "the image's own" ? "own" : choice.name)
          })
    }
    page.figure(
      id: "switches-example", title: "The same units of \(subject.title(layer)) with three kinds of switches",
      caption: """
        The strongest unit of \(subject.title(layer)) in \(images.count) images, drawn by the seed: the patch, and the projection with the image's \
        own switches, with shuffled ones, and with every value in the middle of its window. Each is scaled by itself; zero is gray.
        """,
      alt: "Blocks of a patch and three projections.",
      ImageGrid(blocks: blocks, blocksAcross: 4, gap: 1))
    page.figure(
      id: "switches", title: "What is left of a projection without the image's switches",
      caption: """
        (a) Likeness with the projection by the image's own switches; 1 would mean that switches do not matter. (b) How far each kind \
        follows the image's contours: the correlation of the projection's magnitude with the image's local contrast. Strongest \
        units of \(subject.indices.count) images, 95\u{202F}% intervals.
        """,
      alt: "Two bar charts by layer.",
      data: DataTable(
        columns: ["layer", "switches", "image", "likeness", "contours"],
        rows: zip(subject.layers, measured).flatMap { layer, comparisons in
          zip(choices, comparisons).flatMap { choice, each in
            each.likeness.indices.map {
              [
                layer, choice.name, subject.images.name(subject.indices[$0]),
                DataTable.field(each.likeness[$0]), DataTable.field(each.contours[$0]),
              ]
            }
          }
        }),
      FigureRow(
        [
          BarChart(
            groups: subject.layers.map(subject.title),
            series: (1..<choices.count).map { place in
              subject.bars(choices[place].name, measured.map { $0[place].likeness })
            }, y: Axis("Likeness"), decimals: nil, size: Size(FigureMeasure.halfWidth, 140)),
          BarChart(
            groups: subject.layers.map(subject.title),
            series: choices.indices.map { place in
              subject.bars(choices[place].name, measured.map { $0[place].contours })
            }, y: Axis("Agreement with contours"), decimals: nil, size: Size(FigureMeasure.halfWidth, 140)),
        ], gap: 14, isLettered: true))
  }

  private func cell(
    _ image: Image, as kind: ImageKind, _ unit: Unit, _ layer: String
  ) -> ImageGrid.Cell {
    ImageGrid.Cell(subject.cut(image, to: unit, of: layer), as: kind)
  }

  /// How far projections of the top layer follow the image's contours under one of the choices, unit by unit.
  func topContours(_ isMeant: (SwitchChoice) -> Bool) -> [Double] {
    choices.firstIndex { isMeant($0.switches) }.flatMap { measured.last?[$0].contours } ?? []
  }
}
