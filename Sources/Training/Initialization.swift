import Networks
import Tensors

/// Where the weights start; biases start at zero, and batch normalization at the identity.
public enum Initialization: Codable, Hashable, Sendable {
  /// Gaussians of the given standard deviations, by node; nodes that are not named start at zero.
  case gaussian(deviations: [String: Double])
  /// He et al. 2015: a Gaussian of standard deviation √(2 / fan-in), for the layers before a ReLU. The logits start at a
  /// tenth of it, so that the first loss is near ln(classes). The first layer starts at a quarter: the rule is for inputs
  /// that are independent, and neighboring pixels are not; what is learned must show against what was there.
  case he

  /// The paper's Gaussian of standard deviation 0.01, multiplied by √(fan-in at full size / fan-in), so that a narrower or
  /// smaller network gets the signal that the full one gets.
  ///
  /// - Parameters:
  ///   - graph: the network to start.
  ///   - fullSize: the same network at the paper's side and width.
  public static func paper(for graph: Graph, fullSize: Graph) -> Initialization {
    var deviations: [String: Double] = [:]
    for node in graph.nodes {
      guard let fanIn = node.fanIn else { continue }
      let full = fullSize.contains(node.name) ? fullSize[node.name].fanIn ?? fanIn : fanIn
      deviations[node.name] = 0.01 * (Double(full) / Double(fanIn)).squareRoot()
    }
    return .gaussian(deviations: deviations)
  }

  /// Whether the deviations are given, as the paper's are, and not a rule of the fan-in.
  public var isGaussian: Bool {
    switch self {
    case .gaussian: true
    case .he: false
    }
  }

  /// The standard deviation that each node's weights start with, by node.
  public func deviations(for graph: Graph) -> [String: Double] {
    switch self {
    case .gaussian(let deviations): return deviations
    case .he:
      let weighted = graph.nodes.filter { $0.fanIn != nil }
      var deviations: [String: Double] = [:]
      for node in weighted {
        guard let fanIn = node.fanIn else { continue }
        let share = node.name == weighted.last?.name ? 0.1 : node.name == weighted.first?.name ? 0.25 : 1
        deviations[node.name] = (2 / Double(fanIn)).squareRoot() * share
      }
      return deviations
    }
  }

  /// The parameters that a seed starts with.
  public func parameters(for graph: Graph, seed: UInt64) -> Parameters<Float> {
    var parameters = Parameters<Float>(zerosFor: graph)
    let deviations = deviations(for: graph)
    for name in parameters.nodeNames {
      if case .batchNormalization = graph[name].operation {
        parameters[name].weights = parameters[name].weights.map { _ in 1 }
      } else if graph[name].operation == .activation(.parametric) {
        // The slope that He et al. start with.
        parameters[name].weights = parameters[name].weights.map { _ in 0.25 }
      }
      guard let deviation = deviations[name] else { continue }
      var stream = RandomStream(seed: seed, domain: "initialization \(name)")
      parameters[name].weights.withUnsafeMutableBuffer { weights in
        for index in weights.indices { weights[index] = Float(deviation * stream.normal()) }
      }
    }
    return parameters
  }
}
