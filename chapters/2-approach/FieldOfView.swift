import Drawing
import Figures
import Networks
import Replication
import Reporting

extension Approach {
  /// How a receptive field grows, and what small pictures do to it.
  func tellFieldOfView(to page: inout Page, _ session: Session, _ picture: DrawnExample) {
    let portrait = session.recipe(.zfnet, .portrait).network.architecture
    let comparison = session.recipe(.zfnet).network.architecture
    page.heading("How far a unit sees")
    page.prose(
      """
      A projection can only ever fill the pixels that its unit depends on. Going up a layer, this \
      **receptive field** *f* grows by the window less one times the distance *j* between neighbouring units, and \
      the distance grows by the stride:
      """)
    page.equation(Formula.fieldRule, label: "fields")
    let fields = portrait.windowedNames.map { ($0, portrait.receptiveField(ofLayer: $0)) }
    page.figure(
      id: "fields", title: "What a unit of each layer sees",
      caption: """
        ZFNet's receptive fields over a picture of \(portrait.inputSide) px, the portrait network's side \
        (\(picture.name), class “\(picture.className)”), for a unit in the middle. Fields larger than the \
        picture reach beyond its edge. Right: the fields in pixels and as shares of the side; the dashed \
        line is the whole side.
        """,
      alt: "Nested squares over a picture, growing from layer to layer, and bars of their sides.",
      data: DataTable(
        columns: ["layer", "field (px)", "jump (px)", "share of the side"],
        rows: fields.map { name, field in
          [
            name, String(field.size), String(field.jump),
            DataTable.field(Double(field.size) / Double(portrait.inputSide)),
          ]
        }),
      ReceptiveFieldDiagram(
        image: picture.image, fields: fields.map { .init($0, side: $1.size) },
        size: Size(FigureMeasure.textWidth, 216)))
    page.table(
      id: "fields", title: "Receptive fields by layer",
      caption:
        "The field keeps its pixels at every side of the picture; its share of the side changes.",
      columns: [
        .init("layer"), .number("field", unit: "px"), .number("jump", unit: "px"),
        .number("share at the paper's side", unit: "\(Self.paperSide) px", origin: .paper),
        .number("portrait", unit: "\(portrait.inputSide) px", origin: .ours),
        .number("comparison", unit: "\(comparison.inputSide) px", origin: .ours),
      ],
      rows: fields.map { name, field in
        [name, "\(field.size)", "\(field.jump)"]
          + [Self.paperSide, portrait.inputSide, comparison.inputSide].map {
            NumberText.percent(Double(field.size) / Double($0), 0)
          }
      })
    warnOfConfounding(portrait, comparison, to: &page)
  }

  /// Depth and field of view go together, the more so the smaller the picture.
  private func warnOfConfounding(
    _ portrait: Architecture, _ comparison: Architecture, to page: inout Page
  ) {
    func share(_ layer: String, _ side: Int) -> String {
      NumberText.percent(Double(portrait.receptiveField(ofLayer: layer).size) / Double(side), 0)
    }
    let deepest = portrait.convolutionNames.last ?? "conv5"
    let whole = portrait.convolutionNames.first {
      comparison.receptiveField(ofLayer: $0).size >= comparison.inputSide
    }
    let corner = portrait.receptiveBox(ofLayer: deepest, row: 0, column: 0)
    let side = portrait.outputShapes[portrait.index(of: deepest)][1]
    let sentence =
      whole.map {
        "There every unit from \($0) on, if it stands in the middle, sees the whole picture, and its “patch” "
          + "is no longer a patch."
      } ?? "There even \(deepest) still sees less than the whole picture."
    page.note(
      """
      Windows keep their pixels when the picture shrinks, so a layer's field of view grows as a share of \
      it. At \(Self.paperSide) px a unit of \(deepest) sees \(share(deepest, Self.paperSide)) of the side; \
      at the portrait's \(portrait.inputSide) px it is \(share(deepest, portrait.inputSide)), and at the \
      comparison's \(comparison.inputSide) px \(share(deepest, comparison.inputSide)). \(sentence) What \
      looks like the work of depth at a small side can be the work of a wider view. That is why the \
      pictures of features come from the portrait network, and why the figures of what single maps have found state \
      their field of view.
      """, kind: .warning, title: "At small sides, depth is confounded with field of view")
    page.prose(
      """
      At the edges the formula is too generous, for padding and overhang hold no pixels. The boxes that \
      later chapters cut their patches to are clipped at every layer on the way down, exactly, for every \
      unit: the corner unit of \(deepest)'s \(side)×\(side) map in the portrait network sees \
      \(corner.x.count)×\(corner.y.count) pixels, not \
      \(portrait.receptiveField(ofLayer: deepest).size)×\(portrait.receptiveField(ofLayer: deepest).size).
      """)
  }
}
