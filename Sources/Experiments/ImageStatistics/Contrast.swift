/// How strongly brightness varies in an image, and how unevenly.
public struct Contrast: Sendable, Equatable {
  /// The standard deviation of brightness (0 to 1) over the image: the RMS contrast.
  public let rootMeanSquare: Double
  /// The kurtosis of the gradients: 3 of a Gaussian, far more where smooth areas are parted by few strong edges, as in
  /// photographs. Not a number for an image of one brightness.
  public let gradientKurtosis: Double

  /// The contrast of one image.
  public init(of image: Luminance) {
    let count = Double(image.values.count)
    let mean = image.values.reduce(0, +) / count
    var squares = 0.0
    for value in image.values { squares += (value - mean) * (value - mean) }
    rootMeanSquare = (squares / count).squareRoot()
    let gradients = image.gradients.flatMap { [$0.right, $0.down] }
    let center = gradients.mean
    var (second, fourth) = (0.0, 0.0)
    for gradient in gradients {
      let square = (gradient - center) * (gradient - center)
      second += square
      fourth += square * square
    }
    gradientKurtosis = fourth * Double(gradients.count) / (second * second)
  }
}
