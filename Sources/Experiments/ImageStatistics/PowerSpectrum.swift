import Foundation

/// The mean power spectrum of square images by frequency, whatever its direction: of photographs it falls about as
/// f^−2 (Field 1987; Ruderman & Bialek 1994).
///
/// An image's mean is taken off and its edges are faded out by a Hann window, since the jump from one edge to the
/// opposite one would add a spectrum of f^−2 of its own. The Fourier transform is the plain separable sum with tabled
/// factors: at the sides that images of networks have it costs milliseconds, and a library for it is not worth having.
public struct PowerSpectrum: Sendable, Equatable {
  /// The side of the images in pixels.
  public let side: Int
  /// The mean power at 1, 2, … side / 2 cycles an image, over images and directions.
  public let power: [Double]

  /// The mean spectrum of square images of one side.
  public init(of images: some Collection<Luminance>) {
    precondition(!images.isEmpty, "the spectrum of no images")
    let side = images.first?.width ?? 0
    precondition(
      images.allSatisfy { $0.width == side && $0.height == side } && side > 3,
      "a spectrum is of square images of one side")
    let transform = SeparableTransform(side: side)
    var sum = [Double](repeating: 0, count: side / 2)
    // An image of one brightness has no power; what rounding leaves of it would pass for a spectrum.
    for image in images where image.values.contains(where: { $0 != image.values[0] }) {
      for (frequency, power) in Self.radialMean(transform.power(of: image), side: side).enumerated() {
        sum[frequency] += power
      }
    }
    self.side = side
    power = sum.map { $0 / Double(images.count) }
  }

  /// The frequencies that exponents are fitted over: below them a few waves, and above them the pixel grid, the camera's blur
  /// and its noise decide.
  public var middleFrequencies: ClosedRange<Int> { 4...max(side / 4, 5) }

  /// α where the power falls as f^−α: minus the slope of the least-squares line through log power against log frequency over
  /// the middle frequencies, which are weighted so that each octave counts alike. Not a number for images without contrast.
  public var exponent: Double {
    let frequencies = middleFrequencies.filter { $0 <= power.count && power[$0 - 1] > 0 }
    guard frequencies.count > 1 else { return .nan }
    var (weights, sumX, sumY, sumXX, sumXY) = (0.0, 0.0, 0.0, 0.0, 0.0)
    for frequency in frequencies {
      let (x, y, weight) = (log(Double(frequency)), log(power[frequency - 1]), 1 / Double(frequency))
      weights += weight
      sumX += weight * x
      sumY += weight * y
      sumXX += weight * x * x
      sumXY += weight * x * y
    }
    let covariance = sumXY - sumX * sumY / weights
    let variance = sumXX - sumX * sumX / weights
    return -covariance / variance
  }

  /// The law of photographs, f^−2, through the measured value in the middle of the fitted range (on a logarithmic scale): a
  /// power for each of the frequencies of `power`.
  public var lawOfPhotographs: [Double] {
    let middle = middleFrequencies
    let anchor = Int(Double(middle.lowerBound * middle.upperBound).squareRoot().rounded())
    return power.indices.map { power[anchor - 1] * pow(Double(anchor) / Double($0 + 1), 2) }
  }

  /// A spectrum from its values.
  package init(side: Int, power: [Double]) {
    precondition(power.count == side / 2, "\(power.count) frequencies of a side of \(side)")
    self.side = side
    self.power = power
  }

  /// The mean over rings one cycle wide.
  private static func radialMean(_ power: [Double], side: Int) -> [Double] {
    var sums = [Double](repeating: 0, count: side / 2)
    var counts = sums
    for row in 0..<side {
      for column in 0..<side {
        let (u, v) = (min(column, side - column), min(row, side - row))
        let ring = Int((Double(u * u + v * v)).squareRoot().rounded())
        guard 1...(side / 2) ~= ring else { continue }
        sums[ring - 1] += power[row * side + column]
        counts[ring - 1] += 1
      }
    }
    return zip(sums, counts).map { $1 > 0 ? $0 / $1 : 0 }
  }
}

/// The discrete Fourier transform of square images of one side, columns after rows.
private struct SeparableTransform {
  private let side: Int
  private let cosines: [Double]
  private let sines: [Double]
  private let window: [Double]

  init(side: Int) {
    self.side = side
    let step = 2 * Double.pi / Double(side)
    let angles = (0..<side * side).map { index -> Double in
      let turns = (index / side) * (index % side) % side
      return step * Double(turns)
    }
    cosines = angles.map { cos($0) }
    sines = angles.map { sin($0) }
    window = (0..<side).map { 0.5 - 0.5 * cos(step * (Double($0) + 0.5)) }
  }

  /// The power `[row, column]` of each pair of frequencies.
  func power(of image: Luminance) -> [Double] {
    let mean = image.values.reduce(0, +) / Double(side * side)
    var real = [Double](repeating: 0, count: side * side)
    var imaginary = real
    // Rows: what is summed is real.
    for y in 0..<side {
      for x in 0..<side {
        let value = (image.values[y * side + x] - mean) * window[y] * window[x]
        for u in 0..<side {
          real[y * side + u] += value * cosines[x * side + u]
          imaginary[y * side + u] -= value * sines[x * side + u]
        }
      }
    }
    var power = [Double](repeating: 0, count: side * side)
    var sumReal = [Double](repeating: 0, count: side)
    var sumImaginary = sumReal
    for v in 0..<side {
      for u in 0..<side { (sumReal[u], sumImaginary[u]) = (0, 0) }
      for y in 0..<side {
        let (c, s) = (cosines[y * side + v], sines[y * side + v])
        for u in 0..<side {
          sumReal[u] += real[y * side + u] * c + imaginary[y * side + u] * s
          sumImaginary[u] += imaginary[y * side + u] * c - real[y * side + u] * s
        }
      }
      for u in 0..<side {
        power[v * side + u] = sumReal[u] * sumReal[u] + sumImaginary[u] * sumImaginary[u]
      }
    }
    return power
  }
}
