import Experiments
import Figures
import Networks
import Replication
import Reporting
import Tensors

extension Approach {
  /// Section 3's networks: Figure 3, the sizes, and what shrinks in this run.
  func tellSizes(to page: inout PageBuilder, _ session: Session) {
    let zfnet = Self.paperSized(.zfnet)
    let alexnet = Self.paperSized(.alexnet)
    let wide = Self.paperSized(.zfnetWide)
    page.heading("The networks")
    page.prose(
      """
      The paper's network is Krizhevsky's of 2012 with two changes, both made after looking at AlexNet \
      through the deconvnet: the first filters shrink from \(alexnet.window("conv1").kernel) to \
      \(zfnet.window("conv1").kernel) pixels a side, and they move by \(zfnet.window("conv1").stride) \
      pixels instead of \(alexnet.window("conv1").stride) ([](#fig-architecture)). The second layer then strides by \
      \(zfnet.window("conv2").stride), and the maps that AlexNet had split over two graphics cards see one \
      another. Of its \(NumberText.whole(zfnet.parameterCount)) parameters only \
      \(NumberText.percent(Double(zfnet.convolutionalParameters) / Double(zfnet.parameterCount))) lie in \
      convolutions; the first dense layer alone holds \
      \(NumberText.percent(Double(zfnet.parameters(of: "fc6")) / Double(zfnet.parameterCount))). The wide \
      variant of the paper's Table 2, with \(wide.maps("conv3")), \(wide.maps("conv4")) and \
      \(wide.maps("conv5")) maps in layers 3, 4 and 5, has \(NumberText.whole(wide.parameterCount)).
      """)
    page.figure(
      id: "architecture", answers: "3", title: "ZFNet beside AlexNet",
      caption: """
        The paper's network above its baseline, drawn from the lists of layers that this program computes with, at \(zfnet.inputSide) px and \
        \(NumberText.whole(zfnet.classes)) classes. Boxes are as high as a map's side and as thick as the \
        number of maps (both as square roots); the outlined window on each is what one unit of the next layer \
        looks at. Under the boxes: side and number of maps, window and stride. “+ norm” is contrast \
        normalization across maps, which AlexNet applies before pooling and ZFNet after.
        """,
      alt: """
        Two rows of boxes that shrink in side and grow in depth from the input image to the softmax, \
        ZFNet above, AlexNet below.
        """,
      ArchitectureDiagram([
        .init("ZFNet: \(NumberText.whole(zfnet.parameterCount)) parameters", zfnet),
        .init("AlexNet: \(NumberText.whole(alexnet.parameterCount)) parameters", alexnet),
      ]))
    tellRounding(zfnet, to: &page)
    page.appendix { page in
      page.table(
        id: "layers", title: "Layers of both networks at the paper's size",
        caption: "Windows as kernel and stride; sizes as side² × maps; parameters with biases.",
        columns: [
          .init("layer"), .init("ZFNet window"), .number("size"), .number("parameters"),
          .init("AlexNet window"), .number("size"), .number("parameters"),
        ],
        rows: zip(zfnet.sizedLayers, alexnet.sizedLayers).map { left, right in
          [left.layer.name] + Self.cells(left) + Self.cells(right)
        } + [
          [
            "**all**", "", "", "**\(NumberText.whole(zfnet.parameterCount))**", "", "",
            "**\(NumberText.whole(alexnet.parameterCount))**",
          ]
        ])
    }
    tellThisRun(zfnet, session, to: &page)
  }

