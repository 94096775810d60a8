import Kernels
import Tensors

/// A network's weights and biases by layer, in plain layouts: OIHW for convolutions, `[outputs, inputs]` for dense layers.
public struct Parameters<Scalar: BinaryFloatingPoint & SIMDScalar & Sendable>: Sendable, Equatable {
  /// One layer's weights and biases.
  public struct Pair: Sendable, Equatable {
    /// OIHW, or `[outputs, inputs]`.
    public var weights: Tensor<Scalar>
    /// `[outputs]`.
    public var biases: Tensor<Scalar>

    /// Weights and biases of one layer.
    public init(weights: Tensor<Scalar>, biases: Tensor<Scalar>) {
      self.weights = weights
      self.biases = biases
    }
  }

  /// The names of the layers that have parameters, from the pixels upward.
  public let layerNames: [String]
  private var pairs: [String: Pair]

  /// Zeros of an architecture's shapes.
  public init(zerosFor architecture: Architecture) {
    var names: [String] = []
    var pairs: [String: Pair] = [:]
    for layer in architecture.layers {
      guard let shape = layer.weightShape else { continue }
      names.append(layer.name)
      pairs[layer.name] = Pair(weights: Tensor(zeros: shape), biases: Tensor(zeros: [shape[0]]))
    }
    layerNames = names
    self.pairs = pairs
  }

  /// The parameters of a layer; it must be one of `layerNames`.
  public subscript(name: String) -> Pair {
    get {
      guard let pair = pairs[name] else {
        preconditionFailure("no parameters for \(name) among \(layerNames)")
      }
      return pair
    }
    set {
      precondition(pairs[name] != nil, "no parameters for \(name) among \(layerNames)")
      pairs[name] = newValue
    }
    _modify {
      precondition(pairs[name] != nil, "no parameters for \(name) among \(layerNames)")
      yield &pairs[name]!
    }
  }

  /// The tensors by their names in files (`conv1.weight`, `conv1.bias`, …), from the pixels upward.
  public var namedTensors: [(name: String, tensor: Tensor<Scalar>)] {
    layerNames.flatMap { [("\($0).weight", self[$0].weights), ("\($0).bias", self[$0].biases)] }
  }
}
