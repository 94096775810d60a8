import Drawing

/// Groups of bars, with intervals and marks for the values that they are compared with.
public struct BarChart: Figure {
  /// One bar in every group.
  public struct Series: Sendable, Hashable {
    /// The name, for the legend.
    public var name: String
    /// A value a group; nil leaves the place empty.
    public var values: [Double?]
    /// Lower ends of the values' intervals, one a group, or none at all.
    public var low: [Double?]
    /// Upper ends of the values' intervals, one a group, or none at all.
    public var high: [Double?]
    /// A value a group to compare with, such as the paper's, drawn as a diamond; or none at all.
    public var markers: [Double?]
    /// The color; nil takes the palette's next.
    public var color: Color?

    /// One bar in every group.
    public init(
      _ name: String, _ values: [Double?], low: [Double?] = [], high: [Double?] = [], markers: [Double?] = [],
      color: Color? = nil
    ) {
      for list in [low, high, markers] {
        precondition(
          list.isEmpty || list.count == values.count,
          "series “\(name)”: \(values.count) values, \(list.count) others")
      }
      self.name = name
      self.values = values
      self.low = low
      self.high = high
      self.markers = markers
      self.color = color
    }
  }

  /// A title within the figure, for one panel of several.
  public var title: String?
  /// The names of the groups, from the left.
  public var groups: [String]
  /// The bars of each group.
  public var series: [Series]
  /// The y axis; it starts at zero unless it has a range.
  public var y: Axis
  /// Values to compare all bars with.
  public var references: [ReferenceLine]
  /// What the diamonds mean, for the legend.
  public var markerName: String
  /// How many decimals the values above the bars have; nil writes no values.
  public var decimals: Int?
  /// The size in points.
  public var size: Size

  /// A chart of bars.
  public init(
    title: String? = nil, groups: [String], series: [Series], y: Axis, references: [ReferenceLine] = [],
    markerName: String = "the paper", decimals: Int? = 1, size: Size = Size(FigureMeasure.chartWidth, 150)
  ) {
    for each in series {
      precondition(
        each.values.count == groups.count,
        "series “\(each.name)”: \(each.values.count) values, \(groups.count) groups")
    }
    self.title = title
    self.groups = groups
    self.series = series
    self.y = y
    self.references = references
    self.markerName = markerName
    self.decimals = decimals
    self.size = size
  }

  /// Draws axes, bars, intervals, markers and the legend.
  public func draw(on canvas: borrowing Canvas, in frame: Rectangle) {
    guard !groups.isEmpty, !series.isEmpty else { return }
    var axis = y
    if axis.range == nil, axis.scale == .linear { axis.includesZero = true }
    let yRange = axis.resolvedRange(
      for: series.flatMap { ($0.values + $0.low + $0.high + $0.markers).compactMap(\.self) }
        + references.map(\.value))
    let hasMarkers = series.contains { $0.markers.contains { $0 != nil } }
    let hasLegend = series.count > 1 || hasMarkers
    var body = frame
    if hasLegend {
      let height = legend.height(in: legendWidth(hasMarkers, in: frame))
      body.y += height
      body.height -= height
    }
    // Every name is wrapped to its group's width before the axis is placed, since it decides the room below.
    let groupWidth = max(8, (frame.width - 44) / Double(groups.count))
    let labels = groups.map {
      TextLayout(Text($0, .label, width: groupWidth - 4, alignment: .center))
    }
    let below = (labels.map(\.size.height).max() ?? 0) + 3
    let area = PlotArea(
      in: body, x: Axis(""), y: axis, xRange: 0...Double(groups.count), yRange: yRange, xLabels: false,
      title: title, below: below)
    area.drawAxes(on: canvas, title: title, frame: body)
    for (group, label) in labels.enumerated() {
      let center = area.across(Double(group) + 0.5)
      canvas.draw(label, at: Point(center - label.size.width / 2, area.inner.maxY + 4))
      drawBars(of: group, in: area, base: yRange.contains(0) ? 0 : yRange.lowerBound, on: canvas)
    }
    area.drawReferences(references, on: canvas)
    if hasLegend { drawLegend(hasMarkers, in: frame, on: canvas) }
  }

  private func color(_ index: Int) -> Color { series[index].color ?? Palette.series(index) }

