import Kernels
import Tensors

/// The paper's networks by name, each at any input side, width and number of classes: the two of Figure 3 and of Krizhevsky
/// et al., the rows of Table 3, which remove or resize some of their layers, and what they are held against.
public enum ArchitectureKind: String, CaseIterable, Codable, Sendable {
  /// The paper's Figure 3.
  case zfnet
  /// Table 2's wider network: layers 3, 4 and 5 with 512, 1024 and 512 maps.
  case zfnetWide = "zfnet-b"
  /// Table 3: layers 6 and 7 with 2048 units.
  case zfnetDense2048 = "zfnet-6-7-at-2048"
  /// Table 3: layers 6 and 7 with 8192 units.
  case zfnetDense8192 = "zfnet-6-7-at-8192"
  /// Table 3: layers 3, 4 and 5 as in the wider network, and layers 6 and 7 with 8192 units.
  case zfnetWideDense8192 = "zfnet-b-6-7-at-8192"
  /// Figure 3 without its contrast normalization: an arm that the paper does not have.
  case zfnetWithoutNormalization = "zfnet-without-normalization"
  /// Krizhevsky et al. 2012, the paper's baseline.
  case alexnet
  /// Table 3: without layers 3 and 4.
  case alexnetWithout34 = "alexnet-without-3-4"
  /// Table 3: without layer 7.
  case alexnetWithout7 = "alexnet-without-7"
  /// Table 3: without layers 6 and 7.
  case alexnetWithout67 = "alexnet-without-6-7"
  /// Table 3: without layers 3, 4, 6 and 7.
  case alexnetWithout3467 = "alexnet-without-3-4-6-7"
  /// Table 3: layers 6 and 7 with 2048 units.
  case alexnetDense2048 = "alexnet-6-7-at-2048"
  /// Table 3: layers 6 and 7 with 8192 units.
  case alexnetDense8192 = "alexnet-6-7-at-8192"
  /// Softmax regression on pixels: no layer of the paper's, but the floor that a network must rise above.
  case linear

  /// How the report writes it.
  public var title: String {
    switch self {
    case .zfnet: "ZFNet"
    case .zfnetWide: "ZFNet, wide (b)"
    case .zfnetDense2048: "ZFNet, layers 6, 7 at 2048"
    case .zfnetDense8192: "ZFNet, layers 6, 7 at 8192"
    case .zfnetWideDense8192: "ZFNet, wide, layers 6, 7 at 8192"
    case .zfnetWithoutNormalization: "ZFNet without normalization"
    case .alexnet: "AlexNet"
    case .alexnetWithout34: "AlexNet without layers 3, 4"
    case .alexnetWithout7: "AlexNet without layer 7"
    case .alexnetWithout67: "AlexNet without layers 6, 7"
    case .alexnetWithout3467: "AlexNet without layers 3, 4, 6, 7"
    case .alexnetDense2048: "AlexNet, layers 6, 7 at 2048"
    case .alexnetDense8192: "AlexNet, layers 6, 7 at 8192"
    case .linear: "Linear on pixels"
    }
  }

  /// Whether it is Figure 3's network or a variant of it.
  public var isZFNet: Bool {
    switch self {
    case .zfnet, .zfnetWide, .zfnetDense2048, .zfnetDense8192, .zfnetWideDense8192,
      .zfnetWithoutNormalization:
      true
    default: false
    }
  }

