import Experiments
import Figures
import Kernels
import Networks
import Replication
import Reporting
import Visualization

/// What the choices that the paper leaves open change about one unit's image, and about many.
struct Choices {
  private let subject: Subject
  private static let all: [(name: String, options: DeconvnetOptions)] = [
    ("this report's", DeconvnetOptions()),
    ("seed 1", DeconvnetOptions(seed: .one)),
    ("the whole map", DeconvnetOptions(seed: .wholeMap)),
    ("shared: maximum", DeconvnetOptions(overlap: .maximum)),
    ("shared: last", DeconvnetOptions(overlap: .last)),
    ("LRN's gradient", DeconvnetOptions(normalization: .gradient)),
    ("pixel ReLU", DeconvnetOptions(pixelRectification: true)),
  ]

  private struct Changes: StoredExperiment {
    typealias Value = [ProjectionComparison]
    static let name = "sanity-checks/choices"
    static let version = 1
    let subject: Subject.Key
    let layer: String
    let options: [DeconvnetOptions]
  }

  init(_ subject: Subject) { self.subject = subject }

  func write(to page: inout PageBuilder) throws {
    let layer = subject.layers[min(1, subject.layers.count - 1)]
    page.heading("What the paper leaves open")
    page.prose(
      """
      Implementations differ in what the paper does not say about the deconvnet ([](#tab-choices)). To see how much that matters, projections of the same units are computed under each choice, changed one at a time from those of this report ([](#tab-deconvnet-choices)).
      """)
    let unit = try subject.strongestUnits(of: layer, in: [subject.indices[0]])[0]
    let deconvnet = Deconvnet(subject.network.model, batch: 1)
    let cells = try Self.all.map { choice in
      deconvnet.options = choice.options
      let projection = try deconvnet.project([unit], of: layer, images: subject.images)[0]
      let image = subject.shown(projection)
      return ImageGrid.Cell(
        subject.cut(image, to: unit, of: layer), as: .projection, label: choice.name)
    }
    let patch = ImageGrid.Cell(
      subject.cut(subject.view(unit.image), to: unit, of: layer), as: .photograph, label: "the patch")
    page.appendix { page in
      page.figure(
        id: "deconvnet-choices", title: "One unit of \(subject.title(layer)) under each choice",
        caption: """
          The strongest unit of \(subject.title(layer)) in \(InlineMarkup.escaped(subject.images.name(unit.image))), on its receptive field, each scaled by itself. “Shared” is what \
          unpooling does where windows share a switch; this report adds the values up.
          """,
        alt: "A patch and seven projections.",
        ImageGrid([patch] + cells, columns: 8))
    }
    let measured = try subject.session.results.value(
      of: Changes(subject: subject.key, layer: layer, options: Self.all.map(\.options))
    ) {
      let units = try subject.strongestUnits(of: layer, in: subject.indices)
      return try ProjectionComparison.measure(
        subject.network.model, units: units, of: layer, images: subject.images,
        options: Self.all.map(\.options),
        progress: {
          try subject.session.progress.show("choices of the backward pass", $0, of: Self.all.count)
        }
      )
    }
    page.appendix { page in
      page.table(
        id: "deconvnet-choices", title: "How much each choice changes",
        caption: """
          Likeness with the projection under this report's choices, and agreement with the image's contours: the strongest units of \(subject.title(layer)) in \
          \(subject.indices.count) images, 95\u{202F}% intervals. A seed of 1 changes the contrast alone, and so nothing that correlation sees.
          """,
        columns: [
          .init("choice"), .number("likeness", origin: .ours), .number("contours", origin: .ours),
        ],
        rows: zip(Self.all, measured).map { choice, each in
          [choice.name, subject.text(each.likeness), subject.text(each.contours)]
        })
    }
  }
}
