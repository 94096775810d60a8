import Tensors

/// One weighted sum a class over standardized features; the class with the largest wins.
public struct LinearClassifier: Sendable, Equatable {
  /// How features are brought to one scale first.
  public let standardization: Standardization
  /// The weights, `[classes, features]`.
  public let weights: Tensor<Float>
  /// One a class; −∞ for a class that was never seen.
  public let biases: [Float]

  /// A classifier of the given weights.
  public init(standardization: Standardization, weights: Tensor<Float>, biases: [Float]) {
    precondition(
      weights.shape == [biases.count, standardization.means.count],
      "weights \(weights.shape) for \(biases.count) classes of \(standardization.means.count) features")
    self.standardization = standardization
    self.weights = weights
    self.biases = biases
  }

  /// The scores `[examples, classes]` of `[examples, features]`.
  public func scores(of features: Tensor<Float>) -> Tensor<Float> {
    let standardized = standardization.apply(to: features)
    let (rows, columns, classes) = (features.shape[0], features.shape[1], biases.count)
    return Tensor([rows, classes]) { target in
      standardized.withUnsafeBuffer { x in
        weights.withUnsafeBuffer { w in
          for row in 0..<rows {
            for index in 0..<classes {
              let score = DotProduct.of(
                x.baseAddress! + row * columns, w.baseAddress! + index * columns, count: columns)
              target[row * classes + index] = score + biases[index]
            }
          }
        }
      }
    }
  }

  /// The class of each example; of equal scores the lower class wins.
  public func predictions(for features: Tensor<Float>) -> [Int] {
    let classes = biases.count
    return scores(of: features).withUnsafeBuffer { values in
      (0..<features.shape[0]).map { row in
        values[(row * classes)..<((row + 1) * classes)].indexOfMaximum.map { $0 - row * classes } ?? 0
      }
    }
  }

  /// 1 for each example whose class is classified correctly, else 0.
  public func hits(on examples: LabeledFeatures) -> [Double] {
    zip(predictions(for: examples.values), examples.labels).map { $0 == $1 ? 1 : 0 }
  }
}
