import Foundation
import Networks
import ONNXSchema
import Tensors

/// The translation of a file's nodes, one after another, into the nodes and parameters of a graph.
///
/// Every value of the file is either known (a constant) or one of the network's for each image. Shapes that exporters
/// compute in the graph are worked out on the way, for the batch size that the file states, or 1.
struct ONNXTranslation {
  /// A value of the network: what node of the graph has it, and under which extents the file sees it.
  struct Values {
    /// A node's name, or `Graph.inputName`.
    let source: String
    /// One image's extents: `[channels, height, width]`, or fewer where extents of 1 were taken away.
    let dimensions: [Int]
    /// What a `Pad` has put around the maps and no window has taken up yet.
    var padding: Padding?
  }

  /// Positions around maps.
  struct Padding {
    let top: Int
    let left: Int
    let bottom: Int
    let right: Int
    let value: Float
    /// The node that pads.
    let title: String
  }

  enum Operand {
    case constant(ONNXConstant)
    case values(Values)
  }

  /// The largest constant that is worked out of others, as shapes and indices are.
  static let largestComputed = 1 << 20

  let opset: Int
  let batch: Int
  private let external: ONNXExternalData
  private let initializers: [String: ONNXTensor]
  private var operands: [String: Operand] = [:]
  /// The graph so far.
  private(set) var graph: ForeignGraphBuilder

  init(
    opset: Int, batch: Int, inputName: String, inputShape: Shape, initializers: [String: ONNXTensor],
    external: ONNXExternalData
  ) {
    self.opset = opset
    self.batch = batch
    self.initializers = initializers
    self.external = external
    graph = ForeignGraphBuilder(inputShape: inputShape)
    operands[inputName] = .values(Values(source: Graph.inputName, dimensions: inputShape.dimensions))
  }

  /// Translates one node of the file.
  ///
  /// - Throws: `ForeignFailure`, which names the node.
  mutating func translate(_ step: ONNXStep) throws(ForeignFailure) {
    guard ["", "ai.onnx"].contains(step.node.domain), let kind = ONNXOperator(rawValue: step.node.operator)
    else {
      let domain = step.node.domain.isEmpty ? "" : " of “\(step.node.domain)”"
      throw .unsupported(
        "\(step.title): the operator \(step.node.operator)\(domain) is not supported",
        hint: "export the network with these alone: \(ONNXOperator.names)")
    }
    let result: Operand = try isConstant(step, kind) ? .constant(constant(step, kind)) : operand(step, kind)
    guard let output = step.node.outputs.first, !output.isEmpty else {
      throw step.malformed("it has no output")
    }
    guard operands.updateValue(result, forKey: output) == nil, initializers[output] == nil else {
      throw step.malformed("it writes “\(output)”, which is there before it")
    }
  }

  // MARK: Operands

  /// Whether all that a node computes is known: its inputs are constants, or it asks for a shape alone.
  private func isConstant(_ step: ONNXStep, _ kind: ONNXOperator) throws(ForeignFailure) -> Bool {
    if kind == .shape { return true }
    for input in step.node.inputs where !input.isEmpty {
      if case .values? = operands[input] { return false }
    }
    return true
  }

  /// An input of a node, which must be there.
  mutating func operand(_ step: ONNXStep, input: Int) throws(ForeignFailure) -> Operand {
    guard step.has(input) else { throw step.malformed("its input \(input + 1) is missing") }
    let name = step.node.inputs[input]
    if let operand = operands[name] { return operand }
    guard let tensor = initializers[name] else {
      throw step.malformed(
        "it reads “\(name)”, which is no initializer and which no node before it writes: a cycle, or a part is missing"
      )
    }
    let constant = try readTensor(tensor, title: "the initializer “\(name)”")
    try spend(constant.count, step)
    return .constant(constant)
  }

  /// Reads a tensor of the file, or of one beside it.
  func readTensor(_ tensor: ONNXTensor, title: String) throws(ForeignFailure) -> ONNXConstant {
    try ONNXConstant(tensor, external: external, title: title)
  }

  /// An input whose numbers must be known; nil where it is left out.
  mutating func constant(_ step: ONNXStep, input: Int) throws(ForeignFailure) -> ONNXConstant? {
    guard step.has(input) else { return nil }
    guard case .constant(let constant) = try operand(step, input: input) else {
      throw step.unsupported("its input “\(step.node.inputs[input])” is computed and must be a constant")
    }
    return constant
  }

  /// An input whose numbers must be known.
  mutating func neededConstant(_ step: ONNXStep, input: Int) throws(ForeignFailure) -> ONNXConstant {
    guard let constant = try constant(step, input: input) else {
      throw step.malformed("its input \(input + 1) is missing")
    }
    return constant
  }

  /// An input of integers whose numbers must be known; nil where it is left out.
  mutating func integers(_ step: ONNXStep, input: Int) throws(ForeignFailure) -> [Int]? {
    guard let constant = try constant(step, input: input) else { return nil }
    guard let integers = constant.integers else {
      throw step.malformed("its input “\(step.node.inputs[input])” must hold integers")
    }
    return integers
  }

  /// An input that is the network's for each image.
  mutating func values(
    _ step: ONNXStep, input: Int = 0, padded: Bool = false
  ) throws(ForeignFailure) -> Values {
    guard case .values(let values) = try operand(step, input: input) else {
      throw step.unsupported("its input “\(step.node.inputs[input])” is a constant and must be computed")
    }
    if let padding = values.padding, !padded {
      throw step.unsupported("it reads what \(padding.title) pads; only convolution and pooling can")
    }
    return values
  }

  /// Like `values`, of maps `[channels, height, width]`.
  mutating func maps(_ step: ONNXStep, padded: Bool = false) throws(ForeignFailure) -> Values {
    let values = try values(step, padded: padded)
    guard values.dimensions.count == 3 else {
      throw step.unsupported(
        "its input has \(values.dimensions.count + 1) extents; images and maps have four")
    }
    return values
  }

  /// What a value of the file is; nil where no node has written it.
  func result(_ name: String) -> Operand? { operands[name] }

  /// One image's shape of a node of the graph.
  func shape(of name: String) -> Shape { graph.shape(of: name) }

  /// The node of the graph that has a value; none for the image.
  func node(of values: Values) -> Node? { graph.node(values.source) }

  // MARK: Nodes

  /// Counts numbers that are held, before a file that names the same ones again and again exhausts memory.
  mutating func spend(_ count: Int, _ step: ONNXStep) throws(ForeignFailure) {
    do throws(ForeignGraphBuilder.Failure) { try graph.spend(count) } catch { throw step.failure(error) }
  }

  /// Adds a node to the graph and returns its values.
  mutating func add(
    _ operation: Node.Operation, of inputs: [String], as suffix: String = "",
    parameters pair: Parameters<Float>.Pair? = nil, _ step: ONNXStep
  ) throws(ForeignFailure) -> Operand {
    let node = step.node
    let label = node.name.isEmpty ? (node.outputs.first ?? "") : node.name
    let isNumber = label.allSatisfy(\.isNumber)
    let name: String
    do throws(ForeignGraphBuilder.Failure) {
      name = try graph.add(
        operation, of: inputs, called: (isNumber ? node.operator.lowercased() + label : label) + suffix,
        parameters: pair)
    } catch {
      throw step.failure(error)
    }
    return .values(Values(source: name, dimensions: shape(of: name).dimensions))
  }
}
