import Drawing

/// Two rows of figures: above a forward pass from the left to the right, below it the way back, level by level, and between them what
/// the one hands to the other. What the paper's Figure 1 shows in two columns.
public struct TwoWayDiagram: Figure {
  /// What stands at one place of the two rows.
  public struct Level: Sendable {
    /// The figure of the backward pass.
    public var down: any Figure
    /// The figure of the forward pass.
    public var up: any Figure

    /// Two figures, one above the other.
    public init(down: any Figure, up: any Figure) {
      self.down = down
      self.up = up
    }
  }

  /// What happens between two neighboring levels.
  public struct Step: Sendable {
    /// What the backward pass does, beside its arrow.
    public var down: String
    /// What the forward pass does, beside its arrow.
    public var up: String
    /// What the two have in common, between the rows.
    public var shared: (any Figure)?
    /// Whether the forward pass hands it to the backward pass: an arrow downward. Otherwise both use it.
    public var isHandedOver: Bool

    /// A step with a word for each way.
    public init(down: String, up: String, shared: (any Figure)? = nil, isHandedOver: Bool = false) {
      self.down = down
      self.up = up
      self.shared = shared
      self.isHandedOver = isHandedOver
    }
  }

  /// The name of the backward pass.
  public var downTitle: String
  /// The name of the forward pass.
  public var upTitle: String
  /// The levels from the uppermost, which stands rightmost.
  public var levels: [Level]
  /// The steps between them, one fewer.
  public var steps: [Step]
  /// The width in points.
  public var width: Double

  /// Two rows; there is one step fewer than there are levels.
  public init(
    downTitle: String, upTitle: String, levels: [Level], steps: [Step],
    width: Double = FigureMeasure.textWidth
  ) {
    precondition(
      !levels.isEmpty && steps.count == levels.count - 1,
      "\(steps.count) steps between \(levels.count) levels")
    self.downTitle = downTitle
    self.upTitle = upTitle
    self.levels = levels
    self.steps = steps
    self.width = width
  }

  private static let titleHeight = 16.0
  private static let bandMargin = 9.0
  private static let wordStyle = TextStyle(.sans, 7.5, italic: true, color: Palette.ink)

  /// The heights of the forward row, of the band of shared figures and of the backward row.
  private var heights: (up: Double, band: Double, down: Double) {
    (
      levels.map(\.up.size.height).max() ?? 0,
      (steps.compactMap { $0.shared?.size.height }.max() ?? 0) + 2 * Self.bandMargin,
      levels.map(\.down.size.height).max() ?? 0
    )
  }

  /// The width asked for, and the height of both rows, of the band between them and of the titles.
  public var size: Size {
    let heights = heights
    return Size(width, heights.up + heights.band + heights.down + 2 * Self.titleHeight)
  }

  /// Where each level stands along the rows, the first rightmost, and the gap between two neighbors.
  private var places: (levels: [ClosedRange<Double>], gap: Double) {
    let widths = levels.map { max($0.down.size.width, $0.up.size.width) }
    let gap = max(0, width - widths.reduce(0, +)) / Double(max(1, steps.count))
    var right = width
    let places = widths.map { width in
      defer { right -= width + gap }
      return (right - width)...right
    }
    return (places, gap)
  }

  /// Draws both rows, the arrows along them, and what steps share between them.
  public func draw(on canvas: borrowing Canvas, in frame: Rectangle) {
    let natural = size
    let (heights, places) = (heights, places)
    let up = Self.titleHeight + heights.up / 2
    let down = Self.titleHeight + heights.up + heights.band + heights.down / 2
    canvas.saved { canvas in
      canvas.translate(frame.x, frame.y)
      canvas.scale(frame.width / natural.width, frame.height / natural.height)
      canvas.draw(Text(upTitle, .panelTitle), at: Point(0, 0))
      canvas.draw(
        Text(downTitle, .panelTitle), at: Point(0, natural.height), anchor: TextAnchor(0, .bottom))
      for (level, place) in zip(levels, places.levels) {
        for (figure, y) in [(level.up, up), (level.down, down)] {
          let size = figure.size
          let x = (place.lowerBound + place.upperBound - size.width) / 2
          figure.draw(on: canvas, in: Rectangle(x, y - size.height / 2, size.width, size.height))
        }
      }
      for (index, step) in steps.enumerated() {
        draw(
          step, from: places.levels[index + 1].upperBound, to: places.levels[index].lowerBound, up: up,
          down: down, band: Self.titleHeight + heights.up + heights.band / 2, on: canvas)
      }
    }
  }

  /// Draws the arrows of a step between two levels, its words, and what it shares.
  private func draw(
    _ step: Step, from left: Double, to right: Double, up: Double, down: Double, band: Double,
    on canvas: borrowing Canvas
  ) {
    // The middle of the cells, which stand below their titles.
    let (up, down, middle) = (up + 7, down + 7, (left + right) / 2)
    arrow(from: Point(left + 4, up), to: Point(right - 4, up), on: canvas)
    arrow(from: Point(right - 4, down), to: Point(left + 4, down), on: canvas)
    let room = right - left + 6
    func word(_ text: String) -> Text {
      Text(text, Self.wordStyle, width: room, alignment: .center)
    }
    canvas.draw(word(step.up), at: Point(left - 3, up - 4), anchor: TextAnchor(0, .bottom))
    canvas.draw(word(step.down), at: Point(left - 3, down + 4), anchor: TextAnchor(0, .top))
    guard let shared = step.shared else { return }
    let size = shared.size
    let box = Rectangle(middle - size.width / 2, band - size.height / 2, size.width, size.height)
    shared.draw(on: canvas, in: box)
    let dash = [2.5, 2.5]
    let (start, end) = (Point(middle, up + 4), Point(middle, box.y - 3))
    arrow(from: step.isHandedOver ? start : end, to: step.isHandedOver ? end : start, dash: dash, on: canvas)
    arrow(from: Point(middle, box.maxY + 3), to: Point(middle, down - 4), dash: dash, on: canvas)
  }

  private func arrow(
    from start: Point, to end: Point, dash: [Double] = [], on canvas: borrowing Canvas
  ) {
    let isVertical = start.x == end.x
    let sign: Double = isVertical ? (end.y > start.y ? 1 : -1) : (end.x > start.x ? 1 : -1)
    func head(_ back: Double, _ aside: Double) -> Point {
      isVertical
        ? Point(end.x + aside, end.y - sign * back) : Point(end.x - sign * back, end.y + aside)
    }
    canvas.beginPath()
    canvas.move(to: start)
    canvas.line(to: head(4, 0))
    canvas.stroke(Palette.softInk, width: 1.1, dash: dash)
    canvas.beginPath()
    canvas.polygon([end, head(6, -3), head(6, 3)])
    canvas.fill(Palette.softInk)
  }
}
