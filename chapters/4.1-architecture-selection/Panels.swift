import Experiments
import Figures
import Images
import Networks
import Replication
import Reporting
import Tensors
import Visualization

/// The five panels of Figure 6.
struct Panels {
  private let arms: Arms
  private let seed: UInt64
  /// Maps of layer 2 that are drawn.
  private static let shownMaps = 24

  init(_ arms: Arms, seed: UInt64) {
    self.arms = arms
    self.seed = seed
  }

  func write(to page: inout PageBuilder) throws {
    let shown =
      (arms.paper.map { [($0.unclipped, "ZFNet without the clip, layer 1")] } ?? [])
      + [(arms.alexnet, "AlexNet, layer 1"), (arms.zfnet, "ZFNet, layer 1")]
    let width = (FigureMeasure.textWidth + 14) / Double(shown.count) - 14
    let first = arms.paper == nil ? 1 : 0
    let panels: [any Figure] = [
      FigureRow(shown.map { filters($0, $1, width: width) }, isLettered: true, firstLetter: first),
      FigureColumn(
        [try projections(arms.alexnet, "AlexNet, layer 2"), try projections(arms.zfnet, "ZFNet, layer 2")],
        gap: 6, isLettered: true, firstLetter: first + shown.count),
    ]
    page.figure(
      id: "figure6", answers: "6", title: "Filters of layer 1 and projections of layer 2",
      caption: """
        \(arms.paper == nil ? "" : "(a) ZFNet without the filter clip, under the paper's recipe. ")Filters of layer 1 of (b) AlexNet and \
        (c) ZFNet, under the run's own recipe; one network of each. Within a panel all filters share one scale and zero is gray, so that a \
        filter that dominates stands out and a dead one is flat. Filters are magnified to one size: 7×7 pixels of ZFNet, 11×11 of AlexNet. \
        Projections of layer 2 of (d) the same AlexNet and (e) the same ZFNet: of \(Self.shownMaps) maps chosen by the seed, the strongest \
        activation in \(NumberText.whole(arms.images.count)) validation images, projected down to the pixels (left) beside the patch that \
        caused it (right), the unit's field of \(fieldSize(arms.alexnet)) pixels of AlexNet, \(fieldSize(arms.zfnet)) of ZFNet. Look for \
        blocks and grids four pixels wide in (d) that the patches beside them do not have. Maps that no image excites are not drawn. \
        \(clipSentence) \(errors)
        """,
      alt: "Grids of small filters in color, and two blocks of projections, each beside a block of patches.",
      FigureColumn(panels, gap: 6))
  }

  private var clipSentence: String {
    let whose = arms.clipped.title
    let left =
      arms.paper == nil
      ? " The paper's panel (a), without the clip, is not drawn in this run (seeds.paperRecipe)." : ""
    return arms.firings == 0
      ? "The clip never fired in layer 1 of \(whose)\(arms.clipIsIdle ? ", nor in another, so that a network without it would be the same" : "").\(left)"
      : "The clip fired \(NumberText.whole(arms.firings)) times in layer 1 of \(whose).\(left)"
  }

  /// How well the networks of the panels have learned: filters of one that has not are as its start left them.
  private var errors: String {
    func error(_ arm: Arms.Arm) -> String {
      NumberText.percent(arm.first.history.evaluations.last?.validationError ?? .nan)
    }
    let chance = NumberText.percent(1 - 1 / Double(arms.images.classNames.count))
    return
      "Validation errors: AlexNet \(error(arms.alexnet)), ZFNet \(error(arms.zfnet)); chance level: \(chance)."
  }

  private func filters(_ arm: Arms.Arm, _ title: String, width: Double) -> ImageGrid {
    let images = ProjectionDisplay.clippedSymmetric(0.995).images(
      ofFilters: arm.first.firstFilters, onOneScale: true)
    return ImageGrid(
      title: title, images.map { ImageGrid.Cell($0, as: .exact) }, columns: 12, interpolation: .nearest,
      gap: 1.5,
      width: width, largestCell: 20)
  }

  private func fieldSize(_ arm: Arms.Arm) -> Int {
    arm.trained.graph.receptiveField(of: "conv2").size
  }

  private func projections(_ arm: Arms.Arm, _ title: String) throws -> ImageGrid {
    var stream = RandomStream(seed: seed, domain: "maps of figure 6")
    let peaks = arm.measures[0].peaks
    let chosen = Array(stream.permutation(peaks.count).prefix(Self.shownMaps)).sorted().map { peaks[$0] }
    let units = chosen.map {
      Unit(image: $0.hit.image, channel: $0.channel, row: $0.hit.row, column: $0.hit.column)
    }
    let network = arm.first
    let shown = try Deconvnet(network.model).project(units, of: "conv2", images: arms.images)
    let windows = units.map {
      PatchWindow(network.graph, layer: "conv2", row: $0.row, column: $0.column)
    }
    let patches = zip(units, windows).map { unit, window in
      window.cut(network.preprocessing.centerCrop(of: arms.images.example(unit.image)).image)
    }
    let display = ProjectionDisplay.clippedSymmetric(0.98)
    let images = zip(shown, windows).map { $1.cut(display.image($0)) }
    return ImageGrid(
      title: title,
      blocks: [
        ImageGrid.Block([
          ImageGrid.Part(images, as: .projection, columns: 8),
          ImageGrid.Part(patches, as: .photograph, columns: 8),
        ])
      ], blocksAcross: 1, interpolation: .nearest)
  }
}
