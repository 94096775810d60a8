import Images
import Kernels
import Networks
import Tensors

/// What a model says of single images, each prepared as the model's preprocessing says: resized to the stored side, its
/// center cut out, the mean taken off.
///
/// ```swift
/// let classifier = try ImageClassifier(model)
/// let probabilities = try classifier.probabilities(of: Image(contentsOf: url))
/// ```
public final class ImageClassifier {
  /// The model that is asked.
  public let model: Model
  private let engine: NetworkEngine

  /// A classifier of 32-bit floats, for one image at a time.
  ///
  /// - Throws: `OneDNNError` where a primitive cannot be made.
  public init(_ model: Model) throws {
    self.model = model
    engine = try NetworkEngine(model.graph, batch: 1, for: .inference)
    try engine.load(model.parameters)
  }

  /// The probabilities of the classes, in the order of the logits.
  ///
  /// - Throws: `OneDNNError` where a primitive fails.
  public func probabilities(of image: Image) throws -> [Float] {
    let preprocessing = model.preprocessing
    let stored = image.resizedAndCropped(side: preprocessing.storedSide)
    stored.pixels.withUnsafeBytes {
      preprocessing.write($0, .center(margin: preprocessing.margin), to: engine.inputPixels)
    }
    let logits = try engine.forward()
    SoftmaxCrossEntropy.probabilities(logits, classes: model.graph.classes)
    return Array(logits.prefix(model.graph.classes))
  }

  /// The most probable classes, the first first; of equal ones the lower class stands first.
  ///
  /// - Parameter count: how many, at most.
  public static func best(_ probabilities: [Float], count: Int) -> [(label: Int, probability: Float)] {
    probabilities.indices.sorted { (probabilities[$1], $0) < (probabilities[$0], $1) }.prefix(count)
      .map { (label: $0, probability: probabilities[$0]) }
  }
}
