/// Which pixels of an image belong to the object: one byte a pixel, 0 or 255, rows from the top.
public struct Mask: Sendable, Equatable {
  /// Width in pixels.
  public let width: Int
  /// Height in pixels.
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

  /// The share of the image that is object.
  public var coverage: Double {
    values.isEmpty ? 0 : Double(values.count { $0 != 0 }) / Double(values.count)
  }
}
