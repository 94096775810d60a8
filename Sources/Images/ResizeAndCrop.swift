/// How an image becomes a square, as in the paper's section 3: it is resized to a given short side, then center-cropped.
public struct ResizeAndCrop: Sendable, Equatable {
  /// The width of the resized image, before the crop.
  public let width: Int
  /// The height of the resized image, before the crop.
  public let height: Int
  /// The crop's left edge in the resized image.
  public let x: Int
  /// The crop's upper edge in the resized image.
  public let y: Int

  /// The resizing and cropping from `width`×`height` pixels to `side`×`side`.
  public init(width: Int, height: Int, side: Int) {
    precondition(width > 0 && height > 0 && side > 0, "\(width)×\(height) to \(side)×\(side) pixels")
    let short = min(width, height)
    // Rounded in integers, so that no machine's arithmetic can give another size.
    self.width = width == short ? side : (width * side * 2 + short) / (short * 2)
    self.height = height == short ? side : (height * side * 2 + short) / (short * 2)
    x = (self.width - side) / 2
    y = (self.height - side) / 2
  }

  /// The stored side for a network whose input has `input` pixels a side, in the paper's proportion of 256 to 224:
  /// 110 for 96.
  public static func storedSide(input: Int) -> Int { (input * 256 + 112) / 224 }
}
