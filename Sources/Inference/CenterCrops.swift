import Datasets
import Networks

/// The center crops of a cache's images as a network sees them, of which any part is made by itself.
public struct CenterCrops: PixelSource {
  private let preprocessing: Preprocessing
  private let images: ImageCache

  /// The images of a cache, prepared as a network was trained.
  public init(_ images: ImageCache, _ preprocessing: Preprocessing) {
    precondition(
      images.side == preprocessing.storedSide,
      "images of side \(images.side) for a network whose images are stored at \(preprocessing.storedSide)"
    )
    self.images = images
    self.preprocessing = preprocessing
  }

  /// Writes a part of an image's center crop.
  public func write(_ image: Int, x: Range<Int>, y: Range<Int>, to target: PixelTarget) {
    images.withPixels(image) { preprocessing.writeCenter($0, x: x, y: y, to: target) }
  }
}

extension Preprocessing {
  /// Writes a part of one image's center crop as three planes, and touches nothing else of the image.
  ///
  /// - Parameters:
  ///   - pixels: `storedSide × storedSide × 3` bytes, interleaved.
  ///   - x: columns of the crop.
  ///   - y: rows of the crop.
  ///   - target: where the first of them goes.
  public func writeCenter(
    _ pixels: UnsafeRawBufferPointer, x: Range<Int>, y: Range<Int>, to target: PixelTarget
  ) {
    precondition(
      pixels.count == meanPixels.count && x.upperBound <= inputSide && y.upperBound <= inputSide,
      "columns \(x) and rows \(y) of a crop of \(inputSide) pixels")
    let center = Crop.center(margin: margin)
    meanPixels.withUnsafeBufferPointer { mean in
      for (line, row) in y.enumerated() {
        let start = ((row + center.y) * storedSide + x.lowerBound + center.x) * 3
        for color in 0..<3 {
          let to = target.base + plane(of: color) * target.planeStride + line * target.rowStride
          for column in 0..<x.count {
            let at = start + column * 3 + color
            to[column] = (Float(pixels[at]) - mean[at]) * scales[color]
          }
        }
      }
    }
  }
}
