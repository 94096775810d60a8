import Drawing
import Images

/// Images in rows and columns; several blocks of them side by side, each with its name below.
///
/// Layer 1's filters are one block of tiny images with sharp pixels. A map of Figure 2 is one block of two
/// parts: nine projections, and beside them nine patches.
public struct ImageGrid: Figure {
  /// One image with its label and what is outlined in it.
  public struct Cell: Sendable, Equatable {
    /// The image; nil leaves the place empty.
    public var image: Image?
    /// What the image shows.
    public var kind: ImageKind
    /// A few words below the image.
    public var label: String?
    /// Rectangles drawn over the image, in its pixels.
    public var outlines: [Rectangle]
    /// The color of a frame around the image, or none.
    public var frame: Color?

    /// A place without an image.
    public static let empty = Cell(image: nil, kind: .exact)

    /// An image with an optional label and frame.
    public init(
      _ image: Image, as kind: ImageKind, label: String? = nil, outlines: [Rectangle] = [],
      frame: Color? = nil
    ) {
      self.init(image: image, kind: kind, label: label, outlines: outlines, frame: frame)
    }

    private init(
      image: Image?, kind: ImageKind, label: String? = nil, outlines: [Rectangle] = [], frame: Color? = nil
    ) {
      self.image = image
      self.kind = kind
      self.label = label
      self.outlines = outlines
      self.frame = frame
    }
  }

  /// A rectangle of images.
  public struct Part: Sendable, Equatable {
    /// The images, row by row.
    public var cells: [Cell]
    /// The number of columns.
    public var columns: Int
    /// A title above the part.
    public var title: String?

    /// Cells in rows of `columns`.
    public init(_ cells: [Cell], columns: Int, title: String? = nil) {
      precondition(columns > 0, "\(columns) columns")
      self.cells = cells
      self.columns = columns
      self.title = title
    }

    /// Images of one kind in rows of `columns`.
    public init(_ images: [Image], as kind: ImageKind, columns: Int, title: String? = nil) {
      self.init(images.map { Cell($0, as: kind) }, columns: columns, title: title)
    }

    var rows: Int { (cells.count + columns - 1) / columns }
    var hasLabels: Bool { cells.contains { $0.label != nil } }
  }

  /// Parts side by side, with a name below them.
  public struct Block: Sendable, Equatable {
    /// The parts, from the left.
    public var parts: [Part]
    /// A few words below the parts.
    public var name: String?

    /// Parts side by side.
    public init(_ parts: [Part], name: String? = nil) {
      self.parts = parts
      self.name = name
    }
  }

  /// A title within the figure.
  public var title: String?
  /// The blocks, row by row.
  public var blocks: [Block]
  /// How many blocks stand side by side.
  public var blocksAcross: Int
  /// How pixels are shown.
  public var interpolation: Interpolation
  /// The gap between images, in points.
  public var gap: Double
  /// The width in points.
  public var width: Double
  /// The greatest side of an image, in points.
  public var largestCell: Double

  /// Several blocks of images, `blocksAcross` of them side by side.
  public init(
    title: String? = nil, blocks: [Block], blocksAcross: Int, interpolation: Interpolation = .smooth,
    gap: Double = 1, width: Double = FigureMeasure.textWidth, largestCell: Double = 120
  ) {
    precondition(blocksAcross > 0, "\(blocksAcross) blocks side by side")
    self.title = title
    self.blocks = blocks
    self.blocksAcross = blocksAcross
    self.interpolation = interpolation
    self.gap = gap
    self.width = width
    self.largestCell = largestCell
  }

  /// One block of one part.
  public init(
    title: String? = nil, _ cells: [Cell], columns: Int, interpolation: Interpolation = .smooth,
    gap: Double = 2,
    width: Double = FigureMeasure.textWidth, largestCell: Double = 120
  ) {
    self.init(
      title: title, blocks: [Block([Part(cells, columns: columns)])], blocksAcross: 1,
      interpolation: interpolation, gap: gap, width: width, largestCell: largestCell)
  }

  private static let blockGap = 12.0
  private static let partGap = 4.0
  private static let labelStyle = TextStyle(.sans, 6.5, color: Palette.softInk)
  private static let nameStyle = TextStyle(.sans, 7.5, color: Palette.ink)

  /// The side of an image's place, the same in every block.
  private var cellSide: Double {
    let across = min(blocksAcross, max(1, blocks.count))
    let blockWidth = (width - Self.blockGap * Double(across - 1)) / Double(across)
    let side =
      blocks.map { block -> Double in
        let columns = block.parts.reduce(0) { $0 + $1.columns }
        let gaps =
          gap * Double(columns - block.parts.count) + Self.partGap * Double(max(0, block.parts.count - 1))
        return (blockWidth - gaps) / Double(max(1, columns))
      }.min() ?? largestCell
    return min(largestCell, max(1, side))
  }

  /// The height of one image's place in units of its width: the tallest image's.
  private var cellAspect: Double {
    blocks.flatMap(\.parts).flatMap(\.cells).compactMap(\.image).filter { $0.width > 0 }
      .map { Double($0.height) / Double($0.width) }.max() ?? 1
  }

  private func height(of block: Block, side: Double) -> Double {
    let parts = block.parts.map { part -> Double in
      let label = part.hasLabels ? 9.0 : 0
      return (part.title == nil ? 0 : 11) + Double(part.rows) * (side * cellAspect + label)
        + gap * Double(max(0, part.rows - 1))
    }
    return (parts.max() ?? 0) + (block.name == nil ? 0 : 12)
  }

