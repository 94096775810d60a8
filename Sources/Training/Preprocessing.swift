import CVectorLoops
import Tensors

/// How stored bytes become what a network sees: cut, flipped, mean subtracted, scaled.
///
/// The mean is per pixel over the training images at their stored side, and is cut with the image.
public struct Preprocessing: Sendable {
  /// The side of the stored images.
  public let storedSide: Int
  /// The side of the network's input.
  public let inputSide: Int
  /// What pixels in [−128, 128] are multiplied by.
  public let pixelScale: Float
  /// The mean training image, `storedSide × storedSide × 3`, red, green and blue interleaved.
  public let mean: [Float]

  /// Preprocessing with a mean image of `storedSide × storedSide × 3` numbers.
  public init(storedSide: Int, inputSide: Int, pixelScale: Double, mean: [Float]) {
    precondition(mean.count == storedSide * storedSide * 3, "a mean of \(mean.count) numbers")
    precondition(inputSide <= storedSide, "an input of \(inputSide) is no crop of \(storedSide)")
    self.storedSide = storedSide
    self.inputSide = inputSide
    self.pixelScale = Float(pixelScale)
    self.mean = mean
  }

  /// How far a crop can move.
  public var margin: Int { storedSide - inputSide }

  /// Writes one image's crop as three planes.
  ///
  /// - Parameters:
  ///   - pixels: `storedSide × storedSide × 3` bytes, interleaved.
  ///   - target: `3 × inputSide × inputSide` numbers.
  public func write(
    _ pixels: UnsafeRawBufferPointer, _ crop: Crop, to target: UnsafeMutableBufferPointer<Float>
  ) {
    precondition(pixels.count == mean.count && target.count == 3 * inputSide * inputSide, "sizes do not fit")
    precondition(
      (0...margin).contains(crop.x) && (0...margin).contains(crop.y),
      "a crop at \(crop.x), \(crop.y) where the margin is \(margin)")
    let plane = inputSide * inputSide
    let first = crop.isFlipped ? inputSide - 1 : 0
    mean.withUnsafeBufferPointer { mean in
      for y in 0..<inputSide {
        let row = ((y + crop.y) * storedSide + crop.x) * 3
        let red = target.baseAddress! + y * inputSide + first
        u8_center_row(
          pixels.baseAddress!.assumingMemoryBound(to: UInt8.self) + row, mean.baseAddress! + row, inputSide,
          pixelScale, crop.isFlipped ? -1 : 1, red, red + plane, red + 2 * plane)
      }
    }
  }
}
