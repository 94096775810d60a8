import Kernels
import Tensors

/// The paper's networks by name, each at any input side, width and number of classes.
public enum ArchitectureKind: String, CaseIterable, Codable, Sendable {
  /// The paper's Figure 3.
  case zfnet
  /// Table 2's wider network: layers 3, 4 and 5 with 512, 1024 and 512 maps.
  case zfnetWide = "zfnet-b"
  /// Krizhevsky et al. 2012, the paper's baseline.
  case alexnet
  /// Softmax regression on pixels: no layer of the paper's, but the floor that a network must rise above.
  case linear

  /// How the report writes it.
  public var title: String {
    switch self {
    case .zfnet: "ZFNet"
    case .zfnetWide: "ZFNet, wide (b)"
    case .alexnet: "AlexNet"
    case .linear: "Linear on pixels"
    }
  }

  /// The network for pictures of `input` pixels a side.
  ///
  /// - Parameters:
  ///   - input: the picture's side; the paper's is 224. Kernels and strides stay the paper's at every side.
  ///   - width: the share of the paper's maps and dense widths; map counts are rounded up to a multiple of 16, which
  ///     fills the vector units' blocks.
  ///   - classes: the number of class scores.
  ///   - pixelScale: what pixels in [−128, 128] are multiplied by; the normalisation's α belongs to that range
  ///     and is divided by the scale's square.
  public func architecture(
    input: Int = 224, width: Double = 1, classes: Int = 1000, pixelScale: Double = 1
  ) -> Architecture {
    let normalization = ResponseNormalization(alpha: Float(1e-4 / (pixelScale * pixelScale)))
    var builder = ChainBuilder(inputSide: input, width: width, normalization: normalization)
    switch self {
    case .zfnet, .zfnetWide:
      let wide = self == .zfnetWide
      builder.convolution(maps: 96, kernel: 7, stride: 2)
      builder.pool()
      builder.normalize()
      builder.convolution(maps: 256, kernel: 5, stride: 2)
      builder.pool()
      builder.normalize()
      builder.convolution(maps: wide ? 512 : 384, kernel: 3, pad: 1)
      builder.convolution(maps: wide ? 1024 : 384, kernel: 3, pad: 1)
      builder.convolution(maps: wide ? 512 : 256, kernel: 3, pad: 1)
      builder.pool()
    case .alexnet:
      builder.convolution(maps: 96, kernel: 11, stride: 4)
      builder.normalize()
      builder.pool()
      builder.convolution(maps: 256, kernel: 5, pad: 2, groups: 2)
      builder.normalize()
      builder.pool()
      builder.convolution(maps: 384, kernel: 3, pad: 1)
      builder.convolution(maps: 384, kernel: 3, pad: 1, groups: 2)
      builder.convolution(maps: 256, kernel: 3, pad: 1, groups: 2)
      builder.pool()
    case .linear:
      break
    }
    if self != .linear {
      builder.hiddenDense(4096)
      builder.hiddenDense(4096)
    }
    builder.scores(classes)
    return Architecture(name: rawValue, inputShape: [3, input, input], layers: builder.layers)
  }
}

/// Writes the paper's pattern of layers down once: convolution → ReLU → (normalise, pool), then dense → ReLU → dropout.
struct ChainBuilder {
  private(set) var layers: [Layer] = []
  private var shape: Shape
  private var number = 0
  private let width: Double
  private let normalization: ResponseNormalization

  init(inputSide: Int, width: Double, normalization: ResponseNormalization) {
    shape = [3, inputSide, inputSide]
    self.width = width
    self.normalization = normalization
  }

  mutating func convolution(maps: Int, kernel: Int, stride: Int = 1, pad: Int = 0, groups: Int = 1) {
    number += 1
    append(
      "conv",
      .convolution(
        ConvolutionGeometry(
          inputs: shape[0], outputs: scaled(maps),
          window: WindowGeometry(kernel: kernel, stride: stride, pad: pad), groups: groups)))
    append("relu", .relu)
  }

  mutating func pool() { append("pool", .maxPooling(WindowGeometry(kernel: 3, stride: 2))) }

  mutating func normalize() { append("norm", .normalization(normalization)) }

  mutating func hiddenDense(_ outputs: Int) {
    number += 1
    append("fc", .dense(inputs: shape.count, outputs: scaled(outputs)))
    append("relu", .relu)
    append("drop", .dropout(probability: 0.5))
  }

  mutating func scores(_ classes: Int) {
    number += 1
    append("fc", .dense(inputs: shape.count, outputs: classes))
  }

  private mutating func append(_ stem: String, _ kind: Layer.Kind) {
    let layer = Layer("\(stem)\(number)", kind)
    shape = layer.outputShape(shape)
    layers.append(layer)
  }

  /// Rounded up to a multiple of 16, except at full width, where the paper's counts stand.
  private func scaled(_ count: Int) -> Int {
    Int((Double(count) * width / 16).rounded(.up)) * 16
  }
}
