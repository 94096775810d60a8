import Datasets
import Images
import Kernels
import Networks
import Tensors

/// How far a network's features and output move when an image is changed (Figure 5).
public final class InvarianceStudy {
  /// What a change does to one image, by transformation.
  public struct Curve: Codable, Sendable, Equatable {
    /// The Euclidean distance between the lower layer's features of the changed and of the original image.
    public var lower: [Float] = []
    /// The same of the upper layer.
    public var upper: [Float] = []
    /// The probability of the true class.
    public var probability: [Float] = []
    /// The most probable class.
    public var prediction: [Int] = []

    /// A curve from its values, by transformation.
    package init(
      lower: [Float] = [], upper: [Float] = [], probability: [Float] = [], prediction: [Int] = []
    ) {
      (self.lower, self.upper) = (lower, upper)
      (self.probability, self.prediction) = (probability, prediction)
    }
  }

  /// An image as it is stored, larger than the input, and its class.
  public struct Subject: Sendable {
    /// The image that is transformed.
    public let image: Image
    /// The index of the image's class.
    public let label: Int

    /// A stored image with its class.
    public init(_ image: Image, label: Int) {
      self.image = image
      self.label = label
    }
  }

  private let engine: NetworkEngine
  private let preprocessing: Preprocessing
  private let lowerLayer: String
  private let upperLayer: String

  /// A network and the two layers that are watched, by the names of their last operations; distances are measured in 32-bit
  /// numbers, whose noise lies far below them.
  ///
  /// - Parameter views: how many changed images are computed at once, beside the original: best as many as a curve has.
  /// - Throws: `OneDNNError`.
  public init(
    _ graph: Graph, _ parameters: Parameters<Float>, _ preprocessing: Preprocessing,
    lower: String, upper: String, views: Int
  ) throws {
    engine = try NetworkEngine(graph, batch: views + 1, for: .inference)
    try engine.load(parameters)
    self.preprocessing = preprocessing
    lowerLayer = lower
    upperLayer = upper
  }

  /// A network at layers 1 and 7, as in the paper.
  ///
  /// - Parameter layers: which of its nodes stand for the paper's layers.
  /// - Throws: `OneDNNError` where a primitive cannot be made.
  public convenience init(_ model: Model, _ layers: LayerAssignment, views: Int) throws {
    try self.init(
      model.graph, model.parameters, model.preprocessing, lower: layers.output(ofLayer: 1),
      upper: layers.output(ofLayer: 7), views: views)
  }

  /// The curve of an image under transformations.
  ///
  /// - Throws: `OneDNNError` where a primitive fails.
  public func curve(_ subject: Subject, under transformations: [Transformation]) throws -> Curve {
    let center = Crop.center(margin: preprocessing.margin)
    let side = preprocessing.inputSide
    return try curve(of: subject, views: transformations.count) { part in
      ParallelMap.map(count: part.count) { place in
        transformations[part.lowerBound + place].applied(to: subject.image, side: side)
      }.map { ($0, center) }
    }
  }

  /// The curve of an image seen through a window that moves over the stored image, pixel by pixel: nothing is filled in and
  /// nothing interpolated.
  ///
  /// - Parameter shifts: to the right and downward, in pixels, at most half of the stored image's margin.
  /// - Throws: `OneDNNError` where a primitive fails.
  public func curve(_ subject: Subject, shiftedBy shifts: [(x: Int, y: Int)]) throws -> Curve {
    let center = Crop.center(margin: preprocessing.margin)
    return try curve(of: subject, views: shifts.count) { part in
      shifts[part].map { (subject.image, Crop(x: center.x + $0.x, y: center.y + $0.y)) }
    }
  }

  /// The distances between the features of two images: what the curves are measured by.
  ///
  /// - Throws: `OneDNNError` where a primitive fails.
  public func distance(_ a: Subject, _ b: Subject) throws -> (lower: Double, upper: Double) {
    let center = Crop.center(margin: preprocessing.margin)
    let curve = try curve(of: a, views: 1) { _ in [(b.image, center)] }
    return (Double(curve.lower[0]), Double(curve.upper[0]))
  }

  private func curve(
    of subject: Subject, views count: Int, _ views: (Range<Int>) -> [(image: Image, crop: Crop)]
  ) throws -> Curve {
    var curve = Curve()
    let perBatch = engine.batch - 1
    for start in stride(from: 0, to: count, by: perBatch) {
      let part = start..<min(start + perBatch, count)
      write(subject.image, .center(margin: preprocessing.margin), row: 0)
      for (row, view) in views(part).enumerated() { write(view.image, view.crop, row: row + 1) }
      let logits = try engine.forward()
      curve.lower += Self.distances(try engine.activation(of: lowerLayer), part.count)
      curve.upper += Self.distances(try engine.activation(of: upperLayer), part.count)
      let classes = engine.graph.classes
      SoftmaxCrossEntropy.probabilities(logits, classes: classes)
      for row in 1...part.count {
        let own = logits[row * classes..<(row + 1) * classes]
        curve.probability.append(own[row * classes + subject.label])
        curve.prediction.append(
          own.indices.reduce(row * classes) { own[$1] > own[$0] ? $1 : $0 } - row * classes)
      }
    }
    return curve
  }

  private func write(_ image: Image, _ crop: Crop, row: Int) {
    let length = engine.graph.inputShape.count
    let target = UnsafeMutableBufferPointer(
      rebasing: engine.inputPixels[row * length..<(row + 1) * length])
    image.pixels.withUnsafeBytes { preprocessing.write($0, crop, to: target) }
  }

  /// The Euclidean distances of rows 1… from row 0.
  private static func distances(_ values: Tensor<Float>, _ count: Int) -> [Float] {
    let length = values.count / values.shape[0]
    return values.withUnsafeBuffer { values in
      (1...count).map { row in
        var sum = 0.0
        for index in 0..<length {
          let difference = values[row * length + index] - values[index]
          sum += Double(difference * difference)
        }
        return Float(sum.squareRoot())
      }
    }
  }
}
