import Files
import Kernels
import Networks

/// How a graph is built, whatever its nodes are called and however many channels they have: by it, two graphs are found to be the
/// same, and their nodes to correspond.
///
/// A node is known by all that leads to it and all that reads it. Dropout, flattening, softmax and means of single positions are
/// passed over.
struct GraphStructure {
  /// The graph's nodes by what they are known by; nodes that cannot be told apart share an entry.
  private let nodes: [[String]: [String]]

  init(_ graph: Graph) {
    // Who stands for a node: itself, or, of one that is passed over, what it reads.
    var standing = [Graph.inputName: Graph.inputName]
    var ways = [Graph.inputName: ContentDigest.of("image")]
    var kept: [(node: Node, kind: String, inputs: [String])] = []
    for node in graph.nodes {
      let inputs = node.inputs.map { standing[$0] ?? $0 }
      guard let kind = Self.kind(of: node, in: graph) else {
        standing[node.name] = inputs[0]
        continue
      }
      standing[node.name] = node.name
      var sources = inputs.map { ways[$0] ?? "" }
      if node.operation == .add { sources.sort() }
      ways[node.name] = ContentDigest.of("\(kind) of \(sources)")
      kept.append((node, kind, inputs))
    }
    var readers: [String: [String]] = [:]
    var uses: [String: String] = [:]
    for (node, kind, inputs) in kept.reversed() {
      let use = ContentDigest.of((readers[node.name] ?? []).sorted().joined(separator: ", "))
      uses[node.name] = use
      for (place, input) in inputs.enumerated() {
        // Only a concatenation tells its inputs apart.
        readers[input, default: []].append("\(kind) \(node.operation == .concatenation ? place : 0) \(use)")
      }
    }
    nodes = Dictionary(
      grouping: kept.map(\.node.name), by: { [ways[$0] ?? "", uses[$0] ?? ""] })
  }

  /// The node of another graph for each of this one's, where both are built alike and no two nodes of one could be confused.
  func counterparts(in other: GraphStructure) -> [String: String]? {
    guard nodes.count == other.nodes.count else { return nil }
    var result: [String: String] = [:]
    for (key, own) in nodes {
      guard own.count == 1, let theirs = other.nodes[key], theirs.count == 1 else { return nil }
      result[own[0]] = theirs[0]
    }
    return result
  }

  /// What a node does, without channels; nil for one that is passed over.
  private static func kind(of node: Node, in graph: Graph) -> String? {
    let input = graph.shape(of: node.inputs[0])
    func text(_ window: WindowGeometry) -> String {
      [(window.rows, input[1]), (window.columns, input[2])].map { axis, length in
        "\(axis.kernel)/\(axis.stride)-\(axis.padBefore)=\(axis.outputs(length))"
      }.joined(separator: "×")
    }
    switch node.operation {
    case .dropout, .flatten, .softmax: return nil
    case .convolution(let geometry): return "convolution \(text(geometry.window)) in \(geometry.groups)"
    case .averagePooling(let window, let countsPadding):
      // What adaptive pooling becomes where the maps have the wanted size already.
      if window.unpadded == window, window.area == 1, graph.shape(of: node.name) == input { return nil }
      let isWhole =
        window.unpadded == window && window.rows.kernel == input[1] && window.columns.kernel == input[2]
      return isWhole ? "mean" : "average \(text(window)) \(window.rows.padAfter) \(countsPadding)"
    case .globalAveragePooling: return "mean"
    case .maxPooling(let window): return "maximum \(text(window))"
    case .activation(let activation): return "\(activation)"
    case .responseNormalization(let constants): return "\(constants)"
    case .dense, .batchNormalization, .add, .concatenation: return node.operation.name
    }
  }
}
