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
  package init(_ recipe: Recipe, momenta: Parameters<Float>? = nil) {
    optimizer = recipe.optimizer
    radii = recipe.filterRadii
    self.momenta = momenta ?? Parameters(zerosFor: recipe.network.graph)
  }

  /// Moves every parameter one step, and scales back each convolutional filter whose RMS exceeds the radius.
  ///
  /// - Returns: how many filters were scaled back, by layer.
  func step(_ trainables: [Trainable], learningRate: Double) -> [String: Int] {
    var clipped: [String: Int] = [:]
    for trainable in trainables {
      momenta[trainable.node].weights.withUnsafeMutableBuffer {
        update(
          trainable.weights, trainable.weightGradients, $0, rate: Float(learningRate),
          decay: Float(optimizer.weightDecay))
      }
      momenta[trainable.node].biases.withUnsafeMutableBuffer {
        update(trainable.biases, trainable.biasGradients, $0, rate: Float(learningRate), decay: 0)
      }
      if let radius = radii[trainable.node] {
        clipped[trainable.node] = FilterClip.apply(
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
      let rms = FilterNorms.rootMeanSquare(
        UnsafeBufferPointer(rebasing: weights[(filter * length)..<((filter + 1) * length)]))
      guard rms > radius else { continue }
      clipped += 1
      let factor = Float(radius / rms)
      for index in (filter * length)..<((filter + 1) * length) { weights[index] *= factor }
    }
    return clipped
  }
}
