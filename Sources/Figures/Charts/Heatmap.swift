import Drawing
import Images

/// A matrix of numbers as colors, with a bar that says which color is which number.
public struct Heatmap: Figure {
  /// A title within the figure.
  public var title: String?
  /// What the numbers are called where a reader points at one of them.
  public var name: String
  /// The numbers, row by row from the top.
  public var values: [Double]
  /// The number of columns.
  public var columns: Int
  /// The number of rows.
  public var rows: Int
  /// Which color a number has.
  public var map: ColorMap
  /// The numbers at the ends of the colors; nil takes the matrix's own.
  public var range: ClosedRange<Double>?
  /// What the numbers are, beside the bar.
  public var unit: String
  /// Names under the columns, one a column, or none at all.
  public var columnNames: [String]
  /// Names beside the rows, one a row, or none at all.
  public var rowNames: [String]
  /// How much of the last column and of the last row lies beyond the matrix's edge and is cut off, as a share of a cell: of maps whose step
  /// does not divide the image's side.
  public var cut: Double
  /// The size in points.
  public var size: Size

  /// A matrix as colors.
  ///
  /// - Parameter name: what the numbers are called where a reader points at one of them; nil takes the title, or else the unit.
  public init(
    title: String? = nil, _ values: [Double], columns: Int, map: ColorMap = .sequential,
    range: ClosedRange<Double>? = nil, unit: String = "", columnNames: [String] = [], rowNames: [String] = [],
    name: String? = nil, cut: Double = 0, size: Size = Size(220, 190)
  ) {
    precondition(0..<1 ~= cut, "\(cut) of a cell")
    precondition(
      columns > 0 && values.count % columns == 0, "\(values.count) numbers in rows of \(columns)")
    let rows = values.count / columns
    precondition(
      columnNames.isEmpty || columnNames.count == columns, "\(columnNames.count) names for \(columns) columns"
    )
    precondition(rowNames.isEmpty || rowNames.count == rows, "\(rowNames.count) names for \(rows) rows")
    self.title = title
    self.name = name ?? title ?? unit
    self.values = values
    self.columns = columns
    self.rows = rows
    self.map = map
    self.range = range
    self.unit = unit
    self.columnNames = columnNames
    self.rowNames = rowNames
    self.cut = cut
    self.size = size
  }

  /// Draws matrix and bar.
  public func draw(on canvas: borrowing Canvas, in frame: Rectangle) {
    guard rows > 0 else { return }
    let finite = values.filter { abs($0) < 1e300 }
    var low = range?.lowerBound ?? finite.min() ?? 0
    var high = range?.upperBound ?? finite.max() ?? 1
    if low == high { (low, high) = (low - 0.5, high + 0.5) }
    let ticks = Ticks.linear(from: low, to: high, about: 4)
    let tickWidth = ticks.labels.map { Text($0, .tick).measured().width }.max() ?? 0
    let left = rowNames.isEmpty ? 0 : (rowNames.map { Text($0, .tick).measured().width }.max() ?? 0) + 5
    let top = (title == nil ? 0 : 16.0) + (unit.isEmpty ? 0 : 11)
    let bottom = columnNames.isEmpty ? 0 : 13.0
    let right = tickWidth + 22
    // Cells are square: the matrix takes what fits and stays at the upper left.
    let cell = max(
      0.1,
      min(
        (frame.width - left - right) / (Double(columns) - cut),
        (frame.height - top - bottom - 2) / (Double(rows) - cut)))
    let whole = Rectangle(frame.x + left, frame.y + top, cell * Double(columns), cell * Double(rows))
    let body = Rectangle(whole.x, whole.y, whole.width - cell * cut, whole.height - cell * cut)
    canvas.draw(image(low, high), as: .exact, in: whole, cutTo: body)
    canvas.values(ValueGrid(name, columns: columns, values: texts), in: whole)
    canvas.beginPath()
    canvas.rectangle(body)
    canvas.stroke(Palette.rule, width: 0.5)
    if let title { canvas.draw(Text(title, .panelTitle), at: Point(frame.x, frame.y)) }
    for (row, name) in rowNames.enumerated() {
      canvas.draw(
        Text(name, .tick), at: Point(body.x - 4, body.y + (Double(row) + 0.5) * cell), anchor: .right)
    }
    for (column, name) in columnNames.enumerated() {
      canvas.draw(
        Text(name, .tick), at: Point(body.x + (Double(column) + 0.5) * cell, body.maxY + 3), anchor: .top)
    }
    drawBar(beside: body, low, high, ticks, on: canvas)
  }

  /// Each number with the names of its row and column.
  private var texts: [String] {
    values.enumerated().map { place, value in
      let row = rowNames.isEmpty ? nil : rowNames[place / columns]
      let column = columnNames.isEmpty ? nil : columnNames[place % columns]
      let names = [row, column].compactMap(\.self).joined(separator: ", ")
      return (names.isEmpty ? "" : names + ": ") + NumberText.significant(value)
    }
  }

  /// One pixel a number.
  private func image(_ low: Double, _ high: Double) -> Image {
    var pixels: [UInt8] = []
    pixels.reserveCapacity(values.count * 3)
    for value in values {
      let color = map.color((value - low) / (high - low))
      for part in [color.red, color.green, color.blue] { pixels.append(UInt8((part * 255).rounded())) }
    }
    return Image(width: columns, height: rows, pixels: pixels)
  }

  private func drawBar(
    beside body: Rectangle, _ low: Double, _ high: Double, _ ticks: Ticks, on canvas: borrowing Canvas
  ) {
    let bar = Rectangle(body.maxX + 9, body.y, 8, body.height)
    let steps = 128
    var pixels: [UInt8] = []
    for step in 0..<steps {
      let color = map.color(1 - (Double(step) + 0.5) / Double(steps))
      for part in [color.red, color.green, color.blue] { pixels.append(UInt8((part * 255).rounded())) }
    }
    canvas.draw(
      Image(width: 1, height: steps, pixels: pixels), as: .exact, in: bar, interpolation: .nearest)
    canvas.beginPath()
    canvas.rectangle(bar)
    canvas.stroke(Palette.rule, width: 0.5)
    for (value, label) in zip(ticks.values, ticks.labels) {
      let y = bar.maxY - (value - low) / (high - low) * bar.height
      canvas.beginPath()
      canvas.move(to: Point(bar.maxX, y))
      canvas.line(to: Point(bar.maxX + 2.5, y))
      canvas.stroke(Palette.rule, width: 0.6)
      canvas.draw(Text(label, .tick), at: Point(bar.maxX + 4.5, y), anchor: .left)
    }
    if !unit.isEmpty {
      canvas.draw(Text(unit, .tick), at: Point(bar.maxX + 8, bar.y - 3), anchor: TextAnchor(1, .bottom))
    }
  }
}

extension Canvas {
  /// Draws an image of sharp pixels of which only a part shows.
  func draw(_ image: Image, as kind: ImageKind, in whole: Rectangle, cutTo part: Rectangle) {
    guard whole != part else { return draw(image, as: kind, in: whole, interpolation: .nearest) }
    saved { canvas in
      canvas.beginPath()
      canvas.rectangle(part)
      canvas.clip()
      canvas.draw(image, as: kind, in: whole, interpolation: .nearest)
    }
  }
}
