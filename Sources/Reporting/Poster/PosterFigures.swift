import Drawing
import Figures

/// The figures of a poster: which they are, and how large each is drawn.
struct PosterFigures {
  /// A figure with what stands below it.
  struct Item {
    let drawing: DisplayList
    let block: FigureBlock
    let label: String

    /// How wide and high it is at a share of its largest size.
    func size(_ share: Double) -> Size {
      let factor = Swift.min(PosterStyle.half / max(1, drawing.size.width), PosterStyle.largest) * share
      return Size(drawing.size.width * factor, drawing.size.height * factor)
    }
  }

  /// Which of the paper's figures are looked for first: those that show most at a glance.
  private static let wanted = ["7", "2f", "5", "4", "6", "8", "2d", "9", "3"]
  /// How many stand on a poster.
  static let most = 6

  /// The figures, in the report's order.
  let items: [Item]

  /// Chooses figures of a report: those that answer the figures of the paper that show most, then others, of the body alone. What
  /// cannot be read is left out.
  init(_ document: ReportDocument, _ index: ReportIndex) {
    var found: [(place: Int, rank: Int, page: Page, figure: FigureBlock, label: String)] = []
    for (pageIndex, page) in document.pages.enumerated() {
      for (blockIndex, block) in page.blocks.enumerated() {
        guard case .figure(let figure) = block else { continue }
        let rank = figure.answers.flatMap(Self.wanted.firstIndex) ?? Self.wanted.count
        found.append((found.count, rank, page, figure, index[pageIndex, blockIndex]?.label ?? ""))
      }
    }
    var chosen: [(place: Int, item: Item)] = []
    for each in found.sorted(by: { ($0.rank, $0.place) < ($1.rank, $1.place) }) where chosen.count < Self.most
    {
      guard let drawing = try? document.drawing(of: each.figure, on: each.page) else { continue }
      chosen.append((each.place, Item(drawing: drawing, block: each.figure, label: each.label)))
    }
    items = chosen.sorted { $0.place < $1.place }.map(\.item)
  }

  /// The figures in two columns of given heights, as large as they can be; each column from the top down.
  func columns(fitting heights: [Double], in index: ReportIndex) -> [[PosterBlock]] {
    for percent in stride(from: 100, through: 20, by: -2) {
      let blocks = items.map { Self.blocks($0, share: Double(percent) / 100, in: index) }
      guard let best = Self.divided(blocks, heights) else { break }
      if Self.excess(best, heights) <= 0 { return zip(best, heights).map { Self.spread($0, over: $1) } }
    }
    return heights.map { _ in [] }
  }

  /// The figures in two columns of which none is much higher than it may be.
  private static func divided(_ figures: [[PosterBlock]], _ heights: [Double]) -> [[[PosterBlock]]]? {
    let ways = (0..<(1 << figures.count)).map { way in
      [0, 1].map { side in figures.indices.filter { (way >> $0) & 1 == side }.map { figures[$0] } }
    }
    return ways.min { excess($0, heights) < excess($1, heights) }
  }

  /// How much higher than it may be the column is that is worst.
  private static func excess(_ columns: [[[PosterBlock]]], _ heights: [Double]) -> Double {
    zip(columns, heights).map { $0.flatMap(\.self).height - $1 }.max() ?? 0
  }

  /// A column with the room that is left between its figures, so that it ends where the other does.
  private static func spread(_ figures: [[PosterBlock]], over height: Double) -> [PosterBlock] {
    let left = height - figures.flatMap(\.self).height
    let gap = PosterBlock.gap(figures.count > 1 ? min(60, left / Double(figures.count - 1)) : 0)
    return figures.enumerated().flatMap { $0 == 0 ? $1 : [gap] + $1 }
  }

  /// A figure above its title and the first sentences of its caption.
  private static func blocks(_ item: Item, share: Double, in index: ReportIndex) -> [PosterBlock] {
    let size = item.size(share)
    let whole = PDFElement(.division)
    let figure = PDFElement(.figure, in: whole, alternative: item.block.alt)
    let drawing = item.drawing
    let image = PosterBlock(height: size.height) { pdf, point in
      let frame = Rectangle(
        point.x + (PosterStyle.half - size.width) / 2, point.y, size.width, size.height)
      pdf.mark(figure, covering: frame) { drawing.draw(on: $0, in: frame) }
    }
    let runs =
      [
        Text.Run(
          "\(item.label)\u{2002}", PosterStyle.caption.weighted(.semibold).colored(PosterStyle.ground)),
        Text.Run(item.block.title + ". ", PosterStyle.caption.weighted(.semibold)),
      ] + PosterText.runs(PosterText.opening(of: item.block.caption), PosterStyle.caption, in: index)
    let caption = PosterBlock(
      Text(runs: runs, width: PosterStyle.half, lineSpacing: 1.05), as: PDFElement(.caption, in: whole))
    return [image, .gap(8), caption, .gap(24)]
  }
}
