import Drawing
import Figures

/// The figures of a poster: which they are, and how large each is drawn.
struct PosterFigures {
  /// A figure with what stands below it.
  private struct Item {
    let drawing: DisplayList
    let block: FigureBlock
    let caption: TextLayout

    /// How wide and high it is where it is as wide as its column.
    var size: Size {
      let factor = Swift.min(PosterStyle.half / max(1, drawing.size.width), PosterStyle.largest)
      return Size(drawing.size.width * factor, drawing.size.height * factor)
    }
  }

  /// Figures of one column, one below the other, and by which share of the column's width they are drawn.
  private struct Column {
    let items: [Item]
    let share: Double
    let height: Double
    /// The height that drawings and captions take.
    let filled: Double

    /// Figures as large as a height permits; nil where they would be smaller than `least`.
    init?(_ items: [Item], height: Double) {
      let captions = items.reduce(0) { $0 + $1.caption.size.height + PosterFigures.captionGap }
      let gaps = PosterFigures.gap * Double(max(0, items.count - 1))
      let drawings = items.reduce(0) { $0 + $1.size.height }
      let share = Swift.min(1, (height - captions - gaps) / max(1, drawings))
      guard items.isEmpty || share >= PosterFigures.least else { return nil }
      (self.items, self.share, self.height) = (items, share, height)
      filled = items.isEmpty ? 0 : drawings * share + captions + gaps
    }

    /// The area that stays white, in square points: beside drawings, and below the last caption.
    var white: Double {
      let beside = items.reduce(0) {
        $0 + (PosterStyle.half - $1.size.width * share) * $1.size.height * share
      }
      return beside + max(0, height - filled) * PosterStyle.half
    }
  }

  /// Which of the paper's figures are looked for first: those that show most at a glance.
  private static let wanted = ["7", "2f", "5", "4", "6", "8", "2d", "9", "3"]
  /// How many are looked at, of which those stand on the poster that fill it best.
  static let most = 6
  /// The least share of a column's width by which a figure is drawn.
  private static let least = 0.4
  /// The gap below a caption, and the one above it.
  private static let (gap, captionGap) = (30.0, 10.0)

  private let items: [Item]

  /// Looks for figures of a report: those that answer the figures of the paper that show most, then others, of the body alone. What
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
    var chosen: [Item] = []
    for each in found.sorted(by: { ($0.rank, $0.place) < ($1.rank, $1.place) }) where chosen.count < Self.most
    {
      guard let drawing = try? document.drawing(of: each.figure, on: each.page) else { continue }
      chosen.append(
        Item(drawing: drawing, block: each.figure, caption: Self.caption(each.figure, each.label, in: index)))
    }
    items = chosen
  }

  /// A figure's title, after what it is called.
  private static func caption(_ figure: FigureBlock, _ label: String, in index: ReportIndex) -> TextLayout {
    let strong = PosterStyle.caption.weighted(.semibold)
    let runs = [
      Text.Run("\(label)\u{2002}", strong.colored(PosterStyle.ground)), Text.Run(figure.title + ". ", strong),
    ]
    let opening = PosterText.opening(of: figure.caption, upTo: 100)
    let words = opening.count > 140 ? [] : PosterText.runs(opening, PosterStyle.caption, in: index)
    return TextLayout(Text(runs: runs + words, width: PosterStyle.half, lineSpacing: 1.05))
  }

  /// The figures in two columns of given heights, so many of them, and so divided, that least stays white; each as large as it can
  /// be, and each column from the top down.
  func columns(fitting heights: [Double]) -> [[PosterBlock]] {
    var best: (score: Double, columns: [Column])?
    for count in stride(from: items.count, through: 0, by: -1) {
      for way in 0..<(1 << count) {
        let columns = heights.enumerated().compactMap { side, height in
          Column((0..<count).filter { (way >> $0) & 1 == side }.map { items[$0] }, height: height)
        }
        guard columns.count == heights.count else { continue }
        // A figure more is worth a little white.
        let score = columns.reduce(0) { $0 + $1.white } - Double(count) * Self.worth
        if best.map({ score < $0.score }) ?? true { best = (score, columns) }
      }
    }
    return best.map { $0.columns.map(Self.blocks) } ?? heights.map { _ in [] }
  }

  /// How many white square points a figure is worth: one in a hundred of the paper.
  private static let worth = PosterStyle.paper.width * PosterStyle.paper.height / 100

  /// A column with the room that is left between its figures, so that it ends where the other does.
  private static func blocks(_ column: Column) -> [PosterBlock] {
    let left = max(0, column.height - column.filled) / Double(max(1, column.items.count))
    return column.items.flatMap { item -> [PosterBlock] in
      let size = Size(item.size.width * column.share, item.size.height * column.share)
      let whole = PDFElement(.division)
      let figure = PDFElement(.figure, in: whole, alternative: item.block.alt)
      let drawing = item.drawing
      let image = PosterBlock(height: size.height) { pdf, point in
        let frame = Rectangle(
          point.x + (PosterStyle.half - size.width) / 2, point.y, size.width, size.height)
        pdf.mark(figure, covering: frame) { drawing.draw(on: $0, in: frame) }
      }
      let caption = item.caption
      let words = PosterBlock(height: caption.size.height) { pdf, point in
        pdf.mark(PDFElement(.caption, in: whole)) { $0.draw(caption, at: point) }
      }
      return [image, .gap(captionGap), words, .gap(gap + left)]
    }
  }
}
