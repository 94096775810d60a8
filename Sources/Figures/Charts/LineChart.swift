import Drawing

/// Lines over numbers: training curves, responses to a transformation, accuracy against the number of images.
public struct LineChart: Figure {
  /// One line with its name and the intervals of its values.
  public struct Series: Sendable, Hashable {
    /// How points are shown.
    public enum Mark: Sendable, Hashable {
      /// A line without dots.
      case line
      /// A line with a dot at each point.
      case dottedLine
      /// Dots without a line.
      case dots
    }
    /// How the uncertainty is shown.
    public enum Spread: Sendable, Hashable {
      /// A pale band around the line.
      case band
      /// A bar at each point.
      case bars
    }

    /// The name, written at the end of the line.
    public var name: String
    /// Positions along the x axis.
    public var x: [Double]
    /// Values, as many as positions; NaN leaves a gap.
    public var y: [Double]
    /// Lower and upper ends of each value's interval, as many as values, where there are any.
    public var interval: (low: [Double], high: [Double])? {
      get { low.isEmpty ? nil : (low, high) }
      set { (low, high) = (newValue?.low ?? [], newValue?.high ?? []) }
    }
    /// How points are shown.
    public var mark: Mark
    /// How the intervals are shown.
    public var spread: Spread
    /// The color; nil takes the palette's next.
    public var color: Color?
    /// Whether the line is dashed.
    public var isDashed: Bool
    private var low: [Double] = []
    private var high: [Double] = []

    /// A line through points.
    public init(
      _ name: String, x: [Double], y: [Double], interval: (low: [Double], high: [Double])? = nil,
      mark: Mark = .line, spread: Spread = .band, color: Color? = nil, isDashed: Bool = false
    ) {
      precondition(x.count == y.count, "series “\(name)”: \(x.count) positions and \(y.count) values")
      if let interval {
        precondition(
          interval.low.count == y.count && interval.high.count == y.count,
          "series “\(name)”: \(y.count) values, \(interval.low.count) lower and \(interval.high.count) upper ends"
        )
      }
      self.name = name
      self.x = x
      self.y = y
      self.mark = mark
      self.spread = spread
      self.color = color
      self.isDashed = isDashed
      self.interval = interval
    }
  }

  /// Where the names of the lines stand.
  public enum Names: Sendable, Hashable {
    /// At the right end of each line.
    case direct
    /// In a row above the chart.
    case legend
    /// Nowhere, where a caption or a neighboring panel names the lines.
    case none
  }

  /// A title within the figure, for one panel of several.
  public var title: String?
  /// The axis along the bottom.
  public var x: Axis
  /// The axis along the left side.
  public var y: Axis
  /// The lines, the first drawn first.
  public var series: [Series]
  /// Values to compare with.
  public var references: [ReferenceLine]
  /// Where the names of the lines stand.
  public var names: Names
  /// The size in points.
  public var size: Size

  /// A chart of lines.
  public init(
    title: String? = nil, x: Axis, y: Axis, series: [Series], references: [ReferenceLine] = [],
    names: Names = .direct, size: Size = Size(FigureMeasure.chartWidth, 165)
  ) {
    self.title = title
    self.x = x
    self.y = y
    self.series = series
    self.references = references
    self.names = names
    self.size = size
  }

  /// Draws axes, reference lines, lines with their intervals, and names.
  public func draw(on canvas: borrowing Canvas, in frame: Rectangle) {
    let xRange = x.resolvedRange(for: series.flatMap(\.x) + references.filter { $0.axis == .x }.map(\.value))
    let yRange = y.resolvedRange(
      for: series.flatMap { $0.y + ($0.interval.map { $0.low + $0.high } ?? []) }
        + references.filter { $0.axis == .y }.map(\.value))
    let nameStyle = TextStyle(.sans, 7.5, weight: .medium)
    let named = series.filter { !$0.name.isEmpty }
    let right =
      names == .direct
      ? min(frame.width * 0.35, (named.map { Text($0.name, nameStyle).measured().width }.max() ?? 0) + 8) : 0
    let legend = Legend(entries: series.indices.map { (series[$0].name, color($0)) })
    let legendHeight = names == .legend ? legend.height(in: frame.width - 2) : 0
    var body = frame
    body.y += legendHeight
    body.height -= legendHeight
    let area = PlotArea(
      in: body, x: x, y: y, xRange: xRange, yRange: yRange, title: title, right: right)
    area.drawAxes(on: canvas, title: title, frame: body)
    canvas.saved { canvas in
      canvas.beginPath()
      // A little room beyond the area, so that lines along its edge keep their full width.
      canvas.rectangle(area.inner.inset(by: -1.5))
      canvas.clip()
      for (index, line) in series.enumerated() {
        drawSpread(of: line, color(index), in: area, on: canvas)
      }
      for (index, line) in series.enumerated() {
        drawLine(line, color(index), in: area, on: canvas)
      }
    }
    area.drawReferences(references, on: canvas)
    noteValues(in: area, on: canvas)
    switch names {
    case .direct: drawNames(nameStyle, in: area, room: right - 6, on: canvas)
    case .legend:
      legend.draw(on: canvas, in: Rectangle(frame.x + 2, frame.y, frame.width - 2, legendHeight))
    case .none: break
    }
  }

