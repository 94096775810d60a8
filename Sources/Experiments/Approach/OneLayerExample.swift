import Kernels
import Tensors

/// One layer of the convnet and of the deconvnet beside it, with numbers that fit a page (section 2.1, Figure
/// 1).
///
/// The image, the filter and the signal from above are made by hand; everything else is computed from them
/// by the reference kernels.
public struct OneLayerExample: Sendable {
  /// What the layer below hands up, `[1, 1, side, side]`.
  public let input: Tensor<Double>
  /// The layer's one filter, `[1, 1, kernel, kernel]`.
  public let filter: Tensor<Double>
  /// What the layer above hands down, of the pooled map's shape.
  public let signal: Tensor<Double>
  /// The convolution, without a bias.
  public let convolved: Tensor<Double>
  /// The convolution after the ReLU.
  public let rectified: Tensor<Double>
  /// The rectified map after max pooling.
  public let pooled: Tensor<Double>
  /// Where in the rectified map each maximum came from, as `y · width + x`.
  public let switches: [Int32]
  /// The signal at its switches.
  public let unpooled: Tensor<Double>
  /// The unpooled signal, rectified.
  public let rectifiedSignal: Tensor<Double>
  /// The signal through the transposed filter: what the layer hands down.
  public let reconstruction: Tensor<Double>

  /// Runs a map up through convolution, rectification and pooling, and a signal down by the same switches and
  /// filter.
  ///
  /// - Parameters:
  ///   - input: a square matrix, row by row.
  ///   - filter: a smaller square matrix.
  ///   - signal: a matrix of the pooled map's size.
  ///   - overlap: what happens where two windows share a switch.
  public init(
    input: [[Double]], filter: [[Double]], signal: [[Double]],
    pooling: WindowGeometry = WindowGeometry(kernel: 3, stride: 2), overlap: SwitchOverlap = .sum
  ) {
    self.input = Self.map(input)
    self.filter = Self.map(filter)
    self.signal = Self.map(signal)
    let geometry = ConvolutionGeometry(
      inputs: 1, outputs: 1, window: WindowGeometry(kernel: filter.count, stride: 1))
    convolved = Reference.convolution(
      self.input, weights: self.filter, biases: Tensor(zeros: [1]), geometry)
    rectified = Reference.relu(convolved)
    (pooled, switches) = Reference.maxPooling(rectified, pooling)
    unpooled = Reference.unpool(
      self.signal, switches: switches, inputShape: rectified.shape, overlap: overlap)
    rectifiedSignal = Reference.relu(unpooled)
    reconstruction = Reference.convolutionBackwardData(
      rectifiedSignal, weights: self.filter, inputShape: self.input.shape, geometry)
  }

  /// The numbers of one map, row by row.
  public static func rows(_ map: Tensor<Double>) -> [[Double]] {
    let (height, width) = (map.shape[2], map.shape[3])
    return (0..<height).map { y in (0..<width).map { x in map[0, 0, y, x] } }
  }

  /// The row and column of each switch, in the order of the pooled map's values.
  public var switchPositions: [(row: Int, column: Int)] {
    let width = rectified.shape[3]
    return switches.map { (Int($0) / width, Int($0) % width) }
  }

  /// The switches that more than one window points to, in row-major order.
  public var sharedSwitches: [(row: Int, column: Int)] {
    let width = rectified.shape[3]
    return Set(switches).filter { place in switches.count { $0 == place } > 1 }.sorted()
      .map { (Int($0) / width, Int($0) % width) }
  }

  private static func map(_ rows: [[Double]]) -> Tensor<Double> {
    Tensor([1, 1, rows.count, rows.first?.count ?? 0], rows.flatMap { $0 })
  }
}

extension OneLayerExample {
  /// The example of the report: a bright patch above left of a diagonal edge and a filter that looks for such
  /// edges. Two windows share a switch, and one value from above is negative.
  public static func diagonalEdge(overlap: SwitchOverlap = .sum) -> OneLayerExample {
    OneLayerExample(
      input: [
        [0, 1, 2, 2, 1, 0, 0],
        [1, 3, 3, 3, 2, 0, 0],
        [2, 3, 3, 3, 3, 1, 0],
        [2, 3, 3, 3, 1, 0, 1],
        [1, 2, 3, 1, 0, 0, 2],
        [0, 1, 1, 0, 0, 3, 3],
        [0, 0, 0, 1, 2, 3, 3],
      ],
      filter: [
        [1, 1, 0],
        [1, 0, -1],
        [0, -1, -1],
      ],
      signal: [
        [-1, 1],
        [2, 3],
      ], overlap: overlap)
  }
}
