import Kernels
import Networks
import Tensors

/// Stochastic gradient descent with momentum, weight decay, and the paper's clip of the filters' RMS.
///
/// `v ← μ·v − ε·(g + λ·w); w ← w + v` (Krizhevsky et al. 2012, section 5); biases do not decay.
package final class GradientDescent {
  /// The momenta, of the parameters' shapes.
  package private(set) var momenta: Parameters<Float>
  private let optimizer: Recipe.Optimizer
  private let radii: [String: Double]

  /// Descent by a recipe's constants, from momenta of zero unless a stopped run left some.
  package init(_ recipe: Recipe, architecture: Architecture, momenta: Parameters<Float>? = nil) {
    optimizer = recipe.optimizer
    radii = recipe.filterRadii
    self.momenta = momenta ?? Parameters(zerosFor: architecture)
  }

  /// Moves every parameter one step, and scales back each convolutional filter whose RMS exceeds the radius.
  ///
  /// - Returns: how many filters were scaled back, by layer.
  func step(_ trainables: [Trainable], learningRate: Double) -> [String: Int] {
    var clipped: [String: Int] = [:]
    for trainable in trainables {
      momenta[trainable.layer].weights.withUnsafeMutableBuffer {
        update(
          trainable.weights, trainable.weightGradients, $0, rate: Float(learningRate),
          decay: Float(optimizer.weightDecay))
      }
      momenta[trainable.layer].biases.withUnsafeMutableBuffer {
        update(trainable.biases, trainable.biasGradients, $0, rate: Float(learningRate), decay: 0)
      }
      if let radius = radii[trainable.layer] {
        clipped[trainable.layer] = FilterClip.apply(
          to: trainable.weights, filters: trainable.biases.count, radius: radius)
      }
    }
    return clipped
  }

  private func update(
    _ values: UnsafeMutableBufferPointer<Float>, _ gradients: UnsafeMutableBufferPointer<Float>,
    _ momenta: UnsafeMutableBufferPointer<Float>, rate: Float, decay: Float
  ) {
    let momentum = Float(optimizer.momentum)
    nonisolated(unsafe) let (w, g, v) = (values.baseAddress!, gradients.baseAddress!, momenta.baseAddress!)
    // Value by value, so that the bits do not depend on how the work is spread.
    let part = 1 << 16
    let parts = (values.count + part - 1) / part
    let count = values.count
    @Sendable func move(_ index: Int) {
      for at in (index * part)..<min((index + 1) * part, count) {
        v[at] = momentum * v[at] - rate * (g[at] + decay * w[at])
        w[at] += v[at]
      }
    }
    ParallelLoop.run(parts, move)
  }
}

/// The renormalization of section 3: a filter whose RMS exceeds a radius is scaled back to it.
public enum FilterClip {
  /// Scales back the filters whose RMS exceeds the radius.
  ///
  /// - Parameters:
  ///   - weights: `filters` rows of equal length.
  ///   - radius: the largest RMS allowed.
  /// - Returns: how many filters were scaled back.
  public static func apply(
    to weights: UnsafeMutableBufferPointer<Float>, filters: Int, radius: Double
  ) -> Int {
    var clipped = 0
    let length = weights.count / filters
    for filter in 0..<filters {
      let rms = rootMeanSquare(
        UnsafeBufferPointer(rebasing: weights[(filter * length)..<((filter + 1) * length)]))
      guard rms > radius else { continue }
      clipped += 1
      let factor = Float(radius / rms)
      for index in (filter * length)..<((filter + 1) * length) { weights[index] *= factor }
    }
    return clipped
  }

  /// The root of the mean square of a filter's weights.
  public static func rootMeanSquare(_ filter: UnsafeBufferPointer<Float>) -> Double {
    var sum = 0.0
    for weight in filter { sum += Double(weight) * Double(weight) }
    return (sum / Double(filter.count)).squareRoot()
  }

  /// The RMS of each filter of a layer's weights `[outputs, …]`.
  public static func rootMeanSquares(_ weights: Tensor<Float>) -> [Double] {
    weights.withUnsafeBuffer { values in
      let length = values.count / weights.shape[0]
      return (0..<weights.shape[0]).map {
        rootMeanSquare(UnsafeBufferPointer(rebasing: values[($0 * length)..<(($0 + 1) * length)]))
      }
    }
  }
}
