import Tensors

/// Linear support vector machines with the squared hinge loss, one class against the rest, all classes at once.
///
/// The problem is LIBLINEAR's (`L2R_L2LOSS_SVC`, a constant feature of 1 for the bias), smooth and strictly convex, and the tests
/// hold its end to LIBLINEAR's. LIBLINEAR is made for features that are mostly zero; on a few thousand dense ones and a
/// hundred classes it takes minutes where products of matrices take seconds.
enum SupportVectors {
  /// The weights `[classes, features]` and biases for standardised features; a class without examples gets a bias of −∞.
  ///
  /// - Parameters:
  ///   - examples: at least two classes must have examples.
  ///   - cost: what an example on the wrong side costs: LIBLINEAR's C.
  /// - Throws: `OneDNNError`.
  static func fit(
    _ examples: LabelledFeatures, cost: Double, iterations: Int = 250
  ) throws -> (weights: Tensor<Float>, biases: [Float]) {
    let seen = Set(examples.labels)
    precondition(seen.count > 1, "examples of one class alone separate nothing")
    // Half the squared length plus C times the sum of losses, divided by C and the number of examples.
    let decay = 1 / (cost * Double(examples.count))
    var (weights, biases) = try LinearDescent.fit(
      examples, decay: decay, decaysBiases: true, iterations: iterations
    ) { gradient(of: $0, labels: examples.labels, classes: examples.classes) }
    for label in biases.indices where !seen.contains(label) { biases[label] = -.infinity }
    return (weights, biases)
  }

  /// The mean over examples of the classes' summed squared hinges; the scores become its gradient.
  private static func gradient(
    of scores: UnsafeMutableBufferPointer<Float>, labels: [Int], classes: Int
  ) -> Double {
    let share = 1 / Float(labels.count)
    var sum = 0.0
    for (row, label) in labels.enumerated() {
      var own: Float = 0
      for index in 0..<classes {
        let side: Float = index == label ? 1 : -1
        let missing = max(0, 1 - side * scores[row * classes + index])
        own += missing * missing
        scores[row * classes + index] = -2 * side * missing * share
      }
      sum += Double(own)
    }
    return sum / Double(labels.count)
  }
}
