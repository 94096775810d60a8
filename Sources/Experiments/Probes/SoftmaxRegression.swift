import Kernels
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
    let products = try ExampleProducts(examples, classes: classes)
    let place = try LimitedMemoryBFGS.minimum(
      from: [Float](repeating: 0, count: products.parameterCount), iterations: iterations, tolerance: 1e-4
    ) { place, gradient in
      let logits = try products.scores(of: place)
      let loss = SoftmaxCrossEntropy.gradient(logits, labels: examples.labels, classes: classes).lossSum
      try products.combination(of: logits, into: &gradient)
      var squares = 0.0
      for index in 0..<count {
        squares += Double(place[index]) * Double(place[index])
        gradient[index] += Float(decay) * place[index]
      }
      return loss / Double(examples.count) + 0.5 * decay * squares
    }
    return (Tensor([classes, dimension], place[..<count]), Array(place[count...]))
  }
}
