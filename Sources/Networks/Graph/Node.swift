import Kernels
import Tensors

/// One node of a graph: an operation, the name of its result (`conv1`, `relu1`, `pool1`, … `fc8`), and what it reads.
public struct Node: Hashable, Sendable, Codable {
  /// Its name, unique in its graph.
  public let name: String
  /// The operation that it computes of its inputs.
  public let operation: Operation
  /// The names of the nodes that it reads, in order; `Graph.inputName` is the image.
  public let inputs: [String]

  /// A node that reads the given nodes.
  public init(_ name: String, _ operation: Node.Operation, inputs: [String]) {
    self.name = name
    self.operation = operation
    self.inputs = inputs
  }

  /// The weights' shape: OIHW for a convolution, `[outputs, inputs]` for a dense layer, `[channels]` for the scales of a
  /// batch normalization; none for nodes without parameters. The slopes of a parametric activation are given by
  /// `Graph.weightShape(of:)`, which knows its channels.
  public var weightShape: Shape? {
    switch operation {
    case .convolution(let geometry): geometry.weightShape
    case .dense(let inputs, let outputs): [outputs, inputs]
    case .batchNormalization(let channels): [channels]
    default: nil
    }
  }

  /// How many inputs feed one output of a convolution or a dense layer: the fan-in of its weights.
  public var fanIn: Int? {
    switch operation {
    case .convolution, .dense: weightShape.map { $0.count / $0[0] }
    default: nil
    }
  }
}
