import Networks
import Tensors

/// Where the weights start; biases start at zero.
public enum Initialization: Codable, Hashable, Sendable {
  /// The paper's Gaussian of standard deviation 0.01, multiplied by √(fan-in at full size / fan-in), so that a narrower or
  /// smaller network gets the signal that the full one gets.
  case paper
  /// He et al. 2015: a Gaussian of standard deviation √(2 / fan-in), for the layers before a ReLU; the scores start at a
  /// tenth of it, so that the first loss is near ln(classes).
  case he

  /// The parameters that a seed starts with.
  ///
  /// - Parameters:
  ///   - architecture: the network to start.
  ///   - fullSize: the same network at the paper's side and width, which `.paper` is relative to.
  public func parameters(
    for architecture: Architecture, fullSize: Architecture, seed: UInt64
  ) -> Parameters<Float> {
    var parameters = Parameters<Float>(zerosFor: architecture)
    let last = parameters.layerNames.last
    for layer in architecture.layers {
      guard let fanIn = layer.fanIn else { continue }
      let deviation: Double
      switch self {
      case .paper:
        let full = fullSize.layers.first { $0.name == layer.name }?.fanIn ?? fanIn
        deviation = 0.01 * (Double(full) / Double(fanIn)).squareRoot()
      case .he:
        deviation = (2 / Double(fanIn)).squareRoot() * (layer.name == last ? 0.1 : 1)
      }
      var stream = RandomStream(seed: seed, domain: "initialization \(layer.name)")
      parameters[layer.name].weights.withUnsafeMutableBuffer { weights in
        for index in weights.indices { weights[index] = Float(deviation * stream.normal()) }
      }
    }
    return parameters
  }
}
