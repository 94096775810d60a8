import Datasets
import Foundation
import Kernels
import Networks
import Tensors

/// Class probabilities of the images of a cache, by one crop or by the mean of several.
public final class Evaluator {
  /// Which crops of an image are looked at.
  public enum Crops: String, Codable, Sendable {
    /// The crop at the center of the stored image.
    case center
    /// The center and its mirror image, averaged.
    case mirrored
    /// Corners and center with their flips, probabilities averaged.
    case ten

    /// The crops; `margin` is the stored side minus the input side.
    public func crops(margin: Int) -> [Crop] {
      let center = Crop.center(margin: margin)
      return switch self {
      case .center: [center]
      case .mirrored: [center, Crop(x: center.x, y: center.y, isFlipped: true)]
      case .ten: Crop.ten(margin: margin)
      }
    }
  }

  private let engine: NetworkEngine
  private let preprocessing: Preprocessing

  /// An evaluator for networks of one graph; `batch` crops are computed at once.
  ///
  /// - Throws: `OneDNNError` where a primitive cannot be made.
  public init(
    _ graph: Graph, _ preprocessing: Preprocessing, batch: Int = 100,
    precision: Precision = .float32
  ) throws {
    engine = try NetworkEngine(graph, batch: batch, for: .inference, precision: precision)
    self.preprocessing = preprocessing
  }

  /// How many crops are computed at once.
  package var batch: Int { engine.batch }

  /// Copies a network's parameters into the evaluator.
  ///
  /// - Throws: `OneDNNError` where a primitive fails.
  public func load(_ parameters: Parameters<Float>) throws { try engine.load(parameters) }

  /// The class probabilities `[indices.count, classes]` of images.
  ///
  /// - Throws: `OneDNNError` where a primitive fails.
  public func probabilities(of images: ImageCache, _ indices: [Int], crops: Crops = .center) throws
    -> Tensor<Float>
  {
    let cuts = crops.crops(margin: preprocessing.margin)
    let classes = engine.graph.classes
    var result = Tensor<Float>(zeros: [indices.count, classes])
    let jobs = indices.count * cuts.count
    for start in stride(from: 0, to: jobs, by: engine.batch) {
      let end = min(start + engine.batch, jobs)
      preprocessing.write(
        (start..<end).map { (indices[$0 / cuts.count], cuts[$0 % cuts.count]) }, of: images,
        to: engine.inputPixels)
      let logits = try engine.forward()
      SoftmaxCrossEntropy.probabilities(logits, classes: classes)
      result.withUnsafeMutableBuffer { target in
        for job in start..<end {
          for index in 0..<classes {
            target[job / cuts.count * classes + index] +=
              logits[(job - start) * classes + index] / Float(cuts.count)
          }
        }
      }
    }
    return result
  }
}

/// What class probabilities are worth against the labels.
public struct Score: Codable, Sendable, Equatable {
  /// Mean −ln p(label).
  public let loss: Double
  /// The share of images whose first class is wrong, 0…1.
  public let top1Error: Double
  /// The share of images whose class is not among the first five, 0…1.
  public let top5Error: Double

  /// Scores probabilities `[n, classes]` against n labels.
  public init(_ probabilities: Tensor<Float>, labels: [Int]) {
    let classes = probabilities.shape[1]
    precondition(probabilities.shape[0] == labels.count, "\(probabilities.shape) for \(labels.count) labels")
    var loss = 0.0
    var wrong = 0
    var outside = 0
    probabilities.withUnsafeBuffer { values in
      for (row, label) in labels.enumerated() {
        let own = UnsafeBufferPointer(rebasing: values[(row * classes)..<((row + 1) * classes)])
        loss -= Score.logarithm(own[label])
        let rank = SoftmaxCrossEntropy.rank(of: label, in: own)
        wrong += rank > 0 ? 1 : 0
        outside += rank > 4 ? 1 : 0
      }
    }
    let count = Double(max(labels.count, 1))
    self.loss = loss / count
    top1Error = Double(wrong) / count
    top5Error = Double(outside) / count
  }

  /// A probability that has underflowed counts as the smallest there is.
  private static func logarithm(_ probability: Float) -> Double {
    log(max(Double(probability), Double(Float.leastNonzeroMagnitude)))
  }
}
