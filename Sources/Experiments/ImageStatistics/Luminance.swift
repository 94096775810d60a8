import Images

/// An image's brightness, one number a pixel, rows from the top: 0.299 R + 0.587 G + 0.114 B, from 0 to 1.
public struct Luminance: Sendable, Equatable {
  /// How many pixels wide it is.
  public let width: Int
  /// How many pixels high it is.
  public let height: Int
  /// `height × width` numbers.
  public let values: [Double]

  /// Brightness given number by number.
  public init(width: Int, height: Int, values: [Double]) {
    precondition(values.count == width * height, "\(values.count) numbers for \(width)×\(height) pixels")
    self.width = width
    self.height = height
    self.values = values
  }

  /// The brightness of an image.
  public init(_ image: Image) {
    let pixels = image.pixels
    let weights = [0.299 / 255, 0.587 / 255, 0.114 / 255]
    var values = [Double](repeating: 0, count: image.width * image.height)
    for (index, byte) in pixels.enumerated() { values[index / 3] += weights[index % 3] * Double(byte) }
    self.init(width: image.width, height: image.height, values: values)
  }

  /// Differences to the right and downward, of each pixel that has neighbors on all four sides: half of what lies
  /// between its two neighbors.
  var gradients: [(right: Double, down: Double)] {
    guard width > 2, height > 2 else { return [] }
    var result: [(right: Double, down: Double)] = []
    result.reserveCapacity((width - 2) * (height - 2))
    for y in 1..<(height - 1) {
      for x in 1..<(width - 1) {
        let at = y * width + x
        let right = (values[at + 1] - values[at - 1]) / 2
        let down = (values[at + width] - values[at - width]) / 2
        result.append((right, down))
      }
    }
    return result
  }
}
