import Kernels
import Tensors

/// A network's weights and biases by node, in plain layouts: OIHW for convolutions, `[outputs, inputs]` for dense layers,
/// `[channels]` for the scales of batch normalization and the slopes of parametric activations.
public struct Parameters<Scalar: BinaryFloatingPoint & SIMDScalar & Sendable>: Sendable, Equatable {
  /// One node's weights and biases.
  public struct Pair: Sendable, Equatable {
    /// The weights, in the shape that `Parameters` says.
    public var weights: Tensor<Scalar>
    /// One per output channel; none for a parametric activation.
    public var biases: Tensor<Scalar>

    /// Weights and biases of one node.
    public init(weights: Tensor<Scalar>, biases: Tensor<Scalar>) {
      self.weights = weights
      self.biases = biases
    }
  }

  /// The names of the nodes that have parameters, in the graph's order.
  public let nodeNames: [String]
  private var pairs: [String: Pair]

  /// Zeros of a graph's shapes.
  public init(zerosFor graph: Graph) {
    var names: [String] = []
    var pairs: [String: Pair] = [:]
    for node in graph.nodes {
      guard let shape = graph.weightShape(of: node) else { continue }
      names.append(node.name)
      pairs[node.name] = Pair(
        weights: Tensor(zeros: shape), biases: Tensor(zeros: [graph.biasCount(of: node)]))
    }
    nodeNames = names
    self.pairs = pairs
  }

  /// The parameters of a node; it must be one of `nodeNames`.
  public subscript(name: String) -> Pair {
    get {
      guard let pair = pairs[name] else {
        preconditionFailure("no parameters for \(name) among \(nodeNames)")
      }
      return pair
    }
    set {
      precondition(pairs[name] != nil, "no parameters for \(name) among \(nodeNames)")
      pairs[name] = newValue
    }
    _modify {
      precondition(pairs[name] != nil, "no parameters for \(name) among \(nodeNames)")
      yield &pairs[name]!
    }
  }

  /// The tensors by their names in files (`conv1.weight`, `conv1.bias`, …), in the graph's order; tensors without numbers
  /// are left out.
  public var namedTensors: [(name: String, tensor: Tensor<Scalar>)] {
    nodeNames.flatMap { [("\($0).weight", self[$0].weights), ("\($0).bias", self[$0].biases)] }
      .filter { $0.tensor.count > 0 }
  }

  /// Whether every node of a graph has parameters of its shapes here.
  public func fit(_ graph: Graph) -> Bool {
    graph.nodes.allSatisfy { node in
      guard let shape = graph.weightShape(of: node) else { return true }
      guard let pair = pairs[node.name] else { return false }
      return pair.weights.shape == shape && pair.biases.shape == [graph.biasCount(of: node)]
    }
  }
}
