import Kernels
import Tensors

/// What a forward pass of the reference network leaves behind: all that a backward pass needs.
public struct ReferenceActivations<Scalar: BinaryFloatingPoint & SIMDScalar & Sendable>: Sendable {
  /// The images, `[batch, 3, side, side]`.
  public let input: Tensor<Scalar>
  /// The dropout masks that were applied, by node name.
  public let masks: [String: Tensor<Scalar>]
  /// Each node's output `[batch, channels, height, width]`, in the graph's order.
  public internal(set) var outputs: [Tensor<Scalar>] = []
  /// The switches of the max poolings by name, as `Reference.maxPooling` records them.
  public internal(set) var switches: [String: [Int32]] = [:]
  private let graph: Graph

  init(input: Tensor<Scalar>, graph: Graph, masks: [String: Tensor<Scalar>]) {
    self.input = input
    self.graph = graph
    self.masks = masks
  }

  /// The output of a node, or the images.
  public subscript(name: String) -> Tensor<Scalar> {
    name == Graph.inputName ? input : outputs[graph.index(of: name)]
  }

  /// What a node was given, in its inputs' order.
  public func inputs(of node: Node) -> [Tensor<Scalar>] { node.inputs.map { self[$0] } }

  /// The logits, `[batch, classes, 1, 1]`.
  public var logits: Tensor<Scalar> { self[graph.logitsName] }
}
