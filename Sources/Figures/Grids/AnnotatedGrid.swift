import Drawing

/// A small matrix whose numbers stand in its cells: what happens inside a layer, shown with real values.
public struct AnnotatedGrid: Figure {
  /// A rectangle of cells that is set apart.
  public struct Highlight: Sendable, Hashable {
    /// The index of the first row, from 0.
    public var row: Int
    /// The index of the first column, from 0.
    public var column: Int
    /// How many rows it spans.
    public var rows: Int
    /// How many columns it spans.
    public var columns: Int
    /// The color of tint or frame.
    public var color: Color
    /// Whether the cells are tinted; else they are framed.
    public var isFilled: Bool

    /// A rectangle of cells.
    public init(
      row: Int, column: Int, rows: Int = 1, columns: Int = 1, color: Color = Palette.vermilion,
      isFilled: Bool = false
    ) {
      self.row = row
      self.column = column
      self.rows = rows
      self.columns = columns
      self.color = color
      self.isFilled = isFilled
    }
  }

  /// A title above the matrix.
  public var title: String?
  /// A few words below it.
  public var note: String?
  /// The texts of the cells, row by row; empty ones stay empty.
  public var cells: [[String]]
  /// How strongly each cell is tinted, from -1 (blue) over 0 (white) to 1 (red); or none at all.
  public var tints: [[Double]]
  /// The cells that are set apart.
  public var highlights: [Highlight]
  /// The side of a cell, in points.
  public var cellSide: Double

  /// A matrix of texts.
  public init(
    title: String? = nil, cells: [[String]], tints: [[Double]] = [], highlights: [Highlight] = [],
    note: String? = nil, cellSide: Double = 22
  ) {
    let columns = cells.first?.count ?? 0
    for row in cells { precondition(row.count == columns, "rows of \(columns) and of \(row.count) cells") }
    precondition(
      tints.isEmpty || (tints.count == cells.count && tints.allSatisfy { $0.count == columns }),
      "the tints do not fit \(cells.count) × \(columns) cells")
    self.title = title
    self.cells = cells
    self.tints = tints
    self.highlights = highlights
    self.note = note
    self.cellSide = cellSide
  }

  /// A matrix of numbers, tinted by their value: red above zero, blue below; NaN stays empty.
  public init(
    title: String? = nil, values: [[Double]], decimals: Int = 1, isTinted: Bool = true,
    highlights: [Highlight] = [], note: String? = nil, cellSide: Double = 22
  ) {
    let largest = values.joined().filter(\.isFinite).map(abs).max() ?? 0
    self.init(
      title: title,
      cells: values.map { row in row.map { $0.isNaN ? "" : NumberText.fixed($0, decimals) } },
      tints: isTinted
        ? values.map { row in row.map { $0.isFinite && largest > 0 ? $0 / largest : 0 } } : [],
      highlights: highlights, note: note, cellSide: cellSide)
  }

  private var columns: Int { cells.first?.count ?? 0 }
  private var titleHeight: Double { title == nil ? 0 : 14 }
  private var titleWidth: Double {
    max(
      title.map { Text($0, Self.titleStyle).measured().width } ?? 0,
      note.map { Text($0, Self.noteStyle).measured().width } ?? 0)
  }
  private static let titleStyle = TextStyle(.sans, 8, weight: .semibold, color: Palette.ink)
  private static let noteStyle = TextStyle(.sans, 7, color: Palette.softInk)

  /// The cells with title and note.
  public var size: Size {
    Size(
      max(2, cellSide * Double(columns) + 2, titleWidth + 2),
      max(2, cellSide * Double(cells.count) + 2 + titleHeight + (note == nil ? 0 : 12)))
  }

  /// Draws the matrix in the middle of its width.
  public func draw(on canvas: borrowing Canvas, in frame: Rectangle) {
    let natural = size
    canvas.saved { canvas in
      canvas.translate(frame.x, frame.y)
      canvas.scale(frame.width / natural.width, frame.height / natural.height)
      let left = (natural.width - cellSide * Double(columns)) / 2
      let top = titleHeight + 1
      if let title {
        canvas.draw(Text(title, Self.titleStyle), at: Point(natural.width / 2, 0), anchor: .top)
      }
      for (row, texts) in cells.enumerated() {
        for (column, text) in texts.enumerated() {
          let place = Rectangle(
            left + Double(column) * cellSide, top + Double(row) * cellSide, cellSide, cellSide)
          let tint = tints.isEmpty ? 0 : tints[row][column]
          canvas.beginPath()
          canvas.rectangle(place)
          // Only the paler half of the map, so that black digits stay readable.
          canvas.fill(tint == 0 ? .white : ColorMap.diverging.color(0.5 + 0.28 * tint), keepingPath: true)
          canvas.stroke(Palette.rule, width: 0.5)
          if !text.isEmpty { drawText(text, in: place, on: canvas) }
        }
      }
      for highlight in highlights { draw(highlight, from: Point(left, top), on: canvas) }
      if let note {
        canvas.draw(
          Text(note, Self.noteStyle),
          at: Point(natural.width / 2, top + cellSide * Double(cells.count) + 3), anchor: .top)
      }
    }
  }

  private func drawText(_ text: String, in place: Rectangle, on canvas: borrowing Canvas) {
    var style = TextStyle(.sans, min(8.5, cellSide * 0.4), color: Palette.ink, tabularDigits: true)
    let width = Text(text, style).measured().width
    if width > cellSide - 2 { style.size *= (cellSide - 2) / width }
    canvas.draw(Text(text, style), at: place.center, anchor: .center)
  }

  private func draw(_ highlight: Highlight, from origin: Point, on canvas: borrowing Canvas) {
    let box = Rectangle(
      origin.x + Double(highlight.column) * cellSide, origin.y + Double(highlight.row) * cellSide,
      Double(highlight.columns) * cellSide, Double(highlight.rows) * cellSide)
    canvas.beginPath()
    canvas.rectangle(highlight.isFilled ? box : box.inset(by: 0.8))
    if highlight.isFilled {
      canvas.fill(highlight.color.opacity(0.3))
    } else {
      canvas.stroke(highlight.color, width: 1.6)
    }
  }
}
