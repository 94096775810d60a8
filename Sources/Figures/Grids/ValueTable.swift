import Drawing

/// Names and values in columns, beside images that they belong to.
public struct ValueTable: Figure {
  /// The names and values, down the first column first.
  public var entries: [(name: String, value: String)]
  /// How many columns of pairs stand side by side.
  public var columns: Int
  /// The width in points.
  public var width: Double

  /// A table of pairs.
  public init(_ entries: [(name: String, value: String)], columns: Int, width: Double) {
    precondition(columns > 0 && width > 0, "\(columns) columns of values in a width of \(width)")
    self.entries = entries
    self.columns = columns
    self.width = width
  }

  private static let rowHeight = 11.0
  private var rowsDown: Int { (entries.count + columns - 1) / columns }

  /// The width asked for, and a line for each pair.
  public var size: Size { Size(width, max(1, Double(rowsDown) * Self.rowHeight)) }

  /// Draws the pairs, names to the left, values to the right of their column.
  public func draw(on canvas: borrowing Canvas, in frame: Rectangle) {
    let gap = 16.0
    let columnWidth = (width - gap * Double(columns - 1)) / Double(columns)
    canvas.saved { canvas in
      canvas.translate(frame.x, frame.y)
      canvas.scale(frame.width / size.width, frame.height / size.height)
      for (index, entry) in entries.enumerated() {
        let left = Double(index / rowsDown) * (columnWidth + gap)
        let middle = (Double(index % rowsDown) + 0.5) * Self.rowHeight
        canvas.draw(Text(entry.name, .tick), at: Point(left, middle), anchor: .left)
        canvas.draw(
          Text(entry.value, TextStyle.tick.colored(Palette.ink)), at: Point(left + columnWidth, middle),
          anchor: .right)
        canvas.beginPath()
        canvas.move(to: Point(left, middle + Self.rowHeight / 2))
        canvas.line(to: Point(left + columnWidth, middle + Self.rowHeight / 2))
        canvas.stroke(Palette.grid, width: 0.5)
      }
    }
  }
}
