import Drawing

/// Two columns of figures beside each other: on the right a forward pass, on the left the way back down, level by
/// level, and between them what the one hands to the other. The layout of the paper's Figure 1.
public struct TwoWayDiagram: Figure {
  /// What stands at one height of the two columns.
  public struct Level: Sendable {
    /// The figure of the backward pass.
    public var down: any Figure
    /// The figure of the forward pass.
    public var up: any Figure

    /// Two figures at the same height.
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
    /// What the two have in common, between the columns.
    public var shared: (any Figure)?
    /// Whether the forward pass hands it to the backward pass: an arrow from right to left. Otherwise both use it.
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
  /// The levels from the top.
  public var levels: [Level]
  /// The steps between them, one fewer.
  public var steps: [Step]
  /// The width in points.
  public var width: Double

  /// Two columns; there is one step fewer than there are levels.
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

  private static let titleHeight = 18.0
  private static let stepHeight = 40.0
  private static let wordGap = 6.0
  private static let wordStyle = TextStyle(.sans, 7.5, italic: true, color: Palette.ink)

  private func height(of level: Level) -> Double { max(level.down.size.height, level.up.size.height) }

  /// The width asked for, and the height of levels and steps together.
  public var size: Size {
    Size(
      width,
      Self.titleHeight + levels.reduce(0) { $0 + height(of: $1) } + Double(steps.count) * Self.stepHeight)
  }

  /// The widest figure of each column, or the widest word beside its arrows, decides where its middle is.
  private var centers: (down: Double, up: Double) {
    func half(_ figures: [any Figure], _ words: [String]) -> Double {
      let word = words.map { Text($0, Self.wordStyle).measured().width + Self.wordGap }.max() ?? 0
      return max((figures.map(\.size.width).max() ?? 0) / 2, word) + 2
    }
    return (
      half(levels.map(\.down), steps.map(\.down)), width - half(levels.map(\.up), steps.map(\.up))
    )
  }

  /// Draws both columns and the arrows between them.
  public func draw(on canvas: borrowing Canvas, in frame: Rectangle) {
    let natural = size
    let centers = centers
    canvas.saved { canvas in
      canvas.translate(frame.x, frame.y)
      canvas.scale(frame.width / natural.width, frame.height / natural.height)
      for (title, x) in [(downTitle, centers.down), (upTitle, centers.up)] {
        canvas.draw(Text(title, .panelTitle), at: Point(x, 0), anchor: .top)
      }
      var y = Self.titleHeight
      for (index, level) in levels.enumerated() {
        let levelHeight = height(of: level)
        for (figure, x) in [(level.down, centers.down), (level.up, centers.up)] {
          let size = figure.size
          figure.draw(
            on: canvas,
            in: Rectangle(x - size.width / 2, y + (levelHeight - size.height) / 2, size.width, size.height))
        }
        y += levelHeight
        if index < steps.count {
          draw(steps[index], from: y, on: canvas)
          y += Self.stepHeight
        }
      }
    }
  }

  private func draw(_ step: Step, from y: Double, on canvas: borrowing Canvas) {
    let (left, right) = centers
    let middle = y + Self.stepHeight / 2
    arrow(from: Point(left, y + 4), to: Point(left, y + Self.stepHeight - 4), on: canvas)
    arrow(from: Point(right, y + Self.stepHeight - 4), to: Point(right, y + 4), on: canvas)
    canvas.draw(Text(step.down, Self.wordStyle), at: Point(left - Self.wordGap, middle), anchor: .right)
    canvas.draw(Text(step.up, Self.wordStyle), at: Point(right + Self.wordGap, middle), anchor: .left)
    guard let shared = step.shared else { return }
    let size = shared.size
    let box = Rectangle(
      (left + right - size.width) / 2, middle - size.height / 2, size.width, size.height)
    shared.draw(on: canvas, in: box)
    let dash = [2.5, 2.5]
    if step.isHandedOver {
      arrow(from: Point(right - 5, middle), to: Point(box.maxX + 5, middle), dash: dash, on: canvas)
      arrow(from: Point(box.x - 5, middle), to: Point(left + 5, middle), dash: dash, on: canvas)
    } else {
      arrow(from: Point(box.maxX + 5, middle), to: Point(right - 5, middle), dash: dash, on: canvas)
      arrow(from: Point(box.x - 5, middle), to: Point(left + 5, middle), dash: dash, on: canvas)
    }
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
