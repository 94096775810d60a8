import Kernels

extension Graph {
  /// The nodes whose windows an occluding square changes, as a chain from the pixels, and those after them, which need only
  /// the result.
  ///
  /// - Parameters:
  ///   - name: the watched node; it must be in the chain.
  ///   - includingLogits: without them the chain ends at the watched node (or its ReLU), and there is no second part.
  /// - Returns: nil where the network branches before its values lose their place in the image, or has an operation there
  ///   that is not computed window by window: then every occluded image is evaluated as a whole.
  package func split(watching name: String, includingLogits: Bool) -> (trunk: Graph, head: Graph?)? {
    guard contains(name) else { return nil }
    var end = 0
    while end < nodes.count, isWindowed(nodes[end]),
      nodes[end].inputs == [end == 0 ? Self.inputName : nodes[end - 1].name]
    {
      end += 1
    }
    guard index(of: name) < end else { return nil }
    if !includingLogits {
      end = index(of: name) + 1
      if end < nodes.count, fusedActivation(of: name)?.name == nodes[end].name { end += 1 }
    }
    let trunk = Graph(inputShape: inputShape, nodes: Array(nodes[..<end]))
    guard includingLogits else { return (trunk, nil) }
    // What is left must read the chain's end alone, and have no windows of its own: otherwise little is gained.
    let last = nodes[end - 1].name
    let rest = nodes[end...]
    let own = Set(rest.map(\.name))
    guard !rest.isEmpty, rest.first?.operation.isGlobal == true,
      rest.allSatisfy({ $0.inputs.allSatisfy { $0 == last || own.contains($0) } })
    else { return nil }
    let head = Graph(
      inputShape: shape(of: last),
      nodes: rest.map { node in
        Node(node.name, node.operation, inputs: node.inputs.map { $0 == last ? Self.inputName : $0 })
      })
    return (trunk, head)
  }

  private func isWindowed(_ node: Node) -> Bool {
    switch node.operation {
    case .convolution, .maxPooling, .responseNormalization, .dropout: true
    // A ReLU is computed with the convolution before it.
    case .activation(.relu):
      node.inputs[0] != Self.inputName && fusedActivation(of: node.inputs[0]) == node
        && self[node.inputs[0]].fanIn != nil
    default: false
    }
  }
}
