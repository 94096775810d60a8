import Tensors

/// A signal at the pixels that is zero outside a part of the image, and that part of it.
public struct PixelPatch: Sendable {
  /// The part, `[3, height, width]`.
  public let pixels: Tensor<Float>
  /// Its columns in the image.
  public let x: Range<Int>
  /// Its rows in the image.
  public let y: Range<Int>

  /// The part of an image at the given columns and rows.
  public init(pixels: Tensor<Float>, x: Range<Int>, y: Range<Int>) {
    precondition(
      pixels.shape.rank == 3 && pixels.shape[1] == y.count && pixels.shape[2] == x.count,
      "\(pixels.shape) numbers for \(y.count)×\(x.count) pixels")
    self.pixels = pixels
    self.x = x
    self.y = y
  }

  /// The whole image `[3, side, side]`, zero outside the part.
  public func image(side: Int) -> Tensor<Float> {
    let channels = pixels.shape[0]
    return Tensor([channels, side, side]) { target in
      pixels.withUnsafeBuffer { source in
        for line in 0..<channels * y.count {
          let (channel, row) = line.quotientAndRemainder(dividingBy: y.count)
          let to = target.baseAddress! + (channel * side + y.lowerBound + row) * side + x.lowerBound
          to.update(from: source.baseAddress! + line * x.count, count: x.count)
        }
      }
    }
  }
}
