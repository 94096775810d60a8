import Kernels
import Tensors

/// How nodes are connected.
extension Graph {
  /// The names of the nodes that read a node (or the image), in order; one that reads it twice comes twice.
  public func readers(of name: String) -> [String] {
    nodes.flatMap { node in node.inputs.filter { $0 == name }.map { _ in node.name } }
  }

  /// The node whose output are the logits: the last, or the one that a last softmax reads.
  public var logitsName: String {
    let last = nodes[nodes.count - 1]
    return last.operation == .softmax ? last.inputs[0] : last.name
  }

  /// The indices of all nodes that a node's output depends on, itself included, in order.
  public func ancestors(of name: String) -> [Int] {
    var wanted: Set<String> = [name]
    var places: [Int] = []
    for index in stride(from: index(of: name), through: 0, by: -1) where wanted.contains(nodes[index].name) {
      places.append(index)
      wanted.formUnion(nodes[index].inputs)
    }
    return places.reversed()
  }

  /// The part of the graph that a node's output depends on, as a graph that ends in that node.
  public func prefix(through name: String) -> Graph {
    Graph(inputShape: inputShape, nodes: ancestors(of: name).map { nodes[$0] })
  }

  /// Whether each node reads the one before it, and the first the image.
  public var isChain: Bool {
    nodes.indices.allSatisfy {
      nodes[$0].inputs == [$0 == 0 ? Self.inputName : nodes[$0 - 1].name]
    }
  }

  /// The ReLU that alone reads a node, if there is one: the engine computes both in one step, and a convolution's values
  /// are then those after its ReLU.
  public func fusedActivation(of name: String) -> Node? {
    let readers = readers(of: name)
    guard readers.count == 1, self[readers[0]].operation == .relu else { return nil }
    return self[readers[0]]
  }

  /// A chain of nodes without names for what they read: each reads the one before it, the first the image.
  public init(inputShape: Shape, chain: [(name: String, operation: Node.Operation)]) {
    self.init(
      inputShape: inputShape,
      nodes: chain.indices.map {
        Node(
          chain[$0].name, chain[$0].operation, inputs: [$0 == 0 ? Self.inputName : chain[$0 - 1].name])
      })
  }
}
