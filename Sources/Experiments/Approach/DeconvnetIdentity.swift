import Kernels
import Networks
import Tensors
import Visualization

/// How far the paper's machine, built literally, is from a backward pass with one rule replaced (section
/// 2.1).
///
/// Differences are the greatest absolute difference over all pixels and units of a layer, in units of the
/// greatest absolute value of what it is compared with.
public struct DeconvnetIdentity: Sendable, Equatable {
  /// The layer that the units belong to, such as `conv3`.
  public let layer: String
  /// How many units were projected; fewer than asked for where fewer are active.
  public let units: Int
  /// The literal machine against the reference's backward pass with the rule replaced, both in `Double`.
  public let replacedRule: Double
  /// The engine that the chapters run, in `Float`, against the reference in `Double`.
  public let engine: Double
  /// The literal machine against plain backpropagation: what the one rule makes.
  public let gradient: Double

  /// Projects units of every convolution in four ways.
  ///
  /// - Parameters:
  ///   - image: `[1, 3, side, side]`, as the network takes it.
  ///   - units: how many units of each layer, chosen among the active ones.
  ///   - seed: decides the choice.
  /// - Throws: `OneDNNError`.
  public static func measure(
    _ graph: Graph, _ parameters: Parameters<Float>, image: Tensor<Float>, units: Int,
    seed: UInt64
  ) throws -> [DeconvnetIdentity] {
    let network = ReferenceNetwork(
      graph: graph, parameters: parameters.doubled(for: graph))
    let literal = LiteralDeconvnet(network: network)
    let options = DeconvnetOptions()
    let trace = network.forward(image.converted(to: Double.self))
    let engine = try NetworkEngine(graph, batch: 1, for: .visualization)
    try engine.load(parameters)
    _ = try engine.logits(of: image)
    return try graph.convolutionNames.map { layer in
      let start = options.startNode(of: layer, in: graph)
      let activations = trace[start]
      let chosen = choose(units, in: activations, RandomStream(seed: seed, domain: "identity \(layer)"))
      var (replaced, computed, plain) = (0.0, 0.0, 0.0)
      for place in chosen {
        var signal = Tensor<Double>(zeros: activations.shape)
        signal[place] = activations[place]
        let machine = literal.projection(from: start, signal: signal, trace: trace, options: options)
        let reference = network.backward(
          trace, from: start, signal: signal, .init(.deconvnet, normalization: .identity))
        let gradient = network.backward(
          trace, from: start, signal: signal, .init(.gradient, normalization: .identity))
        let fast = try engine.project(
          signal.converted(to: Float.self), from: layer, .init(.deconvnet, normalization: .identity))
        replaced = max(replaced, relativeDifference(machine, reference))
        computed = max(computed, relativeDifference(fast.converted(to: Double.self), reference))
        plain = max(plain, relativeDifference(machine, gradient))
      }
      return DeconvnetIdentity(
        layer: layer, units: chosen.count, replacedRule: replaced, engine: computed, gradient: plain)
    }
  }

  /// The greatest absolute difference in units of the second's greatest absolute value; 0 where both are zero
  /// everywhere, infinite where only the second is.
  public static func relativeDifference(_ first: Tensor<Double>, _ second: Tensor<Double>) -> Double {
    precondition(first.shape == second.shape, "shapes \(first.shape) and \(second.shape) differ")
    let difference = zip(first.scalars, second.scalars).reduce(0) { max($0, abs($1.0 - $1.1)) }
    let scale = second.scalars.reduce(0) { max($0, abs($1)) }
    return difference == 0 ? 0 : difference / scale
  }

  private static func choose(_ count: Int, in activations: Tensor<Double>, _ stream: RandomStream) -> [Int] {
    var stream = stream
    let active = activations.scalars.indices.filter { activations[$0] > 0 }
    return stream.permutation(active.count).prefix(count).map { active[$0] }
  }
}

extension Parameters<Float> {
  /// The same numbers in double precision.
  fileprivate func doubled(for graph: Graph) -> Parameters<Double> {
    var doubled = Parameters<Double>(zerosFor: graph)
    for name in nodeNames {
      doubled[name] = .init(weights: self[name].weights.converted(), biases: self[name].biases.converted())
    }
    return doubled
  }
}
