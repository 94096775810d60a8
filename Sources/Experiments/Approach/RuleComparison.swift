import Kernels
import Networks
import Tensors

/// One unit's backward pass to the pixels of one image under each of the three rules for a ReLU.
public struct RuleComparison: Sendable {
  /// The layer that the unit belongs to, such as `conv3`.
  public let layer: String
  /// The unit's map, row and column.
  public let unit: (channel: Int, row: Int, column: Int)
  /// The unit's activation, after its ReLU.
  public let activation: Float
  /// The signal at the pixels under each rule, `[1, 3, side, side]`, in the order of `BackwardRule.allCases`.
  public let projections: [Tensor<Float>]

  /// The signal at the pixels under a rule.
  public func projection(_ rule: BackwardRule) -> Tensor<Float> {
    guard let index = BackwardRule.allCases.firstIndex(of: rule) else {
      preconditionFailure("\(rule) is not among the rules")
    }
    return projections[index]
  }

  /// The cosine of the angle between the projections of two rules; 0 where one of them is zero everywhere.
  public func cosine(_ first: BackwardRule, _ second: BackwardRule) -> Double {
    Self.cosine(projection(first).scalars.map(Double.init), projection(second).scalars.map(Double.init))
  }

  /// The cosine of the angle between two lists of numbers; 0 where one of them is zero everywhere.
  public static func cosine(_ first: [Double], _ second: [Double]) -> Double {
    precondition(first.count == second.count, "lists of \(first.count) and \(second.count) numbers")
    let product = zip(first, second).reduce(0) { $0 + $1.0 * $1.1 }
    let lengths = first.reduce(0) { $0 + $1 * $1 } * second.reduce(0) { $0 + $1 * $1 }
    return lengths > 0 ? product / lengths.squareRoot() : 0
  }

  /// Projects the strongest unit of each layer, seeded with its own activation; contrast normalization is
  /// passed by.
  ///
  /// - Parameters:
  ///   - image: `[1, 3, side, side]`, as the network takes it.
  ///   - layers: convolutions by name.
  /// - Throws: `OneDNNError`.
  public static func compare(
    _ graph: Graph, _ parameters: Parameters<Float>, image: Tensor<Float>, layers: [String]
  ) throws -> [RuleComparison] {
    let engine = try NetworkEngine(graph, batch: 1, for: .visualization)
    try engine.load(parameters)
    _ = try engine.logits(of: image)
    return try layers.map { layer in
      let values = try engine.activation(of: layer)
      let scalars = values.scalars
      let strongest = scalars.indexOfMaximum ?? 0
      let (height, width) = (values.shape[2], values.shape[3])
      var seed = Tensor<Float>(zeros: values.shape)
      seed[strongest] = scalars[strongest]
      return RuleComparison(
        layer: layer,
        unit: (strongest / (height * width), strongest / width % height, strongest % width),
        activation: scalars[strongest],
        projections: try BackwardRule.allCases.map {
          try engine.project(seed, from: layer, .init($0, normalization: .identity))
        })
    }
  }
}
