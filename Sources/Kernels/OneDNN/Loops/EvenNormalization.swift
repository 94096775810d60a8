import Foundation

/// Response normalization over an even number of channels, which the library does not offer.
package struct EvenNormalization: LoopOperation, Sendable {
  private let constants: ResponseNormalization
  private let batch: Int
  private let channels: Int
  private let area: Int

  /// For maps `[batch, channels, height, width]`.
  package init(_ constants: ResponseNormalization, over dimensions: [Int]) {
    self.constants = constants
    (batch, channels) = (dimensions[0], dimensions[1])
    area = dimensions.dropFirst(2).reduce(1, *)
  }

  package var isOrderFree: Bool { false }

  package func forward(_ inputs: [UnsafeMutablePointer<Float>], to output: UnsafeMutablePointer<Float>) {
    let input = inputs[0]
    for task in 0..<batch * area {
      let start = task / area * channels * area + task % area
      for channel in 0..<channels {
        let index = start + channel * area
        output[index] = input[index] * pow(base(of: channel, input + start), -constants.beta)
      }
    }
  }

  package func backward(
    _ signal: UnsafeMutablePointer<Float>, inputs: [UnsafeMutablePointer<Float>],
    to signals: [UnsafeMutablePointer<Float>]
  ) {
    let (input, target) = (inputs[0], signals[0])
    let factor = 2 * constants.strength * constants.beta
    for task in 0..<batch * area {
      let start = task / area * channels * area + task % area
      for channel in 0..<channels {
        let index = start + channel * area
        var sum: Float = 0
        for reader in constants.readers(of: channel, among: channels) {
          let place = start + reader * area
          sum += signal[place] * input[place] * pow(base(of: reader, input + start), -constants.beta - 1)
        }
        target[index] =
          signal[index] * pow(base(of: channel, input + start), -constants.beta) - factor * input[index] * sum
      }
    }
  }

  /// `k + strength · Σ x²` around a channel, of values that lie `area` apart.
  private func base(of channel: Int, _ values: UnsafePointer<Float>) -> Float {
    var sum: Float = 0
    for other in constants.neighbors(of: channel, among: channels) {
      let value = values[other * area]
      sum += value * value
    }
    return constants.k + constants.strength * sum
  }
}
