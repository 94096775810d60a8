import Kernels
import Tensors

/// A network as a value: what it computes, its parameters, how images become its input, and what its outputs are called.
public struct Model: Sendable {
  /// Where a model came from.
  public struct Origin: Sendable, Hashable, Codable {
    /// For people, such as “ZFNet, seed 1001” or a file's name.
    public let title: String
    /// What names the model's parameters and all else that decides what it computes: results are stored under it.
    public let digest: String

    /// An origin by title and digest.
    public init(title: String, digest: String) {
      self.title = title
      self.digest = digest
    }
  }

  /// The graph of nodes that the model computes.
  public let graph: Graph
  /// Its weights and biases.
  public let parameters: Parameters<Float>
  /// How images become its input.
  public let preprocessing: Preprocessing
  /// The names of its classes, in the order of the logits.
  public let classNames: [String]
  /// Where it came from.
  public let origin: Origin
  /// The data type that it was trained with, and is evaluated with unless asked otherwise.
  public let precision: Precision

  /// A model of parts that fit: parameters of the graph's shapes, as many class names as logits, square images of the
  /// preprocessing's side.
  public init(
    graph: Graph, parameters: Parameters<Float>, preprocessing: Preprocessing, classNames: [String],
    origin: Origin, precision: Precision = .float32
  ) {
    precondition(parameters.fit(graph), "\(origin.title): the parameters do not fit the graph")
    precondition(
      graph.inputShape == [3, preprocessing.inputSide, preprocessing.inputSide],
      "\(origin.title): a graph for \(graph.inputShape), preprocessing for a side of \(preprocessing.inputSide)"
    )
    precondition(
      classNames.isEmpty || classNames.count == graph.classes,
      "\(origin.title): \(classNames.count) class names for \(graph.classes) classes")
    self.graph = graph
    self.parameters = parameters
    self.preprocessing = preprocessing
    self.classNames = classNames
    self.origin = origin
    self.precision = precision
  }

  /// The side of its square input in pixels.
  public var inputSide: Int { preprocessing.inputSide }

  /// The same network with other parameters.
  ///
  /// - Parameter variant: what sets it apart, such as `snapshot 3`; it becomes part of title and digest.
  public func with(_ parameters: Parameters<Float>, as variant: String) -> Model {
    Model(
      graph: graph, parameters: parameters, preprocessing: preprocessing, classNames: classNames,
      origin: Origin(title: "\(origin.title), \(variant)", digest: "\(origin.digest) \(variant)"),
      precision: precision)
  }
}
