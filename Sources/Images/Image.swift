/// An image in memory: 8-bit RGB, interleaved, rows from the top.
public struct Image: Sendable, Equatable {
  /// How many pixels wide it is.
  public let width: Int
  /// How many pixels high it is.
  public let height: Int
  /// `height × width × 3` bytes: red, green, blue of each pixel, row by row.
  public var pixels: [UInt8]

  /// An image of the given bytes; their number must be `width × height × 3`.
  public init(width: Int, height: Int, pixels: [UInt8]) {
    precondition(
      pixels.count == width * height * 3, "\(pixels.count) bytes are no \(width)×\(height) RGB image")
    self.width = width
    self.height = height
    self.pixels = pixels
  }

  /// An image of one gray level.
  public init(width: Int, height: Int, gray: UInt8 = 128) {
    self.init(width: width, height: height, pixels: [UInt8](repeating: gray, count: width * height * 3))
  }

  /// One byte: the value of channel 0 (red), 1 (green) or 2 (blue) at column x of row y.
  public subscript(x: Int, y: Int, channel: Int) -> UInt8 {
    get { pixels[(y * width + x) * 3 + channel] }
    set { pixels[(y * width + x) * 3 + channel] = newValue }
  }
}
