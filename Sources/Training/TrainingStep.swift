import Kernels
import Networks

/// One step of training on an engine: forward with dropout, the loss, backward, and the parameters' move.
///
/// The images are written to `engine.ownPixels` before it. Where several processes share the batch, all that they exchange is
/// exchanged before the first parameter moves: a step that fails for want of another process has moved nothing.
package struct TrainingStep {
  /// What a step showed.
  package struct Outcome {
    /// The batch's loss, and how many of its images were misjudged.
    package let result: SoftmaxCrossEntropy.Result
    /// How many filters the clip scaled back, by layer.
    package let clippedFilters: [String: Int]
  }

  /// The engine that computes; it was made for training, and holds the parameters.
  package let engine: NetworkEngine
  /// What moves them.
  package let descent: GradientDescent
  private let trainables: [Trainable]

  /// Steps of an engine whose parameters were loaded.
  package init(_ engine: NetworkEngine, _ descent: GradientDescent) {
    self.engine = engine
    self.descent = descent
    trainables = engine.trainables
  }

  /// Learns from the images in the engine's pixels.
  ///
  /// - Parameters:
  ///   - labels: one class per image of the whole batch.
  ///   - dropout: where in training this is; nil leaves every value as it is.
  /// - Returns: nil where the loss is no longer a number; nothing has moved then.
  /// - Throws: `OneDNNError`; `MessagePassingError` and `Interruption` where several processes share the batch.
  package func callAsFunction(
    labels: [Int], learningRate: Double, dropout: DropoutPosition?
  ) throws -> Outcome? {
    let logits = try engine.forward(dropout: dropout)
    try engine.checkExchange()
    let result = SoftmaxCrossEntropy.gradient(logits, labels: labels, classes: engine.graph.classes)
    guard result.lossSum.isFinite else { return nil }
    try engine.backward(logitsGradient: logits)
    try engine.checkExchange()
    let clipped = try descent.step(trainables, learningRate: learningRate)
    try engine.parametersChanged()
    return Outcome(result: result, clippedFilters: clipped)
  }

  /// Copies the parameters out of the engine.
  package func read(into parameters: inout Parameters<Float>) {
    for trainable in trainables {
      parameters[trainable.node].weights.withUnsafeMutableBuffer {
        _ = $0.update(fromContentsOf: UnsafeBufferPointer(trainable.weights))
      }
      parameters[trainable.node].biases.withUnsafeMutableBuffer {
        _ = $0.update(fromContentsOf: UnsafeBufferPointer(trainable.biases))
      }
    }
  }
}
