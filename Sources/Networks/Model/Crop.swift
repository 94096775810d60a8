/// Where the network's input is cut out of a stored image.
public struct Crop: Hashable, Sendable {
  /// The left edge in pixels.
  public let x: Int
  /// The upper edge in pixels.
  public let y: Int
  /// Whether left and right are exchanged after the cut.
  public let isFlipped: Bool

  /// A crop with its upper left corner at (x, y).
  public init(x: Int, y: Int, isFlipped: Bool = false) {
    self.x = x
    self.y = y
    self.isFlipped = isFlipped
  }

  /// The middle; `margin` is the stored side minus the input side.
  public static func center(margin: Int) -> Crop { Crop(x: margin / 2, y: margin / 2) }

  /// Corners and center, then the same flipped.
  public static func ten(margin: Int) -> [Crop] {
    let places = [(0, 0), (margin, 0), (0, margin), (margin, margin), (margin / 2, margin / 2)]
    return [false, true].flatMap { flipped in places.map { Crop(x: $0.0, y: $0.1, isFlipped: flipped) } }
  }
}