  private func width(of part: Part, side: Double) -> Double {
    Double(part.columns) * side + gap * Double(part.columns - 1)
  }

  /// The size: the width asked for, and the height that the blocks take.
  public var size: Size {
    let side = cellSide
    var total = title == nil ? 0 : 16.0
    for row in rows {
      total += row.map { height(of: $0, side: side) }.max() ?? 0
    }
    return Size(width, max(10, total + Self.blockGap * Double(max(0, rows.count - 1)) * 0.7 + 1))
  }

  private var rows: [ArraySlice<Block>] {
    stride(from: 0, to: blocks.count, by: blocksAcross).map {
      blocks[$0..<min($0 + blocksAcross, blocks.count)]
    }
  }

  /// Where the image of a grid of one cell stands.
  func firstFrame(in frame: Rectangle) -> Rectangle? {
    guard let image = blocks.first?.parts.first?.cells.first?.image, image.width > 0 else { return nil }
    let scale = frame.width / width
    let side = cellSide * scale
    return Rectangle(
      frame.x + (frame.width - side) / 2, frame.y + (title == nil ? 0 : 16) * scale, side, side * cellAspect)
  }

  /// Draws the blocks with their images, labels and names.
  public func draw(on canvas: borrowing Canvas, in frame: Rectangle) {
    let side = cellSide
    let across = min(blocksAcross, max(1, blocks.count))
    let blockWidth = (width - Self.blockGap * Double(across - 1)) / Double(across)
    canvas.saved { canvas in
      canvas.translate(frame.x, frame.y)
      let natural = size
      canvas.scale(frame.width / natural.width, frame.height / natural.height)
      var y = 0.0
      if let title {
        canvas.draw(Text(title, .panelTitle), at: Point(0, 0))
        y = 16
      }
      for row in rows {
        for (column, block) in row.enumerated() {
          let used = block.parts.reduce(Self.partGap * Double(max(0, block.parts.count - 1))) {
            $0 + width(of: $1, side: side)
          }
          let x = Double(column) * (blockWidth + Self.blockGap) + (blockWidth - used) / 2
          draw(block, at: Point(x, y), side: side, width: used, on: canvas)
        }
        y += (row.map { height(of: $0, side: side) }.max() ?? 0) + Self.blockGap * 0.7
      }
    }
  }

  private func draw(
    _ block: Block, at origin: Point, side: Double, width blockWidth: Double, on canvas: borrowing Canvas
  ) {
    var x = origin.x
    let titleHeight = block.parts.contains { $0.title != nil } ? 11.0 : 0
    for part in block.parts {
      let partWidth = width(of: part, side: side)
      if let title = part.title {
        canvas.draw(Text(title, Self.labelStyle), at: Point(x + partWidth / 2, origin.y), anchor: .top)
      }
      let rowHeight = side * cellAspect + (part.hasLabels ? 9 : 0) + gap
      for (index, cell) in part.cells.enumerated() {
        let left = x + Double(index % part.columns) * (side + gap)
        let top = origin.y + titleHeight + Double(index / part.columns) * rowHeight
        draw(cell, in: Rectangle(left, top, side, side * cellAspect), on: canvas)
      }
      x += partWidth + Self.partGap
    }
    if let name = block.name {
      let bottom = origin.y + height(of: block, side: side)
      let wide = Text(name, Self.nameStyle).measured().width
      // A name that would run into the next block's is set smaller.
      let fitting = min(1, (blockWidth + Self.blockGap - 3) / max(1, wide))
      canvas.draw(
        Text(name, Self.nameStyle.sized(Self.nameStyle.size * max(0.8, fitting))),
        at: Point(origin.x + blockWidth / 2, bottom - 10), anchor: .top)
    }
  }

  private func draw(_ cell: Cell, in place: Rectangle, on canvas: borrowing Canvas) {
    if let label = cell.label {
      canvas.draw(Text(label, Self.labelStyle), at: Point(place.center.x, place.maxY + 1), anchor: .top)
    }
    guard let image = cell.image, image.width > 0, image.height > 0 else {
      canvas.beginPath()
      canvas.rectangle(place.inset(by: 0.25))
      canvas.fill(Color(hex: 0xF2F2F2))
      return
    }
    let scale = min(place.width / Double(image.width), place.height / Double(image.height))
    let drawn = Size(Double(image.width) * scale, Double(image.height) * scale)
    let frame = Rectangle(
      place.center.x - drawn.width / 2, place.center.y - drawn.height / 2, drawn.width, drawn.height)
    canvas.draw(image, as: cell.kind, in: frame, interpolation: interpolation)
    for outline in cell.outlines {
      let box = Rectangle(
        frame.x + outline.x * scale, frame.y + outline.y * scale, outline.width * scale,
        outline.height * scale)
      for (color, width) in [(Color.white.opacity(0.85), 2.2), (Palette.vermilion, 1.0)] {
        canvas.beginPath()
        canvas.rectangle(box)
        canvas.stroke(color, width: width)
      }
    }
    if let color = cell.frame {
      canvas.beginPath()
      canvas.rectangle(frame.inset(by: 0.5))
      canvas.stroke(color, width: 1)
    }
  }
}
