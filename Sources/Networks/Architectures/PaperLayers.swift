import Kernels
import Tensors

/// Writes the pattern of the paper's networks down once: convolution → ReLU → (normalization, pooling), then
/// dense → ReLU → dropout. A layer that is removed leaves a gap in the numbers: what remains keeps its name, and is made for
/// the channels that reach it.
struct PaperLayers {
  private let size: Architecture.Size
  private let removed: Set<Int>
  private let normalization: ResponseNormalization
  private var chain: [(name: String, operation: Node.Operation)] = []
  private var shape: Shape
  private var number = 0

  init(_ size: Architecture.Size, removed: Set<Int> = []) {
    self.size = size
    self.removed = removed
    normalization = ResponseNormalization(alpha: Float(1e-4 / (size.pixelScale * size.pixelScale)))
    shape = [3, size.input, size.input]
  }

  mutating func convolution(
    _ number: Int, channels: Int, kernel: Int, stride: Int = 1, pad: Int = 0, groups: Int = 1
  ) {
    guard !removed.contains(number) else { return }
    self.number = number
    append(
      "conv",
      .convolution(
        ConvolutionGeometry(
          inputs: shape[0], outputs: size.scaled(channels),
          window: WindowGeometry(kernel: kernel, stride: stride, pad: pad), groups: groups)))
    append("relu", .relu)
  }

  mutating func pool() { append("pool", .maxPooling(WindowGeometry(kernel: 3, stride: 2))) }

  mutating func normalize() { append("norm", .responseNormalization(normalization)) }

  mutating func hiddenDense(_ number: Int, units: Int) {
    guard !removed.contains(number) else { return }
    self.number = number
    append("fc", .dense(inputs: shape.count, outputs: size.scaled(units)))
    append("relu", .relu)
    append("drop", .dropout(probability: 0.5))
  }

  /// The logits are layer 8 above any layers of the paper's, and layer 1 where there are none.
  mutating func graph() -> Graph {
    number = chain.isEmpty ? 1 : 8
    append("fc", .dense(inputs: shape.count, outputs: size.classes))
    return Graph(inputShape: [3, size.input, size.input], chain: chain)
  }

  private mutating func append(_ stem: String, _ operation: Node.Operation) {
    chain.append(("\(stem)\(number)", operation))
    do throws(GraphError.Cause) {
      shape = try operation.outputShape([shape])
    } catch {
      preconditionFailure("\(stem)\(number): \(error.text)")
    }
  }
}

extension Architecture.Size {
  /// A published count at this width, rounded up to a multiple of 16; at full width the published counts stand.
  func scaled(_ count: Int) -> Int {
    width == 1 ? count : Int((Double(count) * width / 16).rounded(.up)) * 16
  }
}
