import Drawing
import Images

/// A matrix of names as colors, with the names of the most frequent below it: the most probable label by position.
public struct LabelMap: Figure {
  /// A title within the figure.
  public var title: String?
  /// A number a cell, row by row from the top, that stands for a name.
  public var values: [Int]
  /// The number of columns.
  public var columns: Int
  /// What the numbers stand for.
  public var name: @Sendable (Int) -> String
  /// The number that takes the first color, such as the true class.
  public var first: Int
  /// How many names have a color of their own; the others share a gray.
  public var most: Int
  /// How much of the last column and of the last row is cut off, as of a `Heatmap`.
  public var cut: Double
  /// The width in points.
  public var width: Double

  /// A matrix of names.
  public init(
    title: String? = nil, _ values: [Int], columns: Int, first: Int, most: Int = 5, cut: Double = 0,
    width: Double = 140,
    name: @escaping @Sendable (Int) -> String
  ) {
    precondition(columns > 0 && values.count % columns == 0, "\(values.count) cells in rows of \(columns)")
    precondition(most >= 1 && most <= Palette.series.count, "\(most) names in colors")
    self.title = title
    self.values = values
    self.columns = columns
    self.first = first
    self.most = most
    self.cut = cut
    self.width = width
    self.name = name
  }

  private static let lineHeight = 8.5
  private static let otherColor = Color(hex: 0xC8C8C8)
  private static let nameStyle = TextStyle(.sans, 6.5, color: Palette.ink)

  private var rows: Int { values.count / columns }
  private var titleHeight: Double { title == nil ? 0 : 16 }
  private var matrixHeight: Double { width * (Double(rows) - cut) / (Double(columns) - cut) }

  /// The numbers with colors of their own: the first one, then by how often they occur, of equals the smaller.
  var named: [Int] {
    let counts = values.reduce(into: [Int: Int]()) { $0[$1, default: 0] += 1 }
    let others = counts.keys.filter { $0 != first }.sorted {
      (-(counts[$0] ?? 0), $0) < (-(counts[$1] ?? 0), $1)
    }
    return [first] + others.prefix(most - 1)
  }

  private var hasOthers: Bool {
    let named = Set(named)
    return values.contains { !named.contains($0) }
  }

  /// The width asked for, square cells, and a line a name.
  public var size: Size {
    Size(
      width,
      titleHeight + matrixHeight + 3 + Self.lineHeight * Double(named.count + (hasOthers ? 1 : 0)))
  }

  /// Draws matrix and names.
  public func draw(on canvas: borrowing Canvas, in frame: Rectangle) {
    let natural = size
    let named = named
    let colors = Dictionary(uniqueKeysWithValues: named.enumerated().map { ($1, Palette.series($0)) })
    canvas.saved { canvas in
      canvas.translate(frame.x, frame.y)
      canvas.scale(frame.width / natural.width, frame.height / natural.height)
      if let title { canvas.draw(Text(title, .panelTitle), at: Point(0, 0)) }
      var pixels: [UInt8] = []
      for value in values {
        let color = colors[value] ?? Self.otherColor
        pixels += [color.red, color.green, color.blue].map { UInt8(($0 * 255).rounded()) }
      }
      let body = Rectangle(0, titleHeight, width, matrixHeight)
      let cell = width / (Double(columns) - cut)
      let whole = Rectangle(body.x, body.y, cell * Double(columns), cell * Double(rows))
      canvas.draw(
        Image(width: columns, height: rows, pixels: pixels), as: .exact, in: whole, cutTo: body)
      canvas.values(
        ValueGrid("label", columns: columns, values: values.map(self.name)), in: whole)
      canvas.beginPath()
      canvas.rectangle(body)
      canvas.stroke(Palette.rule, width: 0.5)
      var entries = named.map { (name($0), colors[$0] ?? Self.otherColor) }
      if hasOthers { entries.append(("others", Self.otherColor)) }
      for (line, entry) in entries.enumerated() {
        let middle = body.maxY + 3 + (Double(line) + 0.5) * Self.lineHeight
        canvas.beginPath()
        canvas.rectangle(Rectangle(0, middle - 2.75, 5.5, 5.5))
        canvas.fill(entry.1)
        canvas.draw(Text(entry.0, Self.nameStyle), at: Point(8, middle), anchor: .left)
      }
    }
  }
}
