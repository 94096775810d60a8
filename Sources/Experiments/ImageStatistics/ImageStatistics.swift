import Datasets
import Images

/// What images have in common with photographs, or not: spectrum, edges and contrasts of a set.
public struct ImageStatistics: Sendable {
  /// How many images were looked at.
  public let count: Int
  /// The mean power spectrum.
  public let spectrum: PowerSpectrum
  /// The edges of all images together.
  public let orientations: EdgeOrientations
  /// The RMS contrast of each image.
  public let contrasts: [Double]
  /// The kurtosis of each image's gradients, where it has any.
  public let kurtoses: [Double]

  /// Looks at the first images of a cache, at its side.
  public init(of images: ImageCache, count: Int) {
    let count = min(count, images.count)
    // Evenly over the set, which may stand class by class.
    let brightness = (0..<count).map { Luminance(images.image($0 * images.count / count)) }
    self.count = count
    spectrum = PowerSpectrum(of: brightness)
    orientations = EdgeOrientations(of: brightness)
    let measured = brightness.map { Contrast(of: $0) }
    contrasts = measured.map(\.rootMeanSquare)
    kurtoses = measured.map(\.gradientKurtosis).filter(\.isFinite)
  }

  /// The value below which a share of sorted values lies.
  public static func quantile(_ share: Double, of values: [Double]) -> Double {
    guard !values.isEmpty else { return .nan }
    return values.sorted()[Int((share * Double(values.count - 1)).rounded())]
  }
}
