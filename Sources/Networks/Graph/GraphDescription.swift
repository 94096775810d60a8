import Tensors

/// A graph's nodes with their sizes, in numbers: what `zfnet describe` prints.
public struct GraphDescription: Sendable, Encodable {
  /// One node of the graph as a row of the table.
  public struct Row: Sendable, Encodable {
    /// The node's name, such as `conv1`.
    public let name: String
    /// The operation's name: convolution, relu, max pooling, ….
    public let operation: String
    /// The names of the nodes that it reads.
    public let inputs: [String]
    /// The window's height and width; null for nodes without a window, like `stride` and `pad`.
    public let kernel: [Int]?
    /// The window's steps down and right.
    public let stride: [Int]?
    /// The window's padding: top, left, bottom, right.
    public let pad: [Int]?
    /// Groups of channels that are convolved apart; null for what is no convolution.
    public let groups: Int?
    /// `[C, H, W]` for one image.
    public let outputShape: Shape
    /// The number of the node's weights and biases.
    public let parameters: Int
    /// The side in pixels of what one unit sees, the image's edges left aside.
    public let receptiveField: Int
    /// The distance in pixels between what neighboring units see.
    public let jump: Int

    private enum CodingKeys: String, CodingKey {
      case name, operation, inputs, kernel, stride, pad, groups, outputShape, parameters, receptiveField, jump
    }

    /// Every node has every key; what does not apply is null.
    public func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(name, forKey: .name)
      try container.encode(operation, forKey: .operation)
      try container.encode(inputs, forKey: .inputs)
      try container.encode(kernel, forKey: .kernel)
      try container.encode(stride, forKey: .stride)
      try container.encode(pad, forKey: .pad)
      try container.encode(groups, forKey: .groups)
      try container.encode(outputShape, forKey: .outputShape)
      try container.encode(parameters, forKey: .parameters)
      try container.encode(receptiveField, forKey: .receptiveField)
      try container.encode(jump, forKey: .jump)
    }
  }

  /// What the network is called.
  public let architecture: String
  /// The shape of one input image, `[channels, height, width]`.
  public let inputShape: Shape
  /// The number of logits.
  public let classes: Int
  /// The nodes in topological order.
  public let nodes: [Row]
  /// All weights and biases.
  public let parameters: Int
  /// Multiply-adds of one image's forward pass.
  public let multiplyAdds: Int

  /// The description of a graph that is called by a name.
  public init(_ graph: Graph, named name: String) {
    architecture = name
    inputShape = graph.inputShape
    classes = graph.classes
    parameters = graph.parameterCount
    multiplyAdds = graph.multiplyAdds
    nodes = zip(graph.nodes, graph.outputShapes).map { node, shape in
      let field = graph.receptiveField(of: node.name)
      let window = node.operation.window
      let axes = window.map { [$0.rows, $0.columns] }
      var groups: Int?
      if case .convolution(let geometry) = node.operation { groups = geometry.groups }
      return Row(
        name: node.name, operation: node.operation.name, inputs: node.inputs, kernel: axes?.map(\.kernel),
        stride: axes?.map(\.stride), pad: axes.map { $0.map(\.padBefore) + $0.map(\.padAfter) },
        groups: groups, outputShape: shape, parameters: graph.parameterCount(of: node),
        receptiveField: field.size, jump: field.jump)
    }
  }

  /// The description as a table for reading, one line a node.
  public var table: String {
    var rows = [["node", "operation", "window", "output", "parameters", "sees", "jump"]]
    var previous = Graph.inputName
    for node in nodes {
      // What a node reads is named where it is not the line above.
      let sources = node.inputs == [previous] ? "" : " of \(node.inputs.joined(separator: ", "))"
      previous = node.name
      rows.append([
        node.name, node.operation + sources, Self.text(of: node), node.outputShape.description,
        node.parameters > 0 ? grouped(node.parameters) : "", "\(node.receptiveField)", "\(node.jump)",
      ])
    }
    let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    let lines = rows.map { row in
      row.indices.map { column in
        let padding = String(repeating: " ", count: widths[column] - row[column].count)
        // Numbers stand to the right, words to the left.
        return column < 3 ? row[column] + padding : padding + row[column]
      }.joined(separator: "  ")
    }
    return ([heading, ""] + lines + ["", totals]).joined(separator: "\n")
  }

  /// The description's sums alone, on one line.
  public var summary: String { "\(heading): \(nodes.count) nodes, \(totals)" }

  private var heading: String { "\(architecture), \(inputShape) to \(classes) classes" }

  private var totals: String {
    "\(grouped(parameters)) parameters, \(grouped(multiplyAdds)) multiply-adds an image"
  }

  /// For example `3×3 stride 2 pad 1, 2 groups`.
  private static func text(of node: Row) -> String {
    guard let kernel = node.kernel, let stride = node.stride, let pad = node.pad else { return "" }
    let step = Set(stride).count == 1 ? "\(stride[0])" : "\(stride[0])×\(stride[1])"
    let padding = Set(pad).count == 1 ? "\(pad[0])" : pad.map(String.init).joined(separator: ",")
    return "\(kernel[0])×\(kernel[1]) stride \(step)" + (padding == "0" ? "" : " pad \(padding)")
      + ((node.groups ?? 1) > 1 ? ", \(node.groups ?? 1) groups" : "")
  }

  /// 62,357,608 rather than 62357608.
  private func grouped(_ number: Int) -> String {
    var digits = String(number)
    var position = digits.count - 3
    while position > 0 {
      digits.insert(",", at: digits.index(digits.startIndex, offsetBy: position))
      position -= 3
    }
    return digits
  }
}
