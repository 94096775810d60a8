import Kernels
import Synchronization
import Networks
import Tensors

/// Stochastic gradient descent with momentum, weight decay, and the paper's clip of the filters' RMS.
///
/// `v ← μ·v − ε·(g + λ·w); w ← w + v` (Krizhevsky et al. 2012, section 5); biases do not decay. Where the recipe has
/// orthogonal steps, the convolutions move by `OrthogonalStep` instead.
package final class GradientDescent {
  /// The momenta, of the parameters' shapes.
  package private(set) var momenta: Parameters<Float>
  private let optimizer: Recipe.Optimizer
  private let radii: [String: Double]
  private let orthogonal: [String: OrthogonalStep]

  /// Descent by a recipe's constants, from momenta of zero unless a stopped run left some.
  ///
  /// - Throws: `OneDNNError`.
  package init(_ recipe: Recipe, momenta: Parameters<Float>? = nil) throws {
    optimizer = recipe.optimizer
    radii = recipe.filterRadii
    self.momenta = momenta ?? Parameters(zerosFor: recipe.network.graph)
    orthogonal = try optimizer.orthogonal == nil ? [:] : OrthogonalStep.all(of: recipe.network.graph)
  }

  /// Moves every parameter one step, and scales back each convolutional filter whose RMS exceeds the radius.
  ///
  /// - Parameter learningRate: the rate of all but the orthogonal steps, whose own rate rises and falls with it.
  /// - Returns: how many filters were scaled back, by layer.
  /// - Throws: `OneDNNError`.
  func step(_ trainables: [Trainable], learningRate: Double) throws(OneDNNError) -> [String: Int] {
    var moves: [Move] = []
    var turns: [OrthogonalStep.Turn] = []
    for trainable in trainables {
      // The momenta are this object's alone, and stay where they are while it holds them.
      let weights = momenta[trainable.node].weights.withUnsafeMutableBuffer { $0 }
      let biases = momenta[trainable.node].biases.withUnsafeMutableBuffer { $0 }
      if let orthogonal = orthogonal[trainable.node] {
        turns += orthogonal.turns(trainable.weights, trainable.weightGradients, weights)
      } else {
        moves += Move.parts(
          trainable.weights, trainable.weightGradients, weights, decay: Float(optimizer.weightDecay))
      }
      moves += Move.parts(trainable.biases, trainable.biasGradients, biases, decay: 0)
    }
    let (momentum, rate) = (Float(optimizer.momentum), Float(learningRate))
    let share = optimizer.learningRate > 0 ? learningRate / optimizer.learningRate : 0
    let turning = Float((optimizer.orthogonal?.learningRate ?? 0) * share)
    let decay = Float(optimizer.orthogonal?.weightDecay ?? 0)
    nonisolated(unsafe) let (all, largest) = (moves, turns)
    // The products take longest: they come first.
    try ParallelLoop.run(largest.count + all.count) { (task) throws(OneDNNError) in
      if task < largest.count {
        try largest[task].run(momentum: momentum, rate: turning, decay: decay)
      } else {
        all[task - largest.count].run(momentum: momentum, rate: rate)
      }
    }
    return clip(trainables)
  }

  private func clip(_ trainables: [Trainable]) -> [String: Int] {
    nonisolated(unsafe) let limited = trainables.compactMap { trainable in
      radii[trainable.node].map { (trainable: trainable, radius: $0) }
    }
    let counts = Mutex([Int](repeating: 0, count: limited.count))
    ParallelLoop.run(limited.count) { index in
      let (trainable, radius) = limited[index]
      let count = FilterClip.apply(to: trainable.weights, filters: trainable.biases.count, radius: radius)
      counts.withLock { $0[index] = count }
    }
    return Dictionary(uniqueKeysWithValues: zip(limited.map(\.trainable.node), counts.withLock { $0 }))
  }
}

/// The step of some parameters in a row. Each is moved by itself, so that the bits do not depend on how the work is spread.
private struct Move {
  private let values, gradients, momenta: UnsafeMutablePointer<Float>
  private let count: Int
  private let decay: Float

  static func parts(
    _ values: UnsafeMutableBufferPointer<Float>, _ gradients: UnsafeMutableBufferPointer<Float>,
    _ momenta: UnsafeMutableBufferPointer<Float>, decay: Float
  ) -> [Move] {
    let part = 1 << 15
    guard let values = values.baseAddress, let gradients = gradients.baseAddress,
      let start = momenta.baseAddress
    else { return [] }
    return stride(from: 0, to: momenta.count, by: part).map {
      Move(
        values: values + $0, gradients: gradients + $0, momenta: start + $0,
        count: min(part, momenta.count - $0), decay: decay)
    }
  }

  func run(momentum: Float, rate: Float) {
    let (w, g, v) = (values, gradients, momenta)
    for at in 0..<count {
      v[at] = momentum * v[at] - rate * (g[at] + decay * w[at])
      w[at] += v[at]
    }
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
