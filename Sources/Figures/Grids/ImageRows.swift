import Drawing
import Images

/// A poster: rows of square images, each row with its name before it, in one or more columns of rows.
public struct ImageRows: Figure {
  /// Images that belong together.
  public struct Row: Sendable {
    /// What they are called.
    public var name: String
    /// The images, from the left, with what is drawn over them.
    public var images: [AnnotatedImage]

    /// A row of images with what is drawn over them.
    public init(_ name: String, _ images: [AnnotatedImage]) {
      self.name = name
      self.images = images
    }

    /// A row of plain images.
    public init(_ name: String, _ images: [Image]) {
      self.init(name, images.map { AnnotatedImage($0, width: Double($0.width)) })
    }
  }

  /// A line above the rows.
  public var title: String?
  /// A line of smaller print below the title.
  public var subtitle: String?
  /// The rows, from the top; where there are several columns, the first of them is filled first.
  public var rows: [Row]
  /// The side of an image, in points.
  public var side: Double
  /// How many columns of rows stand side by side.
  public var columns: Int

  /// A poster of rows; the names' size follows the images'.
  public init(title: String? = nil, subtitle: String? = nil, _ rows: [Row], side: Double, columns: Int = 1) {
    precondition(side > 0 && columns > 0, "rows of images of side \(side) in \(columns) columns")
    self.title = title
    self.subtitle = subtitle
    self.rows = rows
    self.side = side
    self.columns = columns
  }

  /// The same, as wide as given: the images take what the names leave.
  public init(_ rows: [Row], width: Double, columns: Int = 1) {
    self.init(rows, side: 1, columns: columns)
    // The names' size follows the side, so that the width is in proportion to it, down to the smallest print.
    var (low, high) = (1.0, width)
    for _ in 0..<40 {
      side = (low + high) / 2
      if size.width > width { high = side } else { low = side }
    }
    side = low
  }

  private var gap: Double { max(1, side * 0.025) }
  private var nameStyle: TextStyle { TextStyle(.sans, min(max(side * 0.17, 6.5), 20), color: Palette.ink) }
  private var titleStyle: TextStyle {
    TextStyle(.sans, min(max(side * 0.3, 10), 34), weight: .semibold, color: Palette.ink)
  }
  private var subtitleStyle: TextStyle { nameStyle.colored(Palette.softInk) }
  /// The most that a name takes of a row, in points: a longer one is cut, so that the images stay visible.
  private var mostNameWidth: Double { nameStyle.size * 14 }
  /// What names take of each row. All of them are measured: ask once.
  private var nameWidth: Double {
    min(rows.map { Text($0.name, nameStyle).measured().width }.max() ?? 0, mostNameWidth) + nameStyle.size
      * 0.8
  }
  private var rowsDown: Int { (rows.count + columns - 1) / columns }
  private var across: Int { rows.map(\.images.count).max() ?? 0 }
  private func columnWidth(names: Double) -> Double { names + Double(across) * (side + gap) - gap }
  private var columnGap: Double { side * 0.3 }
  private var headHeight: Double {
    (title == nil ? 0 : titleStyle.size * 1.5) + (subtitle == nil ? 0 : subtitleStyle.size * 1.8)
  }

  private var headWidth: Double {
    max(
      title.map { Text($0, titleStyle).measured().width } ?? 0,
      subtitle.map { Text($0, subtitleStyle).measured().width } ?? 0)
  }

  /// As large as the images and all that is written ask for.
  public var size: Size { size(names: nameWidth) }

  private func size(names: Double) -> Size {
    Size(
      max(headWidth, Double(columns) * (columnWidth(names: names) + columnGap) - columnGap),
      max(1, headHeight + Double(rowsDown) * (side + gap) - gap))
  }

  /// A name, cut to the width that names have at most.
  private func shown(_ name: String) -> Text {
    let whole = Text(name, nameStyle)
    guard whole.measured().width > mostNameWidth else { return whole }
    // The longest beginning that fits, found by halving.
    var (fits, tooLong) = (0, name.count)
    while tooLong - fits > 1 {
      let middle = (fits + tooLong) / 2
      let width = Text(name.prefix(middle) + "…", nameStyle).measured().width
      if width <= mostNameWidth { fits = middle } else { tooLong = middle }
    }
    return Text(name.prefix(fits) + "…", nameStyle)
  }

  /// Draws title, subtitle, and the rows with their names.
  public func draw(on canvas: borrowing Canvas, in frame: Rectangle) {
    let names = nameWidth
    let natural = size(names: names)
    let step = columnWidth(names: names) + columnGap
    canvas.saved { canvas in
      canvas.translate(frame.x, frame.y)
      canvas.scale(frame.width / natural.width, frame.height / natural.height)
      if let title { canvas.draw(Text(title, titleStyle), at: Point(0, 0), anchor: .topLeft) }
      if let subtitle {
        let y = title == nil ? 0 : titleStyle.size * 1.45
        canvas.draw(Text(subtitle, subtitleStyle), at: Point(0, y), anchor: .topLeft)
      }
      for (index, row) in rows.enumerated() {
        let left = Double(index / rowsDown) * step + names
        let top = headHeight + Double(index % rowsDown) * (side + gap)
        canvas.draw(
          shown(row.name), at: Point(left - nameStyle.size * 0.6, top + side / 2), anchor: .right)
        for (place, image) in row.images.enumerated() {
          image.draw(on: canvas, in: Rectangle(left + Double(place) * (side + gap), top, side, side))
        }
      }
    }
  }
}
