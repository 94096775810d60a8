import Images
import Networks

/// The square of the image that stands for a unit in Figure 2: its receptive field, or the smallest square around one that is no
/// square, moved inside the image.
///
/// All units of a layer have windows of one size, so that nine of them fill a grid; where the field reaches over an edge,
/// the window is moved inwards and still holds all that the unit sees.
public struct PatchWindow: Hashable, Sendable {
  /// The left edge in pixels.
  public let x: Int
  /// The upper edge in pixels.
  public let y: Int
  /// The side in pixels: the field's, or the image's where that is smaller.
  public let side: Int

  /// The window of one unit of a layer.
  public init(_ graph: Graph, layer: String, row: Int, column: Int) {
    let (rows, columns) = (
      graph.receptiveField(of: layer, along: \.rows), graph.receptiveField(of: layer, along: \.columns)
    )
    let (input, wanted) = (graph.inputSide, max(rows.size, columns.size))
    side = min(wanted, input)
    // Where a unit sees more along one axis than along the other, the middle of what it sees is the window's.
    x = Self.clamped(
      columns.start + column * columns.jump - (wanted - columns.size) / 2, side: side, input: input)
    y = Self.clamped(rows.start + row * rows.jump - (wanted - rows.size) / 2, side: side, input: input)
  }

  private static func clamped(_ start: Int, side: Int, input: Int) -> Int { min(max(start, 0), input - side) }

  /// The part of an image that the window shows.
  public func cut(_ image: Image) -> Image { image.cropped(x: x, y: y, width: side, height: side) }
}
