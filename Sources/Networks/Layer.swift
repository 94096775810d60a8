import Kernels
import Tensors

/// One layer of a chain: what it does and what it is called (`conv1`, `relu1`, `pool1`, `norm1`, … `fc8`).
public struct Layer: Hashable, Sendable {
  /// The layer's operation and constants.
  public enum Kind: Hashable, Sendable {
    /// Convolution with a bias.
    case convolution(ConvolutionGeometry)
    /// `max(x, 0)`.
    case relu
    /// Max pooling; the overhang at the far edge is left out of the maximum, and of ties the first wins.
    case maxPooling(WindowGeometry)
    /// Local response normalization across maps.
    case normalization(ResponseNormalization)
    /// A dense layer with a bias; maps are flattened as C, H, W.
    case dense(inputs: Int, outputs: Int)
    /// Dropout: in training each value is zeroed with this probability and the others are divided by one minus it.
    case dropout(probability: Float)
  }

  /// The layer's name, unique in its network.
  public let name: String
  /// What it does.
  public let kind: Kind

  /// A layer of a name and a kind.
  public init(_ name: String, _ kind: Kind) {
    self.name = name
    self.kind = kind
  }

  /// The operation's name in `describe` and in files: convolution, relu, pooling, normalization, dense, dropout.
  public var kindName: String {
    switch kind {
    case .convolution: "convolution"
    case .relu: "relu"
    case .maxPooling: "pooling"
    case .normalization: "normalization"
    case .dense: "dense"
    case .dropout: "dropout"
    }
  }

  /// The window of a convolution or a pooling; none for the layers that work value by value.
  public var window: WindowGeometry? {
    switch kind {
    case .convolution(let geometry): geometry.window
    case .maxPooling(let window): window
    default: nil
    }
  }

  /// The weights' shape: OIHW for a convolution, `[outputs, inputs]` for a dense layer, none for the others.
  public var weightShape: Shape? {
    switch kind {
    case .convolution(let geometry): geometry.weightShape
    case .dense(let inputs, let outputs): [outputs, inputs]
    default: nil
    }
  }

  /// Weights and biases together.
  public var parameterCount: Int {
    weightShape.map { $0.count + $0[0] } ?? 0
  }

  /// Multiplications, each with its addition, for one image's input `[C, H, W]`: those of the weights, which outnumber all
  /// others; zero for the layers without weights.
  public func multiplyAdds(_ input: Shape) -> Int {
    guard let weightShape else { return 0 }
    let output = outputShape(input)
    return weightShape.count * output[1] * output[2]
  }

  /// How many inputs feed one output: the fan-in of the weights.
  public var fanIn: Int? { weightShape.map { $0.count / $0[0] } }

  /// The shape of one image's output `[C, H, W]` for one image's input `[C, H, W]`; dense layers give `[outputs, 1, 1]`.
  public func outputShape(_ input: Shape) -> Shape {
    switch kind {
    case .convolution(let geometry):
      let output = geometry.outputShape(Shape([1] + input.dimensions))
      return [output[1], output[2], output[3]]
    case .maxPooling(let window):
      return [input[0], window.outputSide(input[1]), window.outputSide(input[2])]
    case .dense(let inputs, let outputs):
      precondition(input.count == inputs, "\(name) takes \(inputs) values, not \(input)")
      return [outputs, 1, 1]
    case .relu, .normalization, .dropout:
      return input
    }
  }
}
