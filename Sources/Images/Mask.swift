/// Which pixels of an image belong to the object: one byte a pixel, 0 or 255, rows from the top.
public struct Mask: Sendable, Equatable {
  /// How many pixels wide it is.
  public let width: Int
  /// How many pixels high it is.
  public let height: Int
  /// `height × width` bytes, 0 (background) or 255 (object).
  public var values: [UInt8]

  /// A mask of the given bytes; their number must be `width × height`.
  public init(width: Int, height: Int, values: [UInt8]) {
    precondition(values.count == width * height, "\(values.count) bytes are no \(width)×\(height) mask")
    self.width = width
    self.height = height
    self.values = values
  }

  /// Whether the pixel at column x of row y belongs to the object.
  public subscript(x: Int, y: Int) -> Bool { values[y * width + x] != 0 }

  /// The share of the pixels that belong to the object, from 0 to 1; 0 of a mask without pixels.
  public var coverage: Double {
    values.isEmpty ? 0 : Double(values.count { $0 != 0 }) / Double(values.count)
  }
}
