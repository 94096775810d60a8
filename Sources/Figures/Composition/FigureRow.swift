import Drawing

/// Figures side by side, each perhaps with its letter.
public struct FigureRow: Figure {
  /// The figures from the left.
  public var figures: [any Figure]
  /// The gap between them, in points.
  public var gap: Double
  /// Whether they carry the letters a, b, c.
  public var isLettered: Bool
  /// The letter of the first figure: 0 is a.
  public var firstLetter: Int

  /// Figures side by side.
  public init(_ figures: [any Figure], gap: Double = 14, isLettered: Bool = false, firstLetter: Int = 0) {
    self.figures = figures
    self.gap = gap
    self.isLettered = isLettered
    self.firstLetter = firstLetter
  }

  private var letterHeight: Double { isLettered ? PanelLetter.height : 0 }

  /// The widths and gaps together, and the greatest height.
  public var size: Size {
    Size(
      max(1, figures.reduce(0) { $0 + $1.size.width } + gap * Double(max(0, figures.count - 1))),
      max(1, (figures.map(\.size.height).max() ?? 0) + letterHeight))
  }

  /// Draws the figures, their tops in line.
  public func draw(on canvas: borrowing Canvas, in frame: Rectangle) {
    let natural = size
    canvas.saved { canvas in
      canvas.translate(frame.x, frame.y)
      canvas.scale(frame.width / natural.width, frame.height / natural.height)
      var x = 0.0
      for (index, figure) in figures.enumerated() {
        if isLettered { PanelLetter.draw(firstLetter + index, at: Point(x, 0), on: canvas) }
        figure.draw(on: canvas, in: Rectangle(x, letterHeight, figure.size.width, figure.size.height))
        x += figure.size.width + gap
      }
    }
  }
}
