import Drawing

/// Figures in a line, from the left or from the top, each perhaps with its letter: what a row and a column share.
struct FigureStack: Sendable {
  /// The figures, in order.
  var figures: [any Figure]
  /// The gap between two of them, in points.
  var gap: Double
  /// Whether they carry the letters a, b, c.
  var isLettered: Bool
  /// The letter of the first figure: 0 is a.
  var firstLetter: Int
  /// Whether they stand one above the other; else side by side.
  let isColumn: Bool

  private static let letterHeight = 14.0

  /// A figure's room, with its letter above it.
  private func room(of figure: any Figure) -> Size {
    Size(figure.size.width, figure.size.height + (isLettered ? Self.letterHeight : 0))
  }

  /// The sizes and gaps together along the line, and the greatest size across it.
  var size: Size {
    let rooms = figures.map { room(of: $0) }
    let gaps = gap * Double(max(0, figures.count - 1))
    let (widths, heights) = (rooms.map(\.width), rooms.map(\.height))
    return isColumn
      ? Size(max(1, widths.max() ?? 0), max(1, heights.reduce(0, +) + gaps))
      : Size(max(1, widths.reduce(0, +) + gaps), max(1, heights.max() ?? 0))
  }

  /// Draws the figures, stretched with their gaps into a frame; left edges or tops are in line.
  func draw(on canvas: borrowing Canvas, in frame: Rectangle) {
    let natural = size
    canvas.saved { canvas in
      canvas.translate(frame.x, frame.y)
      canvas.scale(frame.width / natural.width, frame.height / natural.height)
      var corner = Point(0, 0)
      for (index, figure) in figures.enumerated() {
        let letter = isLettered ? Self.letterHeight : 0
        if isLettered { draw(letter: firstLetter + index, at: corner, on: canvas) }
        figure.draw(
          on: canvas, in: Rectangle(corner.x, corner.y + letter, figure.size.width, figure.size.height))
        if isColumn {
          corner.y += room(of: figure).height + gap
        } else {
          corner.x += room(of: figure).width + gap
        }
      }
    }
  }

  private func draw(letter index: Int, at point: Point, on canvas: borrowing Canvas) {
    let letter = Character(UnicodeScalar(UInt8(97 + index % 26)))
    canvas.draw(Text("(\(letter))", TextStyle(.sans, 9, weight: .bold, color: Palette.ink)), at: point)
  }
}
