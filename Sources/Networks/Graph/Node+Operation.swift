import Kernels
import Tensors

extension Node {
  /// What a node of a graph computes, with its constants. Maps are `[channels, height, width]` for one image.
  public enum Operation: Hashable, Sendable {
    /// Convolution with a bias.
    case convolution(ConvolutionGeometry)
    /// A dense layer with a bias; maps are flattened as C, H, W.
    case dense(inputs: Int, outputs: Int)
    /// Each channel multiplied by a scale and shifted: batch normalization (Ioffe & Szegedy 2015) as it is at inference,
    /// its running statistics folded into the two. `Model.foldingBatchNormalization()` removes it where a convolution precedes.
    case batchNormalization(channels: Int)
    /// A nonlinearity, value by value.
    case activation(Activation)
    /// Max pooling; positions outside the map count as −∞, and of ties the first in row-major order wins.
    case maxPooling(WindowGeometry)
    /// The mean over a window; `countsPadding` says whether the padding's positions count as zeros.
    case averagePooling(WindowGeometry, countsPadding: Bool)
    /// The mean over all positions of each channel.
    case globalAveragePooling
    /// Local response normalization across channels.
    case responseNormalization(ResponseNormalization)
    /// The sum of inputs of one shape.
    case add
    /// The inputs one after another along the channels.
    case concatenation
    /// Dropout: in training each value is zeroed with this probability and the others are divided by one minus it.
    case dropout(probability: Float)
    /// Maps as one vector, in the order C, H, W.
    case flatten
    /// Softmax over the classes; allowed as the last node alone, where the loss and the reports take it into account.
    case softmax

    /// The rectifier, the paper's nonlinearity.
    public static let relu = Operation.activation(.relu)

    /// Its name in `describe` and in files.
    public var name: String {
      switch self {
      case .convolution: "convolution"
      case .dense: "dense"
      case .batchNormalization: "batch normalization"
      case .activation(.relu): "relu"
      case .activation(.leaky): "leaky relu"
      case .activation(.clipped): "clipped relu"
      case .activation(.parametric): "prelu"
      case .maxPooling: "max pooling"
      case .averagePooling: "average pooling"
      case .globalAveragePooling: "global average pooling"
      case .responseNormalization: "normalization"
      case .add: "add"
      case .concatenation: "concatenation"
      case .dropout: "dropout"
      case .flatten: "flatten"
      case .softmax: "softmax"
      }
    }

    /// The window of a convolution or a pooling; none for what works value by value or on whole maps.
    public var window: WindowGeometry? {
      switch self {
      case .convolution(let geometry): geometry.window
      case .maxPooling(let window), .averagePooling(let window, _): window
      default: nil
      }
    }

    /// Whether an output sees all positions of its input: it has no place in the image.
    public var isGlobal: Bool {
      switch self {
      case .dense, .globalAveragePooling, .flatten, .softmax: true
      default: false
      }
    }
  }
}

extension Node.Operation {
  /// One image's output shape `[C, H, W]`; dense layers give `[outputs, 1, 1]`.
  ///
  /// - Parameter inputs: one image's shape of each input, in order.
  /// - Throws: a sentence that says what does not fit.
  package func outputShape(_ inputs: [Shape]) throws(GraphError.Cause) -> Shape {
    switch self {
    case .add, .concatenation:
      guard inputs.count >= 2 else { throw .init("\(name) of \(inputs.count) inputs") }
    default:
      guard inputs.count == 1 else { throw .init("\(name) of \(inputs.count) inputs instead of one") }
    }
    let input = inputs[0]
    switch self {
    case .convolution(let geometry):
      guard input[0] == geometry.inputs else {
        throw .init("\(geometry.inputs) channels wanted, the input is \(input)")
      }
      let (height, width) = try outputs(of: geometry.window, input)
      return [geometry.outputs, height, width]
    case .maxPooling(let window), .averagePooling(let window, _):
      let (height, width) = try outputs(of: window, input)
      return [input[0], height, width]
    case .dense(let count, let outputs):
      guard input.count == count else { throw .init("\(count) values wanted, the input is \(input)") }
      return [outputs, 1, 1]
    case .batchNormalization(let channels):
      guard input[0] == channels else { throw .init("\(channels) channels wanted, the input is \(input)") }
      return input
    case .activation, .responseNormalization, .dropout, .softmax:
      return input
    case .globalAveragePooling:
      return [input[0], 1, 1]
    case .flatten:
      return [input.count, 1, 1]
    case .add:
      guard inputs.allSatisfy({ $0 == input }) else {
        throw .init("a sum of \(inputs.map(\.description).joined(separator: " and "))")
      }
      return input
    case .concatenation:
      guard inputs.allSatisfy({ $0[1] == input[1] && $0[2] == input[2] }) else {
        throw .init("a concatenation of \(inputs.map(\.description).joined(separator: " and "))")
      }
      return [inputs.reduce(0) { $0 + $1[0] }, input[1], input[2]]
    }
  }

  private func outputs(
    of window: WindowGeometry, _ input: Shape
  ) throws(GraphError.Cause) -> (height: Int, width: Int) {
    guard window.rows.fits(input[1]), window.columns.fits(input[2]) else {
      throw .init("a window of \(window.rows.kernel)×\(window.columns.kernel) does not fit \(input)")
    }
    return window.outputs(height: input[1], width: input[2])
  }
}
