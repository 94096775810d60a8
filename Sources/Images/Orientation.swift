/// How a stored image must be turned to stand upright: the eight values of EXIF's tag 0x0112.
public enum Orientation: Int, Sendable, CaseIterable {
  /// The image is stored as it is to be seen.
  case upright = 1
  /// Left and right are exchanged.
  case mirrored = 2
  /// It stands on its head.
  case halfTurned = 3
  /// Top and bottom are exchanged.
  case flipped = 4
  /// Rows are stored as columns.
  case transposed = 5
  /// It must be turned clockwise by a quarter.
  case quarterTurned = 6
  /// Rows are stored as columns, from the other corner.
  case transversed = 7
  /// It must be turned counterclockwise by a quarter.
  case threeQuarterTurned = 8

  /// Whether the upright image is as wide as the stored one is high.
  public var exchangesSides: Bool { rawValue >= 5 }

  /// Where a point of a stored image of `width`×`height` pixels lies in the upright one, in pixels.
  public func upright(x: Double, y: Double, width: Double, height: Double) -> (x: Double, y: Double) {
    switch self {
    case .upright: (x, y)
    case .mirrored: (width - x, y)
    case .halfTurned: (width - x, height - y)
    case .flipped: (x, height - y)
    case .transposed: (y, x)
    case .quarterTurned: (height - y, x)
    case .transversed: (height - y, width - x)
    case .threeQuarterTurned: (y, width - x)
    }
  }

  /// Where a box of a stored image of `width`×`height` pixels lies in the upright one.
  public func upright(_ box: BoundingBox, width: Double, height: Double) -> BoundingBox {
    let first = upright(x: box.x, y: box.y, width: width, height: height)
    let last = upright(x: box.x + box.width, y: box.y + box.height, width: width, height: height)
    return BoundingBox(
      x: min(first.x, last.x), y: min(first.y, last.y), width: abs(last.x - first.x),
      height: abs(last.y - first.y))
  }
}
