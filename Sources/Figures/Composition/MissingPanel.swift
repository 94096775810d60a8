import Drawing

/// A panel that has nothing to show, and says why: a pale frame with a few words where the panel would stand.
public struct MissingPanel: Figure {
  /// The title that the panel would have.
  public var title: String
  /// Why there is nothing to show.
  public var reason: String
  /// The size in points.
  public var size: Size

  /// A frame with a reason in its middle.
  public init(title: String, reason: String, size: Size) {
    (self.title, self.reason, self.size) = (title, reason, size)
  }

  private static let titleHeight = 16.0

  /// Draws the title, the frame and the reason.
  public func draw(on canvas: borrowing Canvas, in frame: Rectangle) {
    canvas.saved { canvas in
      canvas.translate(frame.x, frame.y)
      canvas.scale(frame.width / size.width, frame.height / size.height)
      canvas.draw(Text(title, .panelTitle), at: Point(0, 0))
      let place = Rectangle(0, Self.titleHeight, size.width, max(1, size.height - Self.titleHeight))
      canvas.beginPath()
      canvas.rectangle(place.inset(by: 0.5))
      canvas.stroke(Palette.rule, width: 0.7, dash: [3, 2.5])
      let text = Text(
        reason, TextStyle(.sans, FigureMeasure.labelSize, color: Palette.softInk),
        width: max(1, size.width - 24), alignment: .center)
      canvas.draw(text, at: place.center, anchor: .center)
    }
  }
}
