import Networks
import Tensors

/// The two products that fitting linear classifiers takes, with the same examples again and again: each is a pass of the
/// engine through one dense layer, for all classes at once.
final class ExampleProducts {
  private let engine: NetworkEngine
  private let layer: Trainable
  private let classes: Int
  private let dimension: Int
  private let rows: Int
  /// How many weights the classifiers have.
  private var weightCount: Int { classes * dimension }
  /// How many parameters the classifiers have: the weights `[classes, features]` and, after them, a bias for each class.
  var parameterCount: Int { weightCount + classes }

  /// - Parameter classes: how many classifiers there are.
  /// - Throws: `OneDNNError`.
  init(_ examples: LabeledFeatures, classes: Int) throws {
    (self.classes, dimension, rows) = (classes, examples.dimension, examples.count)
    let graph = Graph(
      inputShape: [dimension, 1, 1],
      chain: [("logits", .dense(inputs: dimension, outputs: classes))])
    engine = try NetworkEngine(graph, batch: rows, for: .training)
    engine.setPixels(examples.values)
    layer = engine.trainables[0]
  }

  /// The scores `[examples, classes]` of parameters, in memory that the next call uses again.
  ///
  /// - Throws: `OneDNNError`.
  func scores(of parameters: [Float]) throws -> UnsafeMutableBufferPointer<Float> {
    _ = layer.weights.update(fromContentsOf: parameters[..<weightCount])
    _ = layer.biases.update(fromContentsOf: parameters[weightCount...])
    try engine.parametersChanged()
    return try engine.forward()
  }

  /// What parameters change by: for each class the sum of its column of coefficients `[examples, classes]` times the
  /// examples' features, and the sum of the column for the bias. It follows a call of `scores`, whose memory may hold the
  /// coefficients.
  ///
  /// - Throws: `OneDNNError`.
  func combination(
    of coefficients: UnsafeMutableBufferPointer<Float>, into sums: inout [Float]
  ) throws {
    try engine.backward(logitsGradient: coefficients)
    let (weights, biases) = (layer.weightGradients, layer.biasGradients)
    sums.withUnsafeMutableBufferPointer { sums in
      let end = sums.update(fromContentsOf: weights.prefix(weightCount))
      _ = UnsafeMutableBufferPointer(rebasing: sums[end...]).update(fromContentsOf: biases.prefix(classes))
    }
  }
}
