import Drawing

extension PDFFlow {
  /// The running head: the document's title on the left and the chapter's on the right, which is left out where it would take
  /// more than half of the width.
  static func drawHead(_ documentTitle: String, _ title: String, on canvas: borrowing Canvas) {
    let body = PDFStyle.body
    let height = body.y - 28
    func shortened(_ text: String) -> Text {
      let text = text.count > 70 ? text.prefix(68) + "…" : text[...]
      return Text(String(text), TextStyle(.serif, 8.6, italic: true, color: PDFStyle.soft))
    }
    canvas.draw(shortened(documentTitle), at: Point(body.x, height), anchor: TextAnchor(0, .bottom))
    if title != documentTitle {
      let title = shortened(title)
      if title.measured().width < body.width / 2 {
        canvas.draw(title, at: Point(body.maxX, height), anchor: TextAnchor(1, .bottom))
      }
    }
    canvas.beginPath()
    canvas.move(to: Point(body.x, height + 4))
    canvas.line(to: Point(body.maxX, height + 4))
    canvas.stroke(PDFStyle.rule, width: 0.5)
  }
}
