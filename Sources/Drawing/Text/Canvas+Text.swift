import CCairo

extension Canvas {
  /// Draws text with its anchor at a point, turned clockwise by an angle in radians about that point.
  public func draw(
    _ text: Text, at point: Point, anchor: TextAnchor = .topLeft, rotatedBy angle: Double = 0
  ) {
    let layout = TextLayout(text)
    let up: Double =
      switch anchor.vertical {
      case .top: 0
      case .middle:
        // A capital of these faces is about 0.7 of the size high.
        layout.lines.count == 1
          ? layout.baseline - 0.35 * (text.runs.first?.style.size ?? 0) : layout.size.height / 2
      case .baseline: layout.baseline
      case .bottom: layout.size.height
      }
    let left = layout.size.width * anchor.horizontal
    if angle == 0 {
      draw(layout, at: Point(point.x - left, point.y - up))
    } else {
      saved { canvas in
        canvas.translate(point.x, point.y)
        canvas.rotate(angle)
        canvas.draw(layout, at: Point(-left, -up))
      }
    }
  }

  /// Draws text laid out before, or some of its lines, with the upper left corner of the first of them at a point.
  public func draw(_ layout: TextLayout, at point: Point, lines: Range<Int>? = nil) {
    let range = lines ?? 0..<layout.lines.count
    if let recorder {
      recorder.append(.text(layout.text, point, lines))
      return
    }
    layout.show(range, on: context, at: point)
  }
}