  /// The network for images of `input` pixels a side.
  ///
  /// A layer that is removed leaves a gap in the numbers: what remains keeps its name, and is made for the maps below it.
  ///
  /// - Parameters:
  ///   - input: the image's side; the paper's is 224. Kernels and strides stay the paper's at every side.
  ///   - width: the share of the paper's maps and dense widths; map counts are rounded up to a multiple of 16, which
  ///     fills the vector units' blocks.
  ///   - classes: the number of logits.
  ///   - pixelScale: what pixels in [−128, 128] are multiplied by; the normalization's α belongs to that range
  ///     and is divided by the scale's square.
  public func architecture(
    input: Int = 224, width: Double = 1, classes: Int = 1000, pixelScale: Double = 1
  ) -> Architecture {
    let normalization = ResponseNormalization(alpha: Float(1e-4 / (pixelScale * pixelScale)))
    var builder = ChainBuilder(
      inputSide: input, width: width, normalization: normalization, removed: removedLayers)
    switch self {
    case .zfnet, .zfnetWide, .zfnetDense2048, .zfnetDense8192, .zfnetWideDense8192,
      .zfnetWithoutNormalization:
      let isWide = self == .zfnetWide || self == .zfnetWideDense8192
      let isNormalized = self != .zfnetWithoutNormalization
      builder.convolution(1, maps: 96, kernel: 7, stride: 2)
      builder.pool()
      if isNormalized { builder.normalize() }
      builder.convolution(2, maps: 256, kernel: 5, stride: 2)
      builder.pool()
      if isNormalized { builder.normalize() }
      builder.convolution(3, maps: isWide ? 512 : 384, kernel: 3, pad: 1)
      builder.convolution(4, maps: isWide ? 1024 : 384, kernel: 3, pad: 1)
      builder.convolution(5, maps: isWide ? 512 : 256, kernel: 3, pad: 1)
      builder.pool()
    case .alexnet, .alexnetWithout34, .alexnetWithout7, .alexnetWithout67, .alexnetWithout3467,
      .alexnetDense2048, .alexnetDense8192:
      builder.convolution(1, maps: 96, kernel: 11, stride: 4)
      builder.normalize()
      builder.pool()
      builder.convolution(2, maps: 256, kernel: 5, pad: 2, groups: 2)
      builder.normalize()
      builder.pool()
      builder.convolution(3, maps: 384, kernel: 3, pad: 1)
      builder.convolution(4, maps: 384, kernel: 3, pad: 1, groups: 2)
      builder.convolution(5, maps: 256, kernel: 3, pad: 1, groups: 2)
      builder.pool()
    case .linear:
      break
    }
    builder.hiddenDense(6, outputs: denseUnits)
    builder.hiddenDense(7, outputs: denseUnits)
    builder.logits(classes)
    return Architecture(name: rawValue, inputShape: [3, input, input], layers: builder.layers)
  }

  /// The numbers of the layers that are left out.
  private var removedLayers: Set<Int> {
    switch self {
    case .alexnetWithout34: [3, 4]
    case .alexnetWithout7: [7]
    case .alexnetWithout67: [6, 7]
    case .alexnetWithout3467: [3, 4, 6, 7]
    case .linear: [6, 7]
    default: []
    }
  }

  /// The units of layers 6 and 7 at full width.
  private var denseUnits: Int {
    switch self {
    case .zfnetDense2048, .alexnetDense2048: 2048
    case .zfnetDense8192, .zfnetWideDense8192, .alexnetDense8192: 8192
    default: 4096
    }
  }
}

/// Writes the paper's pattern of layers down once: convolution → ReLU → (normalize, pool), then dense → ReLU → dropout.
struct ChainBuilder {
  private(set) var layers: [Layer] = []
  private var shape: Shape
  private var number = 0
  private let width: Double
  private let normalization: ResponseNormalization
  private let removed: Set<Int>

  init(inputSide: Int, width: Double, normalization: ResponseNormalization, removed: Set<Int>) {
    shape = [3, inputSide, inputSide]
    self.width = width
    self.normalization = normalization
    self.removed = removed
  }

  mutating func convolution(
    _ number: Int, maps: Int, kernel: Int, stride: Int = 1, pad: Int = 0, groups: Int = 1
  ) {
    guard !removed.contains(number) else { return }
    self.number = number
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

  mutating func hiddenDense(_ number: Int, outputs: Int) {
    guard !removed.contains(number) else { return }
    self.number = number
    append("fc", .dense(inputs: shape.count, outputs: scaled(outputs)))
    append("relu", .relu)
    append("drop", .dropout(probability: 0.5))
  }

  /// The logits are layer 8 above any layers of the paper's, and layer 1 where there are none.
  mutating func logits(_ classes: Int) {
    number = layers.isEmpty ? 1 : 8
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
