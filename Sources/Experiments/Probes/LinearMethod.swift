import Tensors

/// How a linear classifier is fitted: the paper's two (sections 5.2 and 5.3).
public enum LinearMethod: String, CaseIterable, Codable, Sendable {
  /// Multinomial logistic regression; its strength is the weight decay.
  case softmax
  /// A linear support vector machine; its strength is LIBLINEAR's cost C times the number of features, which is the mean squared
  /// length of standardized ones.
  case supportVectors = "svm"

  /// The strengths that the held-out part chooses from, from the most cautious classifier to the boldest. A machine of
  /// strength 10 separates what can be separated: bolder ones take longest and change nothing.
  public var strengths: [Double] {
    switch self {
    case .softmax: [1, 0.1, 0.01, 1e-3, 1e-4]
    case .supportVectors: [0.01, 0.1, 1, 10]
    }
  }

  /// Fits a classifier at one strength.
  ///
  /// - Parameter start: a classifier of as many features and classes with which the search for support vector machines
  ///   begins, for example that of another strength: within the search's tolerance it decides how long it takes, not where
  ///   it ends. Softmax regression, whose searches are short, begins at zero.
  /// - Throws: `OneDNNError`; `Interruption` where a stop was asked for.
  public func fit(
    _ examples: LabeledFeatures, strength: Double, startingFrom start: LinearClassifier? = nil
  ) throws -> LinearClassifier {
    let standardization = Standardization(of: examples.values)
    let standardized = LabeledFeatures(
      values: standardization.apply(to: examples.values), labels: examples.labels, classes: examples.classes)
    let (weights, biases) =
      switch self {
      case .softmax: try SoftmaxRegression.fit(standardized, decay: strength)
      case .supportVectors:
        try SupportVectors.fit(
          standardized, cost: strength / Double(max(examples.dimension, 1)), startingFrom: start)
      }
    return LinearClassifier(standardization: standardization, weights: weights, biases: biases)
  }
}
