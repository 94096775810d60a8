import Drawing

/// A verdict's badge in print.
enum PDFBadge {
  /// Draws the badge as a part of an element, with its upper left corner at a point, and gives the rectangle that it takes.
  @discardableResult
  static func draw(_ verdict: Verdict, at point: Point, in flow: PDFFlow, as element: PDFElement) -> Rectangle
  {
    var frame = Rectangle(0, 0, 0, 0)
    flow.pdf.mark(element) { frame = draw(verdict, at: point, on: $0) }
    return frame
  }

  /// Draws the badge with its upper left corner at a point and gives the rectangle that it takes.
  static func draw(_ verdict: Verdict, at point: Point, on canvas: borrowing Canvas) -> Rectangle {
    let badge = Badge(verdict)
    let text = Text(badge.text, TextStyle(.sans, 7.5, weight: .semibold, color: badge.light.text))
    let frame = Rectangle(point.x, point.y, text.measured().width + 11, 12.5)
    let radius = frame.height / 2
    canvas.beginPath()
    canvas.arc(Point(frame.x + radius, frame.center.y), radius: radius, from: .pi / 2, to: 1.5 * .pi)
    canvas.line(to: Point(frame.maxX - radius, frame.y))
    canvas.fill(badge.light.background)
    canvas.beginPath()
    canvas.arc(Point(frame.maxX - radius, frame.center.y), radius: radius, from: -.pi / 2, to: .pi / 2)
    canvas.fill(badge.light.background)
    canvas.beginPath()
    canvas.rectangle(Rectangle(frame.x + radius - 0.1, frame.y, frame.width - 2 * radius + 0.2, frame.height))
    canvas.fill(badge.light.background)
    canvas.draw(text, at: Point(frame.center.x, frame.center.y), anchor: .center)
    return frame
  }
}
