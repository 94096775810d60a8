import Networks
import Tensors

/// Fits the scores of a linear classifier to a smooth, convex loss: every example is looked at in every step, by one forward
/// and one backward pass of the engine.
enum LinearDescent {
  /// The weights `[classes, features]` and biases where the mean loss plus half the decay times the squared length is least.
  ///
  /// - Parameters:
  ///   - decaysBiases: whether biases count in the length.
  ///   - loss: given the scores `[examples, classes]`, returns the mean loss and replaces them by its gradient.
  /// - Throws: `OneDNNError`.
  static func fit(
    _ examples: LabelledFeatures, decay: Double, decaysBiases: Bool, iterations: Int,
    loss: (_ scores: UnsafeMutableBufferPointer<Float>) -> Double
  ) throws -> (weights: Tensor<Float>, biases: [Float]) {
    let (classes, dimension) = (examples.classes, examples.dimension)
    let count = classes * dimension
    let architecture = Architecture(
      name: "linear", inputShape: [dimension, 1, 1],
      layers: [Layer("scores", .dense(inputs: dimension, outputs: classes))])
    let engine = try NetworkEngine(architecture, batch: examples.count, for: .training)
    engine.setPixels(examples.values)
    let layer = engine.trainables[0]
    let decayed = decaysBiases ? count + classes : count

    let place = try LimitedMemoryBFGS.minimum(
      from: [Float](repeating: 0, count: count + classes), iterations: iterations, tolerance: 1e-4
    ) { place, gradient in
      _ = layer.weights.update(fromContentsOf: place[..<count])
      _ = layer.biases.update(fromContentsOf: place[count...])
      try engine.parametersChanged()
      let scores = try engine.forward()
      let mean = loss(scores)
      try engine.backward(scoresGradient: scores)
      for index in 0..<count { gradient[index] = layer.weightGradients[index] }
      for index in 0..<classes { gradient[count + index] = layer.biasGradients[index] }
      var squares = 0.0
      for index in 0..<decayed {
        squares += Double(place[index]) * Double(place[index])
        gradient[index] += Float(decay) * place[index]
      }
      return mean + 0.5 * decay * squares
    }
    return (Tensor([classes, dimension], place[..<count]), Array(place[count...]))
  }
}
