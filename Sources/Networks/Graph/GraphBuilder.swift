import Kernels
import Tensors

/// Writes graphs with branches down: each function adds a node and returns its name, for others to read.
///
/// ```swift
/// var graph = GraphBuilder(inputShape: [3, 64, 64])
/// let stem = graph.convolution("conv1", of: Graph.inputName, channels: 16, kernel: 3, pad: 1)
/// let relu = graph.add("relu1", .relu, stem)
/// graph.add("sum", .add, relu, stem)
/// let network = graph.graph
/// ```
/// A shape that does not fit is a programmer's mistake and stops the program with the node's name.
public struct GraphBuilder {
  private let inputShape: Shape
  private var nodes: [Node] = []
  private var shapes: [String: Shape]

  /// A builder for images `[channels, height, width]`.
  public init(inputShape: Shape) {
    self.inputShape = inputShape
    shapes = [Graph.inputName: inputShape]
  }

  /// The graph of the nodes so far.
  public var graph: Graph { Graph(inputShape: inputShape, nodes: nodes) }

  /// One image's shape of a node.
  public func shape(of name: String) -> Shape {
    guard let shape = shapes[name] else { preconditionFailure("no node \(name) yet") }
    return shape
  }

  /// Adds a node that reads the given ones.
  @discardableResult
  public mutating func add(_ name: String, _ operation: Node.Operation, _ inputs: String...) -> String {
    add(name, operation, of: inputs)
  }

  /// Adds a node that reads the given ones.
  @discardableResult
  public mutating func add(_ name: String, _ operation: Node.Operation, of inputs: [String]) -> String {
    do throws(GraphError.Cause) {
      shapes[name] = try operation.outputShape(inputs.map { shape(of: $0) })
    } catch {
      preconditionFailure("\(name): \(error.text)")
    }
    nodes.append(Node(name, operation, inputs: inputs))
    return name
  }

  /// Adds a convolution for the channels of what it reads; sizes round down, as in most frameworks.
  @discardableResult
  public mutating func convolution(
    _ name: String, of input: String, channels: Int, kernel: Int, stride: Int = 1, pad: Int = 0,
    groups: Int = 1
  ) -> String {
    add(
      name,
      .convolution(
        ConvolutionGeometry(
          inputs: shape(of: input)[0], outputs: channels,
          window: WindowGeometry(kernel: kernel, stride: stride, pad: pad, rounding: .down), groups: groups)),
      input)
  }

  /// Adds a convolution and its ReLU, which is called the convolution's name with `.relu`; returns the ReLU.
  @discardableResult
  public mutating func rectifiedConvolution(
    _ name: String, of input: String, channels: Int, kernel: Int, stride: Int = 1, pad: Int = 0
  ) -> String {
    let convolution = convolution(
      name, of: input, channels: channels, kernel: kernel, stride: stride, pad: pad)
    return add("\(name).relu", .relu, convolution)
  }

  /// Adds a dense layer over all values of what it reads.
  @discardableResult
  public mutating func dense(_ name: String, of input: String, units: Int) -> String {
    add(name, .dense(inputs: shape(of: input).count, outputs: units), input)
  }
}
