import Drawing
import Experiments
import Figures
import Images
import Replication
import Reporting
import Tensors
import Visualization

/// Figure 4: maps in rows, moments in columns.
struct EvolutionFigure {
  private let life: Life
  private let strongest: [StrongestImages]
  /// Rows of each of the lower two layers, whose images are small, of each of the upper ones, and of the last, which has two blocks.
  private static let lowerRows = 4
  private static let upperRows = 3
  private static let lastRows = 6
  private static let display = ProjectionDisplay.clippedSymmetric(0.98)

  init(_ life: Life, _ strongest: [StrongestImages]) {
    self.life = life
    self.strongest = strongest
  }

  func write(to page: inout PageBuilder, _ session: Session) throws {
    let seed = session.options.seed
    var rows: [[String]] = []
    var shown: [ShownMap] = []
    let layers = try strongest.enumerated().flatMap { index, layer -> [ImageGrid] in
      try session.progress.show("projecting the strongest activations", index, of: strongest.count)
      let isLast = index == strongest.count - 1
      let maps = choose(
        index < 2 ? Self.lowerRows : isLast ? Self.lastRows : Self.upperRows, of: layer, seed: seed)
      rows += data(layer, maps)
      shown += maps.map { ShownMap(layer.layer, $0) }
      let most = isLast ? Self.upperRows : max(1, maps.count)
      return try stride(from: 0, to: maps.count, by: most).map { start in
        grid(
          try block(layer, Array(maps[start..<min(start + most, maps.count)])), pixels: index == 0)
      }
    }
    page.figure(
      id: "evolution", answers: "4", title: "The strongest activation of some maps through training",
      caption: """
        Rows are maps that answer at the end, chosen by the seed; columns are the moments named above them, in the paper's epochs of \
        \(NumberText.fixed(NetworkLibrary.paperEpochs, 0)). Each image is the projection of the map's strongest activation over \
        \(NumberText.whole(life.searched.count)) of \(NumberText.whole(life.training.count)) training images\
        \(life.searched.count < life.training.count ? ", drawn by the seed" : ""), cut to its receptive field and scaled by itself around \
        gray. An orange frame marks a jump: the strongest image is another than at the moment before. An empty place is a map that \
        no image excites yet.
        """,
      alt:
        "Six blocks of small projections, one a layer and two of the last: a row a map, eight columns, some of them framed.",
      data: DataTable(
        columns: ["layer", "map", "epoch", "image", "row", "column", "activation", "jump"], rows: rows),
      maps: shown,
      FigureColumn(
        stride(from: 0, to: layers.count, by: 2).map {
          FigureRow(Array(layers[$0..<min($0 + 2, layers.count)]))
        },
        gap: 6))
  }

  /// A block as half of the page's width.
  private func grid(_ block: ImageGrid.Block, pixels: Bool) -> ImageGrid {
    ImageGrid(
      blocks: [block], blocksAcross: 1, interpolation: pixels ? .nearest : .smooth, gap: 1.5,
      width: FigureMeasure.halfWidth, largestCell: 36)
  }

  /// Maps that answer at the end, in an order that the seed decides.
  private func choose(_ count: Int, of layer: StrongestImages, seed: UInt64) -> [Int] {
    var stream = RandomStream(seed: seed, domain: "evolving maps of \(layer.layer)")
    let last = layer.hits.count - 1
    let order = stream.permutation(layer.maps).filter { layer.hits[last][$0] != nil }
    return Array(order.prefix(count)).sorted()
  }

  /// One part a moment, titled by it; one row a map.
  private func block(_ layer: StrongestImages, _ maps: [Int]) throws -> ImageGrid.Block {
    let parts = try life.moments.enumerated().map { moment, network in
      let hits = maps.map { layer.hits[moment][$0] }
      let units = zip(maps, hits).compactMap { map, hit in
        hit.map { Unit(image: $0.image, channel: map, row: $0.row, column: $0.column) }
      }
      var projections = try Deconvnet(network.model, batch: max(1, units.count)).project(
        units, of: layer.layer, images: life.training)[...]
      let cells = zip(maps, hits).map { map, hit -> ImageGrid.Cell in
        guard let hit, let projection = projections.popFirst() else { return .empty }
        let window = PatchWindow(life.graph, layer: layer.layer, row: hit.row, column: hit.column)
        return ImageGrid.Cell(
          window.cut(Self.display.image(projection)), as: .projection,
          frame: layer.jumps(channel: map, at: moment) ? Palette.orange : nil)
      }
      return ImageGrid.Part(cells, columns: 1, title: NumberText.fixed(life.epochs[moment], 0))
    }
    let names = maps.map(String.init).joined(separator: ", ")
    return ImageGrid.Block(parts, name: "\(layer.layer) · maps \(names)")
  }

  private func data(_ layer: StrongestImages, _ maps: [Int]) -> [[String]] {
    maps.flatMap { map in
      life.epochs.indices.compactMap { moment in
        layer.hits[moment][map].map { hit in
          [
            layer.layer, "\(map)", DataTable.field(life.epochs[moment]), life.training.name(hit.image),
            "\(hit.row)", "\(hit.column)", DataTable.field(Double(hit.value)),
            layer.jumps(channel: map, at: moment) ? "yes" : "no",
          ]
        }
      }
    }
  }
}
