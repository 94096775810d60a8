import Drawing
import Images

/// One photograph or drawn scene with a title above it.
public struct Photograph: Figure {
  private let grid: ImageGrid
  private let places: ValueGrid?

  /// An image of the given width in points.
  ///
  /// - Parameter places: where a square moved over the image, for readers who point at a place in maps beside it.
  public init(
    _ image: Image, title: String? = nil, outlines: [Rectangle] = [], width: Double = 140,
    interpolation: Interpolation = .smooth, places: ValueGrid? = nil
  ) {
    grid = ImageGrid(
      title: title, [ImageGrid.Cell(image, as: .photograph, outlines: outlines)], columns: 1,
      interpolation: interpolation, width: width, largestCell: width)
    self.places = places
  }

  /// The width asked for and the image's own proportion.
  public var size: Size { grid.size }

  /// Draws the title, the image and its outlines.
  public func draw(on canvas: borrowing Canvas, in frame: Rectangle) {
    grid.draw(on: canvas, in: frame)
    if let places, let area = grid.firstFrame(in: frame) { canvas.values(places, in: area) }
  }
}
