import Drawing

/// An arrow with a word above it, to stand between two figures of a row.
public struct ArrowFigure: Figure {
  /// What happens on the way.
  public var label: String
  /// The size in points; the arrow is at half the height.
  public var size: Size
  /// Whether it points to the left.
  public var isReversed: Bool

  /// An arrow to the right, or to the left where it is reversed, with a word above it.
  public init(_ label: String = "", size: Size = Size(46, 60), isReversed: Bool = false) {
    self.label = label
    self.size = size
    self.isReversed = isReversed
  }

  /// Draws the arrow in the middle of the frame.
  public func draw(on canvas: borrowing Canvas, in frame: Rectangle) {
    let y = frame.center.y
    let start = isReversed ? frame.maxX - 3 : frame.x + 3
    let end = isReversed ? frame.x + 3 : frame.maxX - 3
    let back: Double = isReversed ? 6 : -6
    canvas.beginPath()
    canvas.move(to: Point(start, y))
    canvas.line(to: Point(end + back * 0.7, y))
    canvas.stroke(Palette.softInk, width: 1.1)
    canvas.beginPath()
    canvas.polygon([Point(end, y), Point(end + back, y - 3), Point(end + back, y + 3)])
    canvas.fill(Palette.softInk)
    guard !label.isEmpty else { return }
    let style = TextStyle(.sans, 7, italic: true, color: Palette.ink)
    canvas.draw(
      Text(label, style, width: frame.width, alignment: .center), at: Point(frame.x, y - 5),
      anchor: TextAnchor(0, .bottom))
  }
}
