import Datasets
import Networks

/// The centre crops of a cache's pictures as a network sees them, of which any part is made by itself.
public struct CenterCrops: PixelSource {
  private let preprocessing: Preprocessing
  private let pictures: PictureCache

  /// The pictures of a cache, prepared as a network was trained.
  public init(_ pictures: PictureCache, _ preprocessing: Preprocessing) {
    precondition(
      pictures.side == preprocessing.storedSide,
      "pictures of side \(pictures.side) for a network whose pictures are stored at \(preprocessing.storedSide)"
    )
    self.pictures = pictures
    self.preprocessing = preprocessing
  }

  /// Writes a part of a picture's centre crop.
  public func write(_ picture: Int, x: Range<Int>, y: Range<Int>, to target: PixelTarget) {
    pictures.withPixels(picture) { preprocessing.writeCenter($0, x: x, y: y, to: target) }
  }
}

extension Preprocessing {
  /// Writes a part of one picture's centre crop as three planes, and touches nothing else of the picture.
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
      pixels.count == mean.count && x.upperBound <= inputSide && y.upperBound <= inputSide,
      "columns \(x) and rows \(y) of a crop of \(inputSide) pixels")
    let center = Crop.center(margin: margin)
    mean.withUnsafeBufferPointer { mean in
      for (line, row) in y.enumerated() {
        let start = ((row + center.y) * storedSide + x.lowerBound + center.x) * 3
        for plane in 0..<3 {
          let to = target.base + plane * target.planeStride + line * target.rowStride
          for column in 0..<x.count {
            let at = start + column * 3 + plane
            to[column] = (Float(pixels[at]) - mean[at]) * pixelScale
          }
        }
      }
    }
  }
}
