import COneDNN
import Tensors

/// Computes what a shard's images add to the gradients of a convolution's weights and biases, from its input and the signal
/// above it.
protocol WeightGradient {
  /// The kernel's name, for benchmarks.
  var kernelName: String { get }
  /// Where `run()` leaves it.
  var result: ShardGradient { get }
  /// Computes it.
  func run() throws(OneDNNError)
}

/// The weights' gradient by the library's own kernel.
struct KernelWeightGradient: WeightGradient {
  let kernelName: String
  let result: ShardGradient
  private let execution: Execution

  /// - Parameters:
  ///   - layouts: of the layer; the weights are left free, the source is that of the forward operation, the target that
  ///     of the signal above.
  ///   - hint: the layer's forward operation.
  init(
    _ operation: ConvolutionOperation, _ layouts: ConvolutionLayouts, over dimensions: [Int], hint: Primitive,
    of source: DataBuffer, from above: DataBuffer
  ) throws(OneDNNError) {
    let primitive = try operation.backwardWeights(layouts, over: dimensions, hint: hint)
    kernelName = primitive.kernelName
    let layout = primitive.layout(dnnl_query_diff_weights_md)
    let isPlain = layout.matches(try DataLayout(plain: operation.weightDimensions))
    let (weights, biases) = (try DataBuffer(layout), try DataBuffer(layouts.biases))
    result = ShardGradient(
      weights: weights, biases: biases, order: isPlain ? nil : KernelOrder())
    execution = try primitive.on([
      (DNNL_ARG_SRC, source), (DNNL_ARG_DIFF_DST, above), (DNNL_ARG_DIFF_WEIGHTS, weights),
      (DNNL_ARG_DIFF_BIAS, biases),
    ])
  }

  func run() throws(OneDNNError) { try execution.run() }
}

/// The order that a kernel of the library's chose for the weights; the biases are plain.
private struct KernelOrder: GradientOrder {
  func delivery(
    of sums: DataBuffer, to weights: DataBuffer, biases: DataBuffer?
  ) throws(OneDNNError) -> any Work {
    try Reorder(sums, weights)
  }
}
