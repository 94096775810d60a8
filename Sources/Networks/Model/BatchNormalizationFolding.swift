import Kernels
import Tensors

extension Parameters.Pair {
  /// The scales and shifts of a batch normalization: `γ / √(σ² + ε)` and `β − μ · γ / √(σ² + ε)`, worked out in double
  /// precision.
  ///
  /// - Parameters:
  ///   - gamma: the learned scales, `[channels]`.
  ///   - beta: the learned shifts.
  ///   - mean: the running means.
  ///   - variance: the running variances.
  ///   - epsilon: what keeps the root away from zero.
  public init(
    gamma: Tensor<Scalar>, beta: Tensor<Scalar>, mean: Tensor<Scalar>, variance: Tensor<Scalar>,
    epsilon: Double
  ) {
    let channels = gamma.count
    var scales = Tensor<Scalar>(zeros: [channels])
    var shifts = scales
    for channel in 0..<channels {
      let scale = Double(gamma[channel]) / (Double(variance[channel]) + epsilon).squareRoot()
      scales[channel] = Scalar(scale)
      shifts[channel] = Scalar(Double(beta[channel]) - Double(mean[channel]) * scale)
    }
    self.init(weights: scales, biases: shifts)
  }
}

extension Graph {
  /// The batch normalizations that alone read a convolution or a dense layer, by the name of that: they can be folded into
  /// its weights.
  var foldableNormalizations: [String: String] {
    var pairs: [String: String] = [:]
    for node in nodes {
      guard case .batchNormalization = node.operation, node.inputs[0] != Self.inputName,
        self[node.inputs[0]].fanIn != nil, readers(of: node.inputs[0]).count == 1
      else { continue }
      pairs[node.inputs[0]] = node.name
    }
    return pairs
  }
}

extension Graph {
  /// The network with batch normalization folded into the layers before it, where there is any: see
  /// `Model.foldingBatchNormalization()`. Of two normalizations one after the other, the first alone is folded.
  package func foldingBatchNormalization(
    _ parameters: Parameters<Float>
  ) -> (graph: Graph, parameters: Parameters<Float>)? {
    let folds = foldableNormalizations
    guard !folds.isEmpty else { return nil }
    // Who read a normalization that is gone reads the layer that took it in.
    let replaced = Dictionary(uniqueKeysWithValues: folds.map { ($0.value, $0.key) })
    let folded = Graph(
      inputShape: inputShape,
      nodes: nodes.filter { replaced[$0.name] == nil }.map { node in
        Node(node.name, node.operation, inputs: node.inputs.map { replaced[$0] ?? $0 })
      })
    var result = Parameters<Float>(zerosFor: folded)
    for name in result.nodeNames {
      result[name] = folds[name].map { Self.fold(parameters[$0], into: parameters[name]) } ?? parameters[name]
    }
    return (folded, result)
  }

  private static func fold(
    _ normalization: Parameters<Float>.Pair, into layer: Parameters<Float>.Pair
  ) -> Parameters<Float>.Pair {
    let outputs = layer.weights.shape[0]
    let length = layer.weights.count / outputs
    var result = layer
    for output in 0..<outputs {
      let scale = Double(normalization.weights[output])
      for index in output * length..<(output + 1) * length {
        result.weights[index] = Float(Double(layer.weights[index]) * scale)
      }
      result.biases[output] = Float(
        Double(layer.biases[output]) * scale + Double(normalization.biases[output]))
    }
    return result
  }
}

extension Model {
  /// The same network with batch normalization folded into the convolutions and dense layers before it, where nothing
  /// else reads these: fewer nodes, the same outputs up to rounding. A layer that takes a normalization in keeps its own name.
  public func foldingBatchNormalization() -> Model {
    guard let (graph, parameters) = graph.foldingBatchNormalization(parameters) else { return self }
    return Model(
      graph: graph, parameters: parameters, preprocessing: preprocessing, classNames: classNames,
      origin: origin, precision: precision)
  }
}
