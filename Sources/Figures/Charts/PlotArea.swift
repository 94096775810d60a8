import Drawing

/// The rectangle of a chart in which data are drawn, with its axes: what all charts share.
struct PlotArea {
  let x: Axis
  let y: Axis
  let xRange: ClosedRange<Double>
  let yRange: ClosedRange<Double>
  /// Where data are drawn.
  let inner: Rectangle
  private let xTicks: Ticks?
  private let yTicks: Ticks

  /// Places the area in a frame, leaving room for the axes' text.
  ///
  /// - Parameters:
  ///   - xLabels: whether the x axis has ticks of numbers; a bar chart writes its own.
  ///   - below: more room under the axis, in points.
  ///   - right: more room to the right, in points.
  init(
    in frame: Rectangle, x: Axis, y: Axis, xRange: ClosedRange<Double>, yRange: ClosedRange<Double>,
    xLabels: Bool = true, title: String?, below: Double = 0, right: Double = 0
  ) {
    self.x = x
    self.y = y
    self.xRange = xRange
    self.yRange = yRange
    let yTicks = y.ticks(in: yRange, about: max(2, Int(frame.height / 36)))
    self.yTicks = yTicks
    let left = (yTicks.labels.map { Text($0, .tick).measured().width }.max() ?? 0) + 8
    let top: Double = 6 + (title == nil ? 0 : 14) + (y.heading.isEmpty ? 0 : 13)
    let bottom: Double = 4 + (xLabels ? 12 : 0) + (x.heading.isEmpty ? 0 : 13) + below
    inner = Rectangle(
      frame.x + left, frame.y + top, max(10, frame.width - left - right - 6),
      max(10, frame.height - top - bottom))
    xTicks = xLabels ? x.ticks(in: xRange, about: max(2, Int(inner.width / 52))) : nil
  }

  /// Where a value of the x axis lies.
  func across(_ value: Double) -> Double { inner.x + x.position(value, in: xRange) * inner.width }
  /// Where a value of the y axis lies.
  func up(_ value: Double) -> Double { inner.maxY - y.position(value, in: yRange) * inner.height }
  /// Where a pair of values lies.
  func point(_ x: Double, _ y: Double) -> Point { Point(across(x), up(y)) }

  /// Draws grid, axes, ticks and headings.
  func drawAxes(on canvas: borrowing Canvas, title: String?, frame: Rectangle) {
    for (value, label) in zip(yTicks.values, yTicks.labels) {
      let at = up(value)
      canvas.move(to: Point(inner.x, at))
      canvas.line(to: Point(inner.maxX, at))
      canvas.stroke(Palette.grid, width: 0.5)
      canvas.draw(Text(label, .tick), at: Point(inner.x - 5, at), anchor: .right)
    }
    canvas.move(to: Point(inner.x, inner.maxY))
    canvas.line(to: Point(inner.maxX, inner.maxY))
    canvas.stroke(Color(hex: 0x808080), width: 0.7)
    if let xTicks {
      var free = -Double.infinity
      for (value, label) in zip(xTicks.values, xTicks.labels) {
        let at = across(value)
        canvas.move(to: Point(at, inner.maxY))
        canvas.line(to: Point(at, inner.maxY + 3))
        canvas.stroke(Color(hex: 0x808080), width: 0.7)
        let text = Text(label, .tick)
        let half = text.measured().width / 2
        guard at - half > free else { continue }
        canvas.draw(text, at: Point(at, inner.maxY + 4.5), anchor: .top)
        free = at + half + 3
      }
    }
    if !y.heading.isEmpty {
      canvas.draw(
        Text(y.heading, .label), at: Point(frame.x + 2, inner.y - 6), anchor: TextAnchor(0, .bottom))
    }
    if !x.heading.isEmpty {
      canvas.draw(
        Text(x.heading, .label), at: Point(inner.maxX, inner.maxY + (xTicks == nil ? 4 : 16)),
        anchor: TextAnchor(1, .top))
    }
    if let title {
      canvas.draw(Text(title, .panelTitle), at: Point(frame.x + 2, frame.y + 1))
    }
  }

  /// Draws lines across the area at given values, each with its label.
  func drawReferences(_ references: [ReferenceLine], on canvas: borrowing Canvas) {
    for reference in references {
      let isLevel = reference.axis == .y
      let range = isLevel ? yRange : xRange
      guard reference.value.isFinite, range.contains(reference.value) else { continue }
      let style = TextStyle(.sans, 7, italic: true, color: reference.color)
      if isLevel {
        let at = up(reference.value)
        canvas.move(to: Point(inner.x, at))
        canvas.line(to: Point(inner.maxX, at))
        canvas.stroke(reference.color, width: 0.8, dash: [3, 2.5])
        let above = at - inner.y > 12
        canvas.draw(
          Text(reference.label, style), at: Point(inner.x + 3, above ? at - 1.5 : at + 1.5),
          anchor: TextAnchor(0, above ? .bottom : .top))
      } else {
        let at = across(reference.value)
        canvas.move(to: Point(at, inner.y))
        canvas.line(to: Point(at, inner.maxY))
        canvas.stroke(reference.color, width: 0.8, dash: [3, 2.5])
        let leftwards = inner.maxX - at < Text(reference.label, style).measured().width + 4
        canvas.draw(
          Text(reference.label, style), at: Point(at + (leftwards ? -3 : 3), inner.y + 1),
          anchor: TextAnchor(leftwards ? 1 : 0, .top))
      }
    }
  }
}
