import Drawing

/// Figures one above the other, each perhaps with its letter.
public struct FigureColumn: Figure {
  private let stack: FigureStack

  /// Figures one above the other.
  ///
  /// - Parameters:
  ///   - figures: the figures from the top.
  ///   - gap: the gap between two of them, in points.
  ///   - isLettered: whether they carry the letters a, b, c.
  ///   - firstLetter: the letter of the first figure: 0 is a.
  public init(_ figures: [any Figure], gap: Double = 14, isLettered: Bool = false, firstLetter: Int = 0) {
    stack = FigureStack(
      figures: figures, gap: gap, isLettered: isLettered, firstLetter: firstLetter, isColumn: true)
  }

  /// The greatest width, and the heights and gaps together, in points.
  public var size: Size { stack.size }

  /// Draws the figures, their left edges in line.
  public func draw(on canvas: borrowing Canvas, in frame: Rectangle) { stack.draw(on: canvas, in: frame) }
}