  private func color(_ index: Int) -> Color { series[index].color ?? Palette.series(index) }

  /// The stretches of points between gaps.
  private func stretches(of line: Series) -> [[Int]] {
    var result: [[Int]] = [[]]
    for index in line.x.indices {
      let usable =
        line.x[index].isFinite && line.y[index].isFinite
        && (x.scale == .linear || line.x[index] > 0) && (y.scale == .linear || line.y[index] > 0)
      if usable { result[result.count - 1].append(index) } else { result.append([]) }
    }
    return result.filter { !$0.isEmpty }
  }

  private func drawSpread(
    of line: Series, _ color: Color, in area: PlotArea, on canvas: borrowing Canvas
  ) {
    guard let interval = line.interval else { return }
    for stretch in stretches(of: line) {
      let usable = stretch.filter { interval.low[$0].isFinite && interval.high[$0].isFinite }
      switch line.spread {
      case .band:
        let upper = usable.map { area.point(line.x[$0], interval.high[$0]) }
        let lower = usable.reversed().map { area.point(line.x[$0], interval.low[$0]) }
        canvas.beginPath()
        canvas.polygon(upper + lower)
        canvas.fill(color.opacity(0.18))
      case .bars:
        for index in usable {
          ErrorBar(
            x: area.across(line.x[index]), low: area.up(interval.low[index]),
            high: area.up(interval.high[index])
          ).draw(on: canvas, color)
        }
      }
    }
  }

  private func drawLine(_ line: Series, _ color: Color, in area: PlotArea, on canvas: borrowing Canvas) {
    for stretch in stretches(of: line) {
      let points = stretch.map { area.point(line.x[$0], line.y[$0]) }
      if line.mark != .dots {
        canvas.beginPath()
        canvas.move(to: points[0])
        for point in points.dropFirst() { canvas.line(to: point) }
        canvas.stroke(color, width: 1.3, dash: line.isDashed ? [4, 2.5] : [], roundCaps: !line.isDashed)
      }
      if line.mark != .line || points.count == 1 {
        for point in points {
          canvas.beginPath()
          canvas.arc(point, radius: 2)
          canvas.fill(color, keepingPath: true)
          canvas.stroke(.white, width: 0.6)
        }
      }
    }
  }

  /// Says the values at each position, in a strip of the area around it.
  private func noteValues(in area: PlotArea, on canvas: borrowing Canvas) {
    let positions = Set(
      series.indices.flatMap { at in stretches(of: series[at]).joined().map { series[at].x[$0] } }
    )
    .filter(area.xRange.contains).sorted()
    // Finer strips could not be pointed at.
    guard positions.count <= 160 else { return }
    let places = positions.map(area.across)
    for (index, position) in positions.enumerated() {
      let left = index == 0 ? area.inner.x : (places[index - 1] + places[index]) / 2
      let right = index == places.count - 1 ? area.inner.maxX : (places[index] + places[index + 1]) / 2
      let lines = series.flatMap { line in
        line.x.indices.filter { line.x[$0] == position && line.y[$0].isFinite }.map {
          line.text(at: $0, y.unit)
        }
      }
      canvas.note(
        ([x.text(of: position)] + lines).joined(separator: "\n"),
        in: Rectangle(left, area.inner.y, right - left, area.inner.height))
    }
  }

  /// Writes each name beside the end of its line, moved apart where they would touch.
  private func drawNames(_ style: TextStyle, in area: PlotArea, room: Double, on canvas: borrowing Canvas) {
    var places: [(index: Int, wanted: Double)] = []
    for (index, line) in series.enumerated() where !line.name.isEmpty {
      guard let last = stretches(of: line).last?.last else { continue }
      places.append((index, min(max(area.up(line.y[last]), area.inner.y), area.inner.maxY)))
    }
    places.sort { ($0.wanted, $0.index) < ($1.wanted, $1.index) }
    let heights = Apart.placed(
      places.map(\.wanted), distance: 9.5, within: (area.inner.y - 3)...(area.inner.maxY + 3))
    for (place, height) in zip(places, heights) {
      let color = color(place.index).mixed(with: .black, 0.18)
      canvas.draw(
        Text(series[place.index].name, style.colored(color)), at: Point(area.inner.maxX + 5, height),
        anchor: .left)
    }
  }
}

extension LineChart.Series {
  /// The value of a point with its name and interval, such as “ZFNet: 41.9 (40.8 to 43) %”.
  fileprivate func text(at index: Int, _ unit: String) -> String {
    var text = (name.isEmpty ? "" : name + ": ") + NumberText.significant(y[index])
    if let interval, interval.low[index].isFinite, interval.high[index].isFinite {
      text +=
        " (\(NumberText.significant(interval.low[index])) to \(NumberText.significant(interval.high[index])))"
    }
    return unit.isEmpty ? text : "\(text)\u{202F}\(unit)"
  }
}
