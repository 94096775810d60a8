import Drawing
import Images

/// One image with a title above it.
public struct Photograph: Figure {
  private let grid: ImageGrid

  /// An image of the given width in points.
  public init(
    _ image: Image, title: String? = nil, outlines: [Rectangle] = [], width: Double = 140,
    interpolation: Interpolation = .smooth
  ) {
    grid = ImageGrid(
      title: title, [ImageGrid.Cell(image, outlines: outlines)], columns: 1, interpolation: interpolation,
      width: width, largestCell: width)
  }

  /// The width asked for and the image's own proportion.
  public var size: Size { grid.size }

  /// Draws the title, the image and its outlines.
  public func draw(on canvas: borrowing Canvas, in frame: Rectangle) { grid.draw(on: canvas, in: frame) }
}
