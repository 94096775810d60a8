import Networks
import Tensors

/// Where the weights start; biases start at zero.
public enum Initialization: Codable, Hashable, Sendable {
  /// The paper's Gaussian of standard deviation 0.01, multiplied by √(fan-in at full size / fan-in), so that a narrower or
  /// smaller network gets the signal that the full one gets.
  case paper
  /// He et al. 2015: a Gaussian of standard deviation √(2 / fan-in), for the layers before a ReLU. The logits start at a
  /// tenth of it, so that the first loss is near ln(classes). The first layer starts at a quarter: the rule is for inputs
  /// that are independent, and neighboring pixels are not; what is learned must show against what was there.
  case he

  /// The standard deviation that each layer's weights start with, by layer.
  ///
  /// - Parameters:
  ///   - architecture: the network to start.
  ///   - fullSize: the same network at the paper's side and width, which `.paper` is relative to.
  public func deviations(for architecture: Architecture, fullSize: Architecture) -> [String: Double] {
    let first = architecture.layers.first { $0.fanIn != nil }?.name
    let last = architecture.layers.last { $0.fanIn != nil }?.name
    var deviations: [String: Double] = [:]
    for layer in architecture.layers {
      guard let fanIn = layer.fanIn else { continue }
      switch self {
      case .paper:
        let full = fullSize.layers.first { $0.name == layer.name }?.fanIn ?? fanIn
        deviations[layer.name] = 0.01 * (Double(full) / Double(fanIn)).squareRoot()
      case .he:
        let share = layer.name == last ? 0.1 : layer.name == first ? 0.25 : 1
        deviations[layer.name] = (2 / Double(fanIn)).squareRoot() * share
      }
    }
    return deviations
  }

  /// The parameters that a seed starts with.
  ///
  /// - Parameters:
  ///   - architecture: the network to start.
  ///   - fullSize: the same network at the paper's side and width, which `.paper` is relative to.
  public func parameters(
    for architecture: Architecture, fullSize: Architecture, seed: UInt64
  ) -> Parameters<Float> {
    var parameters = Parameters<Float>(zerosFor: architecture)
    let deviations = deviations(for: architecture, fullSize: fullSize)
    for name in parameters.layerNames {
      guard let deviation = deviations[name] else { continue }
      var stream = RandomStream(seed: seed, domain: "initialization \(name)")
      parameters[name].weights.withUnsafeMutableBuffer { weights in
        for index in weights.indices { weights[index] = Float(deviation * stream.normal()) }
      }
    }
    return parameters
  }
}
