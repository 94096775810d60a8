import Drawing
import Figures
import Networks
import Replication
import Reporting

extension Approach {
  /// How a receptive field grows, and what small images do to it.
  func tellFieldOfView(to page: inout PageBuilder, _ session: Session, _ example: DrawnExample) {
    let visualization = session.networks.recipe(.zfnet, .visualization).network.graph
    let comparison = session.networks.recipe(.zfnet).network.graph
    page.heading("How far a unit sees")
    page.prose(
      """
      A projection can only ever fill the pixels that its unit depends on, its **receptive field** ([](#fig-fields)). Windows keep their pixels when the image shrinks, so a layer's field grows as a share of \
      it: \(Self.confounding(visualization, comparison))
      """)
    page.note(
      """
      What looks like the work of depth at a small side can be the work of a wider view. That is why the \
      images of features come from the visualization networks, and why the figures of what single maps have found state \
      their field of view.
      """, kind: .warning, title: "At small sides, depth is confounded with field of view")
    let fields = visualization.windowedNames.map { ($0, visualization.receptiveField(of: $0)) }
    page.figure(
      id: "fields", title: "What a unit of each layer sees",
      caption: """
        ZFNet's receptive fields, for a unit in the middle, over an image of \(visualization.inputSide) px, the visualization networks' side \
        (\(example.name), class “\(example.className)”); those larger than the \
        image reach beyond its edge. Right: in pixels and as shares of the side; the dashed \
        line is the whole side.
        """,
      alt: "Nested squares over an image, growing from layer to layer, and bars of their sides.",
      data: DataTable(
        columns: ["layer", "field (px)", "jump (px)", "share of the side"],
        rows: fields.map { name, field in
          [
            name, String(field.size), String(field.jump),
            DataTable.field(Double(field.size) / Double(visualization.inputSide)),
          ]
        }),
      ReceptiveFieldDiagram(
        image: example.image, fields: fields.map { .init($0, side: $1.size) },
        size: Size(FigureMeasure.chartWidth + 20, 150)))
    page.appendix { page in
      page.prose(
        """
        Going up a layer, the receptive field *f* grows by the window minus one times the distance *j* between neighboring units, and \
        the distance grows by the stride:
        """)
      page.equation(Formula.fieldRule, label: "fields")
      tellEdges(visualization, on: &page)
      page.table(
        id: "fields", title: "Receptive fields by layer",
        caption:
          "The field keeps its pixels at every side of the image; its share of the side changes.",
        columns: [
          .init("layer"), .number("field", unit: "px"), .number("jump", unit: "px"),
          .number("share at the paper's side", unit: "\(Self.paperSide) px", origin: .paper),
          .number("visualization network", unit: "\(visualization.inputSide) px", origin: .ours),
          .number("comparison", unit: "\(comparison.inputSide) px", origin: .ours),
        ],
        rows: fields.map { name, field in
          [name, "\(field.size)", "\(field.jump)"]
            + [Self.paperSide, visualization.inputSide, comparison.inputSide].map {
              NumberText.percent(Double(field.size) / Double($0), 0)
            }
        })
    }
  }

  /// Depth and field of view go together, the more so the smaller the image: from “at” on, in two sentences.
  private static func confounding(_ visualization: Graph, _ comparison: Graph) -> String {
    func share(_ layer: String, _ side: Int) -> String {
      NumberText.percent(Double(visualization.receptiveField(of: layer).size) / Double(side), 0)
    }
    let deepest = visualization.convolutionNames.last ?? "conv5"
    let whole = visualization.convolutionNames.first {
      comparison.receptiveField(of: $0).size >= comparison.inputSide
    }
    let sentence =
      whole.map {
        "There every unit from \($0) on, if it stands in the middle, sees the whole image, and its “patch” "
          + "is no longer a patch."
      } ?? "There even \(deepest) still sees less than the whole image."
    return """
      at \(paperSide) px a unit of \(deepest) sees \(share(deepest, paperSide)) of the side, \
      at the visualization networks' \(visualization.inputSide) px \(share(deepest, visualization.inputSide)), and at the \
      comparison's \(comparison.inputSide) px \(share(deepest, comparison.inputSide)). \(sentence)
      """
  }

  /// What padding and overhang do to the fields of units at the edge.
  private func tellEdges(_ visualization: Graph, on page: inout PageBuilder) {
    let deepest = visualization.convolutionNames.last ?? "conv5"
    let corner = visualization.receptiveBox(of: deepest, row: 0, column: 0)
    let side = visualization.shape(of: deepest)[1]
    page.prose(
      """
      At the edges the formula overestimates the field, since padding and overhang hold no pixels. Later chapters crop their patches to fields that are clipped at every layer, exactly, for every unit: the corner unit of \(deepest)'s \(side)×\(side) map in the visualization network sees \
      \(corner.x.count)×\(corner.y.count) pixels, not \
      \(visualization.receptiveField(of: deepest).size)×\(visualization.receptiveField(of: deepest).size).
      """)
  }
}
