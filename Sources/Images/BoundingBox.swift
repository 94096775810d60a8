/// A rectangle in an image's pixels: (0, 0) is the upper left corner of the upper left pixel, y goes downward.
public struct BoundingBox: Sendable, Equatable, Codable {
  /// The left edge in pixels, from the image's left edge.
  public var x: Double
  /// The upper edge in pixels, from the image's upper edge.
  public var y: Double
  /// The width in pixels; 0 where the box is empty.
  public var width: Double
  /// The height in pixels; 0 where the box is empty.
  public var height: Double

  /// A box by its upper left corner and its size.
  public init(x: Double, y: Double, width: Double, height: Double) {
    self.x = x
    self.y = y
    self.width = width
    self.height = height
  }

  /// A box without area, as of an object that does not show.
  public static let empty = BoundingBox(x: 0, y: 0, width: 0, height: 0)

  /// Whether there is no area in it.
  public var isEmpty: Bool { width <= 0 || height <= 0 }
  /// Its area in pixels.
  public var area: Double { isEmpty ? 0 : width * height }

  /// The rectangle that two boxes share; `empty` where they share none.
  public func intersection(_ other: BoundingBox) -> BoundingBox {
    let left = max(x, other.x)
    let top = max(y, other.y)
    let right = min(x + width, other.x + other.width)
    let bottom = min(y + height, other.y + other.height)
    guard right > left, bottom > top else { return .empty }
    return BoundingBox(x: left, y: top, width: right - left, height: bottom - top)
  }
}

extension Mask {
  /// The smallest box around the object's pixels; empty where there are none.
  public var bounds: BoundingBox {
    var (left, right, top, bottom) = (width, -1, height, -1)
    for y in 0..<height {
      for x in 0..<width where values[y * width + x] != 0 {
        left = min(left, x)
        right = max(right, x)
        top = min(top, y)
        bottom = y
      }
    }
    guard right >= 0 else { return .empty }
    return BoundingBox(
      x: Double(left), y: Double(top), width: Double(right - left + 1), height: Double(bottom - top + 1))
  }

  /// The pixels that belong to one or the other; both must have the same size.
  public func union(_ other: Mask) -> Mask {
    precondition(
      width == other.width && height == other.height,
      "masks of \(width)×\(height) and \(other.width)×\(other.height)")
    return Mask(width: width, height: height, values: zip(values, other.values).map { $0 | $1 })
  }
}
