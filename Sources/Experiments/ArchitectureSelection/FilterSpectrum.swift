import Foundation
import Tensors

/// Where a first layer's filters have their power, by frequency in cycles a pixel, whatever the direction (Figure 6).
///
/// A filter is padded with zeros to `side` pixels, so that kernels of different sides are read at the same frequencies;
/// its colors' powers are added. The bands are octaves: 1/8 and 1/4 cycles a pixel are the highest frequencies that
/// samples 4 and 2 pixels apart can tell.
public struct FilterSpectrum: Sendable, Equatable {
  /// The side that filters are padded to.
  public static let side = 32
  /// The middle band in cycles a pixel, its upper end excluded.
  public static let middle = 0.125..<0.25

  /// One filter's shares of its power by band; they add up to 1.
  public struct Bands: Sendable, Equatable {
    /// Below 1/8 cycles a pixel.
    public let low: Double
    /// From 1/8 to 1/4.
    public let middle: Double
    /// The share of the power at frequencies from 1/4 cycle per pixel on.
    public let high: Double
  }

  /// The shares of each filter that is not zero throughout.
  public let bands: [Bands]
  /// The mean power at 0, 1/32, 2/32, … cycles a pixel, in units of a filter's mean power over all frequencies, so that white
  /// noise gives 1 everywhere; a mean over the filters of `bands`.
  public let rings: [Double]

  /// The frequencies of `rings`, in cycles a pixel.
  public var frequencies: [Double] { rings.indices.map { Double($0) / Double(Self.side) } }

  /// The spectra of a layer's filters.
  ///
  /// - Parameter filters: weights OIHW, `[maps, channels, kernel, kernel]`, of at most `side` pixels.
  public init(of filters: Tensor<Float>) {
    let power = PaddedTransform(kernel: filters.shape[2], side: Self.side)
    let radii = (0..<Self.side * Self.side).map { index -> Double in
      let (u, v) = (index % Self.side, index / Self.side)
      let (x, y) = (min(u, Self.side - u), min(v, Self.side - v))
      return Double(x * x + y * y).squareRoot() / Double(Self.side)
    }
    let ringOfPlace = radii.map { Int(($0 * Double(Self.side)).rounded()) }
    var bands: [Bands] = []
    var rings = [Double](repeating: 0, count: (ringOfPlace.max() ?? 0) + 1)
    let places = ringOfPlace.reduce(into: rings) { $0[$1] += 1 }
    for map in 0..<filters.shape[0] {
      let spectrum = power.power(of: filters.slice(map..<map + 1))
      let total = spectrum.reduce(0, +)
      guard total > 0 else { continue }
      var (low, middle, high) = (0.0, 0.0, 0.0)
      for (index, value) in spectrum.enumerated() {
        let radius = radii[index]
        rings[ringOfPlace[index]] += value / total
        if Self.middle.contains(radius) {
          middle += value
        } else if radius < Self.middle.lowerBound {
          low += value
        } else {
          high += value
        }
      }
      bands.append(Bands(low: low / total, middle: middle / total, high: high / total))
    }
    self.bands = bands
    let filterCount = Double(max(bands.count, 1))
    self.rings = zip(rings, places).map { $0 / filterCount * Double(radii.count) / $1 }
  }
}

/// The discrete Fourier transform of small squares padded with zeros.
private struct PaddedTransform {
  private let kernel: Int
  private let side: Int
  private let cosines: [Double]
  private let sines: [Double]

  init(kernel: Int, side: Int) {
    precondition(kernel <= side, "a kernel of \(kernel) pixels is padded to \(side)")
    self.kernel = kernel
    self.side = side
    let angles = (0..<side).map { 2 * Double.pi * Double($0) / Double(side) }
    cosines = angles.map { cos($0) }
    sines = angles.map { sin($0) }
  }

  /// The power `[row, column]` at each pair of frequencies, added up over the channels of `[1, channels, kernel, kernel]`.
  func power(of filter: Tensor<Float>) -> [Double] {
    var power = [Double](repeating: 0, count: side * side)
    filter.withUnsafeBuffer { values in
      for channel in 0..<filter.shape[1] {
        // Rows first, then columns: (frequency across, row) to (frequency across, frequency down).
        var real = [Double](repeating: 0, count: side * kernel)
        var imaginary = real
        for u in 0..<side {
          for y in 0..<kernel {
            for x in 0..<kernel {
              let value = Double(values[(channel * kernel + y) * kernel + x])
              real[u * kernel + y] += value * cosines[u * x % side]
              imaginary[u * kernel + y] -= value * sines[u * x % side]
            }
          }
        }
        for v in 0..<side {
          for u in 0..<side {
            var (sumReal, sumImaginary) = (0.0, 0.0)
            for y in 0..<kernel {
              let (c, s) = (cosines[v * y % side], sines[v * y % side])
              sumReal += real[u * kernel + y] * c + imaginary[u * kernel + y] * s
              sumImaginary += imaginary[u * kernel + y] * c - real[u * kernel + y] * s
            }
            power[v * side + u] += sumReal * sumReal + sumImaginary * sumImaginary
          }
        }
      }
    }
    return power
  }
}
