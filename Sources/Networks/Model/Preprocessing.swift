import CVectorLoops
import Tensors

/// How stored bytes become what a network sees, as data: resized, cut, flipped, the mean subtracted, scaled.
///
/// A stored image is the original with its short side resized to `storedSide`, then its center of
/// `storedSide × storedSide` pixels, red, green and blue interleaved. The network's number for a byte is
/// `(byte − mean) · scale`, in planes ordered as `channelOrder` says.
public struct Preprocessing: Sendable, Equatable {
  /// In which order the planes stand.
  public enum ChannelOrder: String, Sendable, Codable, CaseIterable {
    /// Red first, then green and blue.
    case rgb
    /// Blue, green, red: networks from Caffe.
    case bgr
  }

  /// What is subtracted from the bytes.
  public enum Mean: Sendable, Equatable {
    /// The mean training image, `storedSide × storedSide × 3` numbers, red, green and blue interleaved; it is cut with the
    /// image (the paper's).
    case image([Float])
    /// One number each for red, green and blue.
    case channels([Float])
  }

  /// The side of the stored images.
  public let storedSide: Int
  /// The side of the network's input.
  public let inputSide: Int
  /// The order of the planes.
  public let channelOrder: ChannelOrder
  /// The mean that is subtracted from the pixels.
  public let mean: Mean
  /// What red, green and blue are multiplied by after that.
  public let scales: [Float]
  /// The mean at every stored pixel, interleaved.
  package let meanPixels: [Float]

  /// Preprocessing of the given choices.
  ///
  /// - Parameters:
  ///   - mean: `storedSide × storedSide × 3` numbers, or 3.
  ///   - scales: 3 numbers.
  public init(
    storedSide: Int, inputSide: Int, channelOrder: ChannelOrder = .rgb, mean: Mean, scales: [Float]
  ) {
    precondition(inputSide <= storedSide, "an input of \(inputSide) is no crop of \(storedSide)")
    precondition(scales.count == 3, "\(scales.count) scales for three channels")
    switch mean {
    case .image(let pixels): meanPixels = pixels
    case .channels(let channels):
      precondition(channels.count == 3, "\(channels.count) means for three channels")
      meanPixels = (0..<storedSide * storedSide).flatMap { _ in channels }
    }
    precondition(meanPixels.count == storedSide * storedSide * 3, "a mean of \(meanPixels.count) numbers")
    self.storedSide = storedSide
    self.inputSide = inputSide
    self.channelOrder = channelOrder
    self.mean = mean
    self.scales = scales
  }

  /// The paper's: a mean image of `storedSide × storedSide × 3` numbers, one scale for all.
  public init(storedSide: Int, inputSide: Int, pixelScale: Double, mean: [Float]) {
    let scale = Float(pixelScale)
    self.init(
      storedSide: storedSide, inputSide: inputSide, mean: .image(mean), scales: [scale, scale, scale])
  }

  /// How far a crop can move.
  public var margin: Int { storedSide - inputSide }

  /// The plane that holds red (0), green (1) or blue (2).
  public func plane(of color: Int) -> Int { channelOrder == .rgb ? color : 2 - color }

  /// Writes one image's crop as three planes.
  ///
  /// - Parameters:
  ///   - pixels: `storedSide × storedSide × 3` bytes, interleaved.
  ///   - target: `3 × inputSide × inputSide` numbers.
  public func write(
    _ pixels: UnsafeRawBufferPointer, _ crop: Crop, to target: UnsafeMutableBufferPointer<Float>
  ) {
    precondition(
      pixels.count == meanPixels.count && target.count == 3 * inputSide * inputSide, "sizes do not fit")
    precondition(
      (0...margin).contains(crop.x) && (0...margin).contains(crop.y),
      "a crop at \(crop.x), \(crop.y) where the margin is \(margin)")
    let area = inputSide * inputSide
    let first = crop.isFlipped ? inputSide - 1 : 0
    let isUniform = scales[0] == scales[1] && scales[1] == scales[2]
    meanPixels.withUnsafeBufferPointer { mean in
      for y in 0..<inputSide {
        let row = ((y + crop.y) * storedSide + crop.x) * 3
        let start = target.baseAddress! + y * inputSide + first
        u8_center_row(
          pixels.baseAddress!.assumingMemoryBound(to: UInt8.self) + row, mean.baseAddress! + row, inputSide,
          isUniform ? scales[0] : 1, crop.isFlipped ? -1 : 1, start + plane(of: 0) * area,
          start + plane(of: 1) * area, start + plane(of: 2) * area)
      }
    }
    guard !isUniform else { return }
    for color in 0..<3 {
      for index in plane(of: color) * area..<(plane(of: color) + 1) * area { target[index] *= scales[color] }
    }
  }
}
