import Foundation
import Tensors
import Networks

/// What an occluding square shows. Each is an image of its own that shows through the square, a function of the
/// occluded image and of the case.
public enum OcclusionFill: Hashable, Sendable, Codable {
  /// The paper's gray: the middle gray of 8-bit pixels.
  case gray
  /// The mean training image: zeros, as the network sees it.
  case mean
  /// The image itself, blurred by a Gaussian of half the square's side, edges repeated: nothing of the square's size is
  /// left to see, and its colors stay.
  case blur
  /// Gaussian noise with the mean and standard deviation of each of the image's channels.
  case noise(seed: UInt64)

  /// The level of the gray, from 0 to 255: that of the occluding square, and of whatever else hides a part of an image.
  public static let grayLevel: UInt8 = 128

  /// The image that shows through the square, as a network sees it: `[3, side, side]`.
  ///
  /// - Parameters:
  ///   - image: the occluded image as the network sees it, `[3, side, side]`.
  ///   - square: the square's side in pixels.
  ///   - preprocessing: how the images of the network were made from bytes.
  public func image(
    for image: Tensor<Float>, square: Int, preprocessing: Preprocessing
  ) -> Tensor<Float> {
    switch self {
    case .gray:
      let bytes = [UInt8](
        repeating: Self.grayLevel, count: 3 * preprocessing.storedSide * preprocessing.storedSide)
      return Tensor(image.shape) { target in
        bytes.withUnsafeBytes {
          preprocessing.write($0, .center(margin: preprocessing.margin), to: target)
        }
      }
    case .mean:
      return Tensor(zeros: image.shape)
    case .blur:
      return Self.blurred(image, deviation: Double(square) / 2)
    case .noise(let seed):
      return Self.noise(like: image, seed: seed)
    }
  }

  /// Every channel filtered along rows and columns, in a fixed order of sums.
  private static func blurred(_ image: Tensor<Float>, deviation: Double) -> Tensor<Float> {
    let reach = Int((3 * deviation).rounded(.up))
    let bell = (-reach...reach).map { exp(-Double($0 * $0) / (2 * deviation * deviation)) }
    let total = bell.reduce(0, +)
    let weights = bell.map { Float($0 / total) }
    let transposed = filteredAndTransposed(image, weights)
    return filteredAndTransposed(transposed, weights)
  }

  /// Each channel's rows filtered, and then laid down as columns.
  private static func filteredAndTransposed(_ image: Tensor<Float>, _ weights: [Float]) -> Tensor<Float> {
    let (channels, height, width) = (image.shape[0], image.shape[1], image.shape[2])
    let reach = weights.count / 2
    var row = [Float](repeating: 0, count: width + 2 * reach)
    return image.withUnsafeBuffer { source in
      Tensor([channels, width, height]) { target in
        for line in 0..<(channels * height) {
          for x in row.indices { row[x] = source[line * width + min(max(x - reach, 0), width - 1)] }
          let (channel, y) = (line / height, line % height)
          for x in 0..<width {
            var sum: Float = 0
            for tap in weights.indices { sum += weights[tap] * row[x + tap] }
            target[(channel * width + x) * height + y] = sum
          }
        }
      }
    }
  }

  private static func noise(like image: Tensor<Float>, seed: UInt64) -> Tensor<Float> {
    let plane = image.count / image.shape[0]
    return image.withUnsafeBuffer { source in
      Tensor(image.shape) { target in
        for channel in 0..<image.shape[0] {
          let values = source[(channel * plane)..<((channel + 1) * plane)]
          let mean = values.reduce(0.0) { $0 + Double($1) } / Double(plane)
          let variance = values.reduce(0.0) { $0 + (Double($1) - mean) * (Double($1) - mean) } / Double(plane)
          var stream = RandomStream(seed: seed, domain: "occlusion noise", channel)
          for index in values.indices {
            target[index] = Float(mean + variance.squareRoot() * stream.normal())
          }
        }
      }
    }
  }
}