  /// Why the paper's sizes are right after all.
  private func tellRounding(_ zfnet: Graph, to page: inout PageBuilder) {
    let sides = MapSides.sides(of: zfnet)
    let different = sides.enumerated().filter { index, side in
      side.up != side.down && (index == 0 || side.up != sides[index - 1].up)
    }.map(\.element)
    let first = sides[0]
    page.outcome(
      of: .figure(3),
      "Drawn from the layers that this program computes with: rounding up gives all \(sides.count) of the paper's sizes, rounding down "
        + "\(sides.count { $0.up == $0.down }) of them.")
    page.appendix { page in
      page.prose(
        """
        The paper's sizes are often said to be wrong: \(first.up) units from \(zfnet.inputSide) pixels, where \
        most libraries find \(first.down). But one rule gives every size of both networks with no padding in \
        the first layer: rounding *up*, in convolution as in pooling, as the cuda-convnet of those years did:
        """)
      page.equation(Formula.sizeRule, label: "sizes")
      page.prose(
        """
        The last window then overhangs the map: a convolution reads zeros there, max pooling leaves the \
        overhang out. Rounding down instead would give sides of \(Self.list(different.map { "\($0.down)" })) \
        where the paper has \(Self.list(different.map { "\($0.up)" })).
        """)
    }
  }

  /// The networks of this run beside the paper's.
  private func tellThisRun(_ paper: Graph, _ session: Session, to page: inout PageBuilder) {
    let visualization = session.networks.recipe(.zfnet, .visualization).network.graph
    let zfnet = session.networks.recipe(.zfnet).network.graph
    let alexnet = session.networks.recipe(.alexnet).network.graph
    let widths = session.configuration
    page.prose(
      """
      Its sizes, often called errors, follow from rounding up ([](#eq-sizes)). What shrinks in this run is the image's side and the number of maps, not the windows. At a width \
      of \(NumberText.significant(widths.training.width)) every count of maps and dense units is \
      multiplied by it and rounded up to a multiple of 16, which fills the processor's vectors; the \
      classes are the \(zfnet.classes) of the data at hand. [](#fig-run-architecture) and [](#tab-run-layers) have this run's sizes, \
      [](#tab-layers) the paper's.
      """)
    page.appendix { page in
      page.figure(
        id: "run-architecture", title: "The ZFNets of this run",
        caption: """
          As [](#fig-architecture), drawn to their own scale: the visualization network at \(visualization.inputSide) \
          px above the one that is compared with others, at \(zfnet.inputSide) px.
          """,
        alt: "Two rows of boxes as in the figure before, with fewer maps and smaller sides.",
        ArchitectureDiagram([
          .init(
            "ZFNet, visualization network: \(NumberText.whole(visualization.parameterCount)) parameters",
            visualization),
          .init("ZFNet, comparison: \(NumberText.whole(zfnet.parameterCount)) parameters", zfnet),
        ]))
    }
    page.appendix { page in
      page.table(
        id: "run-layers", title: "Sizes of this run's networks",
        caption: "Side² × maps, the paper's ZFNet beside this run's.",
        columns: [
          .init("layer"), .number("ZFNet", unit: "\(paper.inputSide) px", origin: .paper),
          .number("visualization network", unit: "\(visualization.inputSide) px", origin: .ours),
          .number("comparison", unit: "\(zfnet.inputSide) px", origin: .ours),
          .number("AlexNet", unit: "\(alexnet.inputSide) px", origin: .ours),
        ],
        rows: paper.sizedLayers.indices.map { index in
          [paper.sizedLayers[index].layer.name]
            + [paper, visualization, zfnet, alexnet].map {
              $0.sizedLayers[index].layer.sizeText($0.sizedLayers[index].shape)
            }
        } + [
          ["**parameters**"]
            + [paper, visualization, zfnet, alexnet].map { "**\(NumberText.whole($0.parameterCount))**" }
        ])
    }
  }

  private static func cells(_ entry: (layer: Node, shape: Shape, parameters: Int)) -> [String] {
    [
      entry.layer.windowText, entry.layer.sizeText(entry.shape),
      entry.parameters > 0 ? NumberText.whole(entry.parameters) : "–",
    ]
  }

  /// “a, b and c”.
  static func list(_ items: [String]) -> String {
    guard items.count > 1, let last = items.last else { return items.first ?? "" }
    return items.dropLast().joined(separator: ", ") + " and " + last
  }
}
