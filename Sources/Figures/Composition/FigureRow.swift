import Drawing

/// Figures side by side, each perhaps with its letter.
public struct FigureRow: Figure {
  private let stack: FigureStack

  /// Figures side by side.
  ///
  /// - Parameters:
  ///   - figures: the figures from the left.
  ///   - gap: the gap between two of them, in points.
  ///   - isLettered: whether they carry the letters a, b, c.
  ///   - firstLetter: the letter of the first figure: 0 is a.
  public init(_ figures: [any Figure], gap: Double = 14, isLettered: Bool = false, firstLetter: Int = 0) {
    stack = FigureStack(
      figures: figures, gap: gap, isLettered: isLettered, firstLetter: firstLetter, isColumn: false)
  }

  /// The widths and gaps together, and the greatest height, in points.
  public var size: Size { stack.size }

  /// Draws the figures, their tops in line.
  public func draw(on canvas: borrowing Canvas, in frame: Rectangle) { stack.draw(on: canvas, in: frame) }
}
