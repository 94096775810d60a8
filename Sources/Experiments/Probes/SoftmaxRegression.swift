import Kernels
import Networks
import Tensors

/// Multinomial logistic regression: the paper's softmax on top of features that stay as they are (section 5.2).
///
/// The mean cross-entropy plus half the decay times the weights' squared length is convex, so that the end depends on
/// neither a start nor a seed. The gradient over all examples is one forward and one backward pass of the engine.
enum SoftmaxRegression {
  /// The weights `[classes, features]` and biases for standardized features.
  ///
  /// - Throws: `OneDNNError`.
  static func fit(
    _ examples: LabeledFeatures, decay: Double, iterations: Int = 150
  ) throws -> (weights: Tensor<Float>, biases: [Float]) {
    let (classes, dimension) = (examples.classes, examples.dimension)
    let count = classes * dimension
    let graph = Graph(
      inputShape: [dimension, 1, 1],
      chain: [("logits", .dense(inputs: dimension, outputs: classes))])
    let engine = try NetworkEngine(graph, batch: examples.count, for: .training)
    engine.setPixels(examples.values)
    let layer = engine.trainables[0]

    let place = try LimitedMemoryBFGS.minimum(
      from: [Float](repeating: 0, count: count + classes), iterations: iterations, tolerance: 1e-4
    ) { place, gradient in
      _ = layer.weights.update(fromContentsOf: place[..<count])
      _ = layer.biases.update(fromContentsOf: place[count...])
      try engine.parametersChanged()
      let logits = try engine.forward()
      let loss = SoftmaxCrossEntropy.gradient(logits, labels: examples.labels, classes: classes).lossSum
      try engine.backward(logitsGradient: logits)
      var squares = 0.0
      for index in 0..<count {
        squares += Double(place[index]) * Double(place[index])
        gradient[index] = layer.weightGradients[index] + Float(decay) * place[index]
      }
      for index in 0..<classes { gradient[count + index] = layer.biasGradients[index] }
      return loss / Double(examples.count) + 0.5 * decay * squares
    }
    return (Tensor([classes, dimension], place[..<count]), Array(place[count...]))
  }
}