  private func drawBars(of group: Int, in area: PlotArea, base: Double, on canvas: borrowing Canvas) {
    let groupWidth = area.inner.width / Double(groups.count)
    let barWidth = min(34, groupWidth * 0.78 / Double(series.count))
    let start = area.across(Double(group) + 0.5) - barWidth * Double(series.count) / 2
    for (index, each) in series.enumerated() {
      let x = start + barWidth * Double(index)
      let center = x + barWidth / 2
      if let value = each.values[group], value.isFinite {
        let top = area.up(value)
        let bottom = area.up(base)
        canvas.beginPath()
        canvas.rectangle(Rectangle(x + 0.75, min(top, bottom), barWidth - 1.5, abs(bottom - top)))
        canvas.fill(color(index))
        var labeled = min(top, bottom)
        if !each.low.isEmpty, !each.high.isEmpty, let low = each.low[group], let high = each.high[group] {
          ErrorBar(x: center, low: area.up(low), high: area.up(high)).draw(on: canvas, Palette.ink)
          labeled = min(labeled, area.up(high))
        }
        if let decimals {
          let text = Text(NumberText.fixed(value, decimals), TextStyle(.sans, 6.5, color: Palette.ink))
          let size = text.measured()
          // Above the diamond where that stands in its way.
          if !each.markers.isEmpty, let marker = each.markers[group].map(area.up),
            marker - Self.diamond < labeled, marker + Self.diamond > labeled - 1.5 - size.height
          {
            labeled = marker - Self.diamond
          }
          // Beside other bars there must be a gap between values.
          if size.width <= barWidth + (series.count > 1 ? -1 : 6) {
            canvas.draw(text, at: Point(center, labeled - 1.5), anchor: .bottom)
          }
        }
      }
      if !each.markers.isEmpty, let marker = each.markers[group], marker.isFinite {
        drawDiamond(at: Point(center, area.up(marker)), on: canvas)
      }
      if let text = text(of: each, in: group) {
        canvas.note(text, in: Rectangle(x, area.inner.y, barWidth, area.inner.height))
      }
    }
  }

  /// What a bar shows, in words; nil where it is not there.
  private func text(of each: Series, in group: Int) -> String? {
    let unit = y.unit.isEmpty ? "" : "\u{202F}\(y.unit)"
    var lines: [String] = []
    if let value = each.values[group], value.isFinite {
      var line = NumberText.significant(value)
      if !each.low.isEmpty, !each.high.isEmpty, let low = each.low[group], let high = each.high[group] {
        line += " (\(NumberText.significant(low)) to \(NumberText.significant(high)))"
      }
      lines.append((each.name.isEmpty ? "" : each.name + ": ") + line + unit)
    }
    if !each.markers.isEmpty, let marker = each.markers[group], marker.isFinite {
      lines.append("\(markerName): \(NumberText.significant(marker))\(unit)")
    }
    return lines.isEmpty ? nil : ([groups[group]] + lines).joined(separator: "\n")
  }

  /// From the middle of a diamond to its corners.
  private static let diamond = 3.4

  private func drawDiamond(at point: Point, on canvas: borrowing Canvas) {
    canvas.beginPath()
    let half = Self.diamond
    canvas.polygon([
      Point(point.x, point.y - half), Point(point.x + half, point.y), Point(point.x, point.y + half),
      Point(point.x - half, point.y),
    ])
    canvas.fill(.white, keepingPath: true)
    canvas.stroke(Palette.ink, width: 0.9)
  }

  private func drawLegend(_ hasMarkers: Bool, in frame: Rectangle, on canvas: borrowing Canvas) {
    let width = legendWidth(hasMarkers, in: frame)
    legend.draw(on: canvas, in: Rectangle(frame.x + 2, frame.y, width, legend.height(in: width)))
    guard hasMarkers else { return }
    let text = Text(markerName, .label)
    canvas.draw(text, at: Point(frame.maxX - 4, frame.y + 6), anchor: .right)
    drawDiamond(at: Point(frame.maxX - text.measured().width - 11, frame.y + 6), on: canvas)
  }

  /// The names of several series.
  private var legend: Legend {
    Legend(entries: series.count > 1 ? series.indices.map { (series[$0].name, color($0)) } : [])
  }

  /// What is left beside the name of the diamonds.
  private func legendWidth(_ hasMarkers: Bool, in frame: Rectangle) -> Double {
    frame.width - 2 - (hasMarkers ? Text(markerName, .label).measured().width + 24 : 0)
  }
}
