import Images
import Tensors

/// How far a projection follows the contours of its image: later authors found that deconvnets recover them whatever
/// the unit means (Nie et al. 2018).
public enum ContourAgreement {
  /// The correlation of a projection's magnitude with the image's local contrast over a part of the image; nil where
  /// one of them does not vary.
  ///
  /// - Parameters:
  ///   - projection: `[3, side, side]`.
  ///   - image: the image as the network sees it, of the same side.
  public static func between(
    _ projection: Tensor<Float>, _ image: Image, x: Range<Int>, y: Range<Int>
  ) -> Double? {
    let side = image.width
    precondition(projection.shape == [3, side, side], "a projection \(projection.shape) on \(side) pixels")
    let contrast = contrast(of: image)
    var (magnitudes, contrasts): ([Float], [Float]) = ([], [])
    projection.withUnsafeBuffer { values in
      for row in y {
        for column in x {
          let at = row * side + column
          let squares = (0..<3).reduce(Float(0)) { sum, channel in
            let value = values[channel * side * side + at]
            return sum + value * value
          }
          magnitudes.append(squares.squareRoot())
          contrasts.append(contrast[at])
        }
      }
    }
    return Correlation.pearson(magnitudes, contrasts)
  }

  /// The length of the brightness's gradient at each pixel, by central differences; the edge repeats.
  static func contrast(of image: Image) -> [Float] {
    let (width, height) = (image.width, image.height)
    let brightness = (0..<width * height).map { pixel in
      (0..<3).reduce(Float(0)) { $0 + Float(image.pixels[pixel * 3 + $1]) } / 3
    }
    return (0..<width * height).map { pixel in
      let (x, y) = (pixel % width, pixel / width)
      let across = brightness[y * width + min(x + 1, width - 1)] - brightness[y * width + max(x - 1, 0)]
      let down = brightness[min(y + 1, height - 1) * width + x] - brightness[max(y - 1, 0) * width + x]
      return (across * across + down * down).squareRoot() / 2
    }
  }
}
