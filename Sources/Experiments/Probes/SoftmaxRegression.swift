import Kernels
import Tensors

/// Multinomial logistic regression: the paper's softmax on top of features that stay as they are (section 5.2).
///
/// The mean cross-entropy plus half the decay times the weights' squared length is convex, so that the end depends on
/// neither a start nor a seed.
enum SoftmaxRegression {
  /// The weights `[classes, features]` and biases for standardised features.
  ///
  /// - Throws: `OneDNNError`.
  static func fit(
    _ examples: LabelledFeatures, decay: Double, iterations: Int = 150
  ) throws -> (weights: Tensor<Float>, biases: [Float]) {
    try LinearDescent.fit(examples, decay: decay, decaysBiases: false, iterations: iterations) { scores in
      SoftmaxCrossEntropy.gradient(scores, labels: examples.labels, classes: examples.classes).lossSum
        / Double(examples.count)
    }
  }
}
