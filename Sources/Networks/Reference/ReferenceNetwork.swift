import Kernels
import Tensors

/// A network as plain reference kernels over its graph, generic over the scalar: slow, readable, and what the engine is
/// tested against.
public struct ReferenceNetwork<Scalar: BinaryFloatingPoint & SIMDScalar & Sendable>: Sendable {
  /// The graph that the network computes.
  public let graph: Graph
  /// Its weights and biases.
  public var parameters: Parameters<Scalar>

  /// A network of a graph and parameters of its shapes.
  public init(graph: Graph, parameters: Parameters<Scalar>) {
    precondition(parameters.fit(graph), "the parameters of \(parameters.nodeNames) do not fit the graph")
    self.graph = graph
    self.parameters = parameters
  }

  /// Runs images through every node.
  ///
  /// - Parameters:
  ///   - input: `[batch, 3, side, side]`.
  ///   - masks: dropout masks by node name, each of its node's shape; a dropout without one is off.
  public func forward(
    _ input: Tensor<Scalar>, masks: [String: Tensor<Scalar>] = [:]
  ) -> ReferenceActivations<Scalar> {
    precondition(
      Array(input.shape.dimensions.dropFirst()) == graph.inputShape.dimensions,
      "images \(input.shape) for an input \(graph.inputShape)")
    var activations = ReferenceActivations(input: input, graph: graph, masks: masks)
    for node in graph.nodes {
      activations.outputs.append(output(of: node, activations.inputs(of: node), &activations))
    }
    return activations
  }

  func output(
    of node: Node, _ inputs: [Tensor<Scalar>], _ activations: inout ReferenceActivations<Scalar>
  ) -> Tensor<Scalar> {
    let input = inputs[0]
    switch node.operation {
    case .convolution(let geometry):
      let pair = parameters[node.name]
      return Reference.convolution(input, weights: pair.weights, biases: pair.biases, geometry)
    case .dense:
      let pair = parameters[node.name]
      return Reference.dense(input, weights: pair.weights, biases: pair.biases)
    case .batchNormalization:
      let pair = parameters[node.name]
      return Reference.channelScale(input, scales: pair.weights, shifts: pair.biases)
    case .activation(.relu):
      return Reference.relu(input)
    case .activation(let activation):
      return Reference.activation(input, activation, slopes: slopes(of: node))
    case .maxPooling(let window):
      let (output, switches) = Reference.maxPooling(input, window)
      activations.switches[node.name] = switches
      return output
    case .averagePooling(let window, let countsPadding):
      return Reference.averagePooling(input, window, countsPadding: countsPadding)
    case .globalAveragePooling:
      return Reference.averagePooling(input, input.shape.wholeMapWindow, countsPadding: false)
    case .responseNormalization(let normalization):
      return Reference.responseNormalization(input, normalization)
    case .add:
      return inputs.dropFirst().reduce(input) { Reference.sum($0, $1) }
    case .concatenation:
      return Reference.concatenation(inputs)
    case .dropout:
      return activations.masks[node.name].map { Reference.dropout(input, mask: $0) } ?? input
    case .flatten:
      return input.reshaped(to: [input.shape[0], input.count / input.shape[0], 1, 1])
    case .softmax:
      return Reference.softmax(input)
    }
  }

  func slopes(of node: Node) -> Tensor<Scalar>? {
    node.operation == .activation(.parametric) ? parameters[node.name].weights : nil
  }
}

extension Shape {
  /// A window over all positions of maps `[batch, channels, height, width]`.
  var wholeMapWindow: WindowGeometry {
    WindowGeometry(rows: AxisWindow(kernel: self[2]), columns: AxisWindow(kernel: self[3]))
  }
}
