import Drawing

/// Figures one above the other, each perhaps with its letter.
public struct FigureColumn: Figure {
  /// The figures from the top.
  public var figures: [any Figure]
  /// The gap between them, in points.
  public var gap: Double
  /// Whether they carry the letters a, b, c.
  public var isLettered: Bool
  /// The letter of the first figure: 0 is a.
  public var firstLetter: Int

  /// Figures one above the other.
  public init(_ figures: [any Figure], gap: Double = 14, isLettered: Bool = false, firstLetter: Int = 0) {
    self.figures = figures
    self.gap = gap
    self.isLettered = isLettered
    self.firstLetter = firstLetter
  }

  private var letterHeight: Double { isLettered ? PanelLetter.height : 0 }

  /// The greatest width, and the heights and gaps together.
  public var size: Size {
    Size(
      max(1, figures.map(\.size.width).max() ?? 0),
      max(
        1,
        figures.reduce(0) { $0 + $1.size.height + letterHeight } + gap * Double(max(0, figures.count - 1))))
  }

  /// Draws the figures, their left edges in line.
  public func draw(on canvas: borrowing Canvas, in frame: Rectangle) {
    let natural = size
    canvas.saved { canvas in
      canvas.translate(frame.x, frame.y)
      canvas.scale(frame.width / natural.width, frame.height / natural.height)
      var y = 0.0
      for (index, figure) in figures.enumerated() {
        if isLettered { PanelLetter.draw(firstLetter + index, at: Point(0, y), on: canvas) }
        figure.draw(
          on: canvas, in: Rectangle(0, y + letterHeight, figure.size.width, figure.size.height))
        y += figure.size.height + letterHeight + gap
      }
    }
  }
}
