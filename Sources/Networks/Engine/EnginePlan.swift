import Kernels
import Tensors

/// How a graph's nodes become the engine's steps: ReLUs are fused into the convolution or dense layer that they alone
/// read, dropout changes its input in place, and what only renames values (flattening before a dense layer, the softmax,
/// which belongs to the loss) costs nothing.
struct EnginePlan {
  /// One step.
  struct Step {
    /// The nodes that it computes, the one that gives it its operation first.
    var nodes: [Node]
    /// What it reads: places of earlier steps, nil for the image.
    let inputs: [Int?]
    /// The probability of a dropout in place.
    var dropout: (name: String, probability: Float)?

    /// Whether a ReLU is fused in.
    var fusesReLU: Bool { nodes.dropFirst().first?.operation == .relu }
  }

  private(set) var steps: [Step] = []
  /// The step that holds a node's values.
  private(set) var places: [String: Int] = [:]

  /// Plans a graph; dropout is left out unless it is to be trained.
  init(_ graph: Graph, for purpose: NetworkEngine.Purpose) {
    for node in graph.nodes {
      let inputs = node.inputs.map { places[$0] }
      if let place = inputs[0], Self.joins(node, graph, purpose) {
        steps[place].nodes.append(node)
        places[node.name] = place
        if case .dropout(let probability) = node.operation, purpose == .training {
          precondition(
            graph.readers(of: node.inputs[0]).count == 1,
            "\(node.name): a dropout of values that other nodes read too cannot be trained")
          steps[place].dropout = (node.name, probability)
        }
      } else {
        places[node.name] = steps.count
        steps.append(Step(nodes: [node], inputs: inputs))
      }
    }
  }

  /// A step that reads another, and in which of its slots.
  struct Reader {
    let step: Int
    let slot: Int
  }

  /// Who reads a step (nil for the image).
  func readers(of place: Int?) -> [Reader] {
    steps.indices.flatMap { step in
      steps[step].inputs.indices.filter { steps[step].inputs[$0] == place }.map {
        Reader(step: step, slot: $0)
      }
    }
  }

  /// Whether a node needs no step of its own.
  private static func joins(_ node: Node, _ graph: Graph, _ purpose: NetworkEngine.Purpose) -> Bool {
    switch node.operation {
    case .activation(.relu):
      guard graph[node.inputs[0]].fanIn != nil else { return false }
      return graph.readers(of: node.inputs[0]).count == 1
    case .dropout, .softmax: return true
    case .flatten:
      return graph.readers(of: node.name).allSatisfy { reader in
        if case .dense = graph[reader].operation { true } else { false }
      }
    default: return false
    }
  }
}
