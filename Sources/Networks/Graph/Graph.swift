import Kernels
import Tensors

/// What a network computes, as a value: named nodes in topological order, from the image to the logits or the softmax
/// over them.
///
/// ```swift
/// let graph = Graph(inputShape: [3, 32, 32], nodes: [
///   Node("conv1", .convolution(…), inputs: [Graph.inputName]), Node("relu1", .relu, inputs: ["conv1"]),
///   Node("sum", .add, inputs: ["relu1", "conv1"]),
/// ])
/// ```
/// Two equal graphs with equal parameters are the same network, whatever they are called.
public struct Graph: Hashable, Sendable {
  /// The largest extent of an image: far more than any image has.
  private static let longest = 1 << 16

  /// The name by which nodes read the image.
  public static let inputName = "input"

  /// One image's shape, `[channels, height, width]`.
  public let inputShape: Shape
  /// The nodes; each reads the image and nodes before it. The last one's output is the network's.
  public let nodes: [Node]
  /// One image's output shape of each node.
  public let outputShapes: [Shape]
  private let indices: [String: Int]

  /// A graph of nodes that are known to fit, as those that a function of this library returns.
  public init(inputShape: Shape, nodes: [Node]) {
    do {
      try self.init(checking: nodes, inputShape: inputShape)
    } catch {
      preconditionFailure("no graph: \(error)")
    }
  }

  /// A graph of nodes from elsewhere.
  ///
  /// - Throws: `GraphError`, which names the node that does not fit: a name twice, an input that no node before has,
  ///   shapes that do not fit, a softmax that is not the last.
  public init(checking nodes: [Node], inputShape: Shape) throws(GraphError) {
    guard inputShape.rank == 3, inputShape.dimensions.allSatisfy({ (1...Self.longest).contains($0) }) else {
      throw GraphError(Self.inputName, "an image of \(inputShape)")
    }
    guard !nodes.isEmpty else { throw GraphError(Self.inputName, "no node reads the image") }
    var shapes: [Shape] = []
    var indices: [String: Int] = [:]
    for (index, node) in nodes.enumerated() {
      guard node.name != Self.inputName, !node.name.isEmpty, indices[node.name] == nil else {
        throw GraphError(node.name, "the name is empty, the image's, or another node's")
      }
      var inputs: [Shape] = []
      for input in node.inputs {
        if input == Self.inputName {
          inputs.append(inputShape)
        } else if let place = indices[input] {
          inputs.append(shapes[place])
        } else {
          throw GraphError(node.name, "no node before it is called \(input)")
        }
      }
      if node.operation == .softmax, index < nodes.count - 1 {
        throw GraphError(node.name, "a softmax that is not the last node")
      }
      do throws(GraphError.Cause) {
        shapes.append(try node.operation.outputShape(inputs))
      } catch {
        throw GraphError(node.name, error.text)
      }
      indices[node.name] = index
    }
    self.inputShape = inputShape
    self.nodes = nodes
    self.indices = indices
    outputShapes = shapes
  }

  // MARK: Sizes

  /// The number of classes: the values of the output.
  public var classes: Int { outputShapes[outputShapes.count - 1].count }

  /// The image's side in pixels, for the square images that the engine's data pipeline makes.
  public var inputSide: Int { inputShape[1] }

  /// Weights and biases of all nodes.
  public var parameterCount: Int { nodes.reduce(0) { $0 + parameterCount(of: $1) } }

  /// Multiply-adds of one image's forward pass: those of the weights, which outnumber all others.
  public var multiplyAdds: Int { nodes.indices.reduce(0) { $0 + multiplyAdds(ofNodeAt: $1) } }

  /// The names of the convolutions, in order.
  public var convolutionNames: [String] {
    nodes.filter { if case .convolution = $0.operation { true } else { false } }.map(\.name)
  }

  // MARK: Nodes by name

  /// Whether a node has the name.
  public func contains(_ name: String) -> Bool { indices[name] != nil }

  /// The index of a node in `nodes`.
  public func index(of name: String) -> Int {
    guard let index = indices[name] else {
      preconditionFailure("the network has no node \(name); it has \(nodes.map(\.name))")
    }
    return index
  }

  /// The node of a name, which must be there.
  public subscript(name: String) -> Node { nodes[index(of: name)] }

  /// One image's output shape of a node, or the image's own for `Graph.inputName`.
  public func shape(of name: String) -> Shape {
    name == Self.inputName ? inputShape : outputShapes[index(of: name)]
  }

  /// One image's shape of the first input of the node at an index.
  public func inputShape(ofNodeAt index: Int) -> Shape { shape(of: nodes[index].inputs[0]) }

  /// The weights' shape of a node with parameters: see `Node.weightShape`; `[channels]` for a parametric activation.
  public func weightShape(of node: Node) -> Shape? {
    if node.operation == .activation(.parametric) { return [shape(of: node.name)[0]] }
    return node.weightShape
  }

  /// The number of biases of a node: one per channel; none where it has no weights or its weights are slopes.
  public func biasCount(of node: Node) -> Int { node.weightShape?[0] ?? 0 }

  /// Weights and biases of a node together.
  public func parameterCount(of node: Node) -> Int {
    (weightShape(of: node)?.count ?? 0) + biasCount(of: node)
  }

  /// Multiply-adds of a node for one image; zero for those without a fan-in.
  public func multiplyAdds(ofNodeAt index: Int) -> Int {
    guard let weights = nodes[index].weightShape, nodes[index].fanIn != nil else { return 0 }
    return weights.count * outputShapes[index][1] * outputShapes[index][2]
  }
}
