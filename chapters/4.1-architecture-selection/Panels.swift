import Drawing
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
    // A panel that says why it is empty takes less room than filters do.
    let narrow = arms.paper == nil ? 92.0 : nil
    let width =
      ((narrow.map { FigureMeasure.textWidth - $0 } ?? FigureMeasure.textWidth) - 2 * Self.gap)
      / (narrow == nil ? 3 : 2)
    let (alexnet, zfnet) = (
      filters(arms.alexnet, "AlexNet, layer 1", width: width),
      filters(arms.zfnet, "ZFNet, layer 1", width: width)
    )
    let first: any Figure =
      arms.paper.map { filters($0.unclipped, "Layer 1 without the clip", width: width) as any Figure }
      ?? MissingPanel(
        title: "Without the clip", reason: reasonWithoutUnclipped,
        size: Size(narrow ?? width, zfnet.size.height))
    let panels: [any Figure] = [
      FigureRow([first, alexnet, zfnet], gap: Self.gap, isLettered: true),
      FigureColumn(
        [try projections(arms.alexnet, "AlexNet, layer 2"), try projections(arms.zfnet, "ZFNet, layer 2")],
        gap: 6, isLettered: true, firstLetter: 3),
    ]
    page.figure(
      id: "figure6", answers: "6", title: "Filters of layer 1 and projections of layer 2",
      caption: """
        \(arms.paper == nil ? "(a) is ZFNet without the filter clip in the paper. " : "(a) ZFNet without the filter clip, under the paper's recipe. ")Filters of layer 1 of (b) AlexNet and \
        (c) ZFNet, under the run's own recipe; one network of each. Within a panel the filters stand by size, the largest first, and share one scale around gray (the strongest 2\u{202F}% of the weights are clipped), so that a \
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
    return arms.firings == 0
      ? "The clip never fired in layer 1 of \(whose)\(arms.clipIsIdle ? ", nor in another, so that a network without it would be the same" : "")."
      : "The clip fired \(NumberText.whole(arms.firings)) times in layer 1 of \(whose)."
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

  /// Why there is nothing to see without the clip, where no network was trained without it.
  private var reasonWithoutUnclipped: String {
    arms.clipIsIdle
      ? "The clip never fired: without it the network would be that of (c)."
      : "Not trained in this run (seeds.paperRecipe)."
  }

  private static let gap = 12.0

  /// The filters of layer 1 on one scale, the largest first.
  private func filters(_ arm: Arms.Arm, _ title: String, width: Double) -> ImageGrid {
    let filters = arm.first.firstFilters
    let images = ProjectionDisplay.clippedSymmetric(0.98).images(ofFilters: filters, onOneScale: true)
    let sizes = images.indices.map { filters.slice($0..<$0 + 1).scalars.reduce(Float(0)) { $0 + $1 * $1 } }
    let order = images.indices.sorted { (sizes[$1], $0) < (sizes[$0], $1) }
    return ImageGrid(
      title: title, order.map { ImageGrid.Cell(images[$0], as: .exact) },
      // Twice as wide as high.
      columns: Int(Double(2 * order.count).squareRoot().rounded(.up)), interpolation: .nearest, gap: 1.5,
      width: width, largestCell: 26)
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
