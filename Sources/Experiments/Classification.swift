import Networks
import Datasets
import Kernels
import Tensors
import Inference

/// Section 3's experiment: how often a network, or several together, name the wrong class.
public enum Classification {
  /// What one network, or an ensemble, makes of the validation images.
  public struct Outcome: Sendable, Equatable {
    /// Class probabilities `[images, classes]`.
    public let probabilities: Tensor<Float>
    /// The labels of the same images.
    public let labels: [Int]

    /// Probabilities of images with the given labels.
    public init(probabilities: Tensor<Float>, labels: [Int]) {
      precondition(
        probabilities.shape[0] == labels.count, "\(probabilities.shape) for \(labels.count) labels")
      self.probabilities = probabilities
      self.labels = labels
    }

    /// Loss, top-1 and top-5 error.
    public var score: Score { Score(probabilities, labels: labels) }

    /// The first class of each image; of equal probabilities the lower class stands first.
    public var predictions: [Int] {
      let classes = probabilities.shape[1]
      return probabilities.withUnsafeBuffer { values in
        labels.indices.map { row in
          (0..<classes).reduce(0) {
            values[row * classes + $1] > values[row * classes + $0] ? $1 : $0
          }
        }
      }
    }

    /// The place of each image's class among the classes.
    public var ranks: ClassRanks {
      let classes = probabilities.shape[1]
      return probabilities.withUnsafeBuffer { values in
        ClassRanks(
          labels.enumerated().map { row, label in
            let own = UnsafeBufferPointer(rebasing: values[(row * classes)..<((row + 1) * classes)])
            return SoftmaxCrossEntropy.rank(of: label, in: own)
          })
      }
    }

    /// 1 where the image's class is not among the first `count`, else 0.
    public func mistakes(top count: Int) -> [Double] { ranks.mistakes(top: count) }
  }

  /// What a network makes of images of a cache.
  ///
  /// - Parameters:
  ///   - indices: which images; nil takes all.
  ///   - progress: called with how many images are done.
  /// - Throws: `OneDNNError`, and what `progress` throws.
  public static func evaluate(
    _ model: Model, on images: ImageCache, indices: [Int]? = nil,
    crops: Evaluator.Crops = .center, progress: (_ done: Int) throws -> Void = { _ in }
  ) throws -> Outcome {
    let evaluator = try Evaluator(
      model.graph, model.preprocessing, precision: model.precision)
    try evaluator.load(model.parameters)
    let indices = indices ?? Array(0..<images.count)
    let classes = model.graph.classes
    var probabilities: [Float] = []
    probabilities.reserveCapacity(indices.count * classes)
    for start in stride(from: 0, to: indices.count, by: 500) {
      let part = Array(indices[start..<min(start + 500, indices.count)])
      probabilities += try evaluator.probabilities(of: images, part, crops: crops).scalars
      try progress(start + part.count)
    }
    return Outcome(
      probabilities: Tensor([indices.count, classes], probabilities),
      labels: indices.map { images.label($0) })
  }

  /// Several networks together: the mean of their probabilities.
  public static func ensemble(_ outcomes: [Outcome]) -> Outcome {
    guard let first = outcomes.first else { preconditionFailure("an ensemble of no networks") }
    precondition(
      outcomes.allSatisfy {
        $0.labels == first.labels && $0.probabilities.shape == first.probabilities.shape
      },
      "an ensemble over different images")
    var sum = first.probabilities
    for outcome in outcomes.dropFirst() {
      outcome.probabilities.withUnsafeBuffer { more in
        sum.withUnsafeMutableBuffer { target in
          for index in target.indices { target[index] += more[index] }
        }
      }
    }
    return Outcome(probabilities: sum.map { $0 / Float(outcomes.count) }, labels: first.labels)
  }
}
