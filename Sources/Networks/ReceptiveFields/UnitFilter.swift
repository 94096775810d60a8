import Kernels
import Tensors

/// The one filter of a convolution that a unit applies at its one position, up and down.
///
/// Of the units' own layer nothing else is needed: a unit's value is the product of one filter with its field, and the
/// signal that starts at one unit comes back as that filter, scaled. Fields are `[inputs, kernel, kernel]`, row-major,
/// as the filters are, so that both are products of numbers in a row.
struct UnitFilter {
  private let geometry: ConvolutionGeometry
  private let isRectified: Bool
  private let weights: Tensor<Float>
  private let biases: Tensor<Float>

  /// The filters of a layer; `isRectified` where a ReLU follows it.
  init(_ geometry: ConvolutionGeometry, _ pair: Parameters<Float>.Pair, isRectified: Bool) {
    self.geometry = geometry
    self.isRectified = isRectified
    weights = pair.weights
    biases = pair.biases
  }

  /// A unit's value, from the field below it.
  func activation(of channel: Int, _ field: UnsafeBufferPointer<Float>) -> Float {
    let (filter, inputs) = places(of: channel)
    // In Double, because it scales the whole projection.
    var sum = Double(biases[channel])
    weights.withUnsafeBuffer { weights in
      for offset in 0..<filter.count {
        sum += Double(weights[filter.lowerBound + offset]) * Double(field[inputs.lowerBound + offset])
      }
    }
    return Float(isRectified ? max(sum, 0) : sum)
  }

  /// Sends a signal from a unit of the given value down to the field below it, which must hold zeros.
  func spread(
    _ signal: Float, from channel: Int, activation: Float, rule: BackwardRule,
    to field: UnsafeMutableBufferPointer<Float>
  ) {
    let passed = isRectified ? rule.passed(signal, activation: activation) : signal
    let (filter, inputs) = places(of: channel)
    weights.withUnsafeBuffer { weights in
      for offset in 0..<filter.count {
        field[inputs.lowerBound + offset] = weights[filter.lowerBound + offset] * passed
      }
    }
  }

  /// Where a map's filter lies among the weights, and the maps it reads in the field.
  private func places(of channel: Int) -> (filter: Range<Int>, inputs: Range<Int>) {
    let count = weights.count / geometry.outputs
    let group = channel / (geometry.outputs / geometry.groups)
    return (channel * count..<(channel + 1) * count, group * count..<(group + 1) * count)
  }
}

extension BackwardRule {
  /// What a ReLU leaves of a signal in the backward pass, where its output was `activation`.
  func passed(_ signal: Float, activation: Float) -> Float {
    let masked = self == .deconvnet || activation > 0 ? signal : 0
    return self == .gradient ? masked : max(masked, 0)
  }
}
