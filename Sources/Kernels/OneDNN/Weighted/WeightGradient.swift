import COneDNN
import Tensors

/// Computes the gradients of a convolution's weights and biases from its input and the signal above it.
protocol WeightGradient {
  /// The kernel's name, for benchmarks.
  var kernelName: String { get }
  /// The gradient of the weights in plain layout.
  var weights: DataBuffer { get }
  /// The gradient of the biases.
  var biases: DataBuffer { get }
  /// Computes both.
  func run() throws(OneDNNError)
}

/// The weights' gradient by the library's own kernel.
struct KernelWeightGradient: WeightGradient {
  let kernelName: String
  let weights: DataBuffer
  let biases: DataBuffer
  private let execution: Execution
  private let weightsReorder: Reorder?

  /// - Parameters:
  ///   - layouts: of the layer; the weights are left free, the source is that of the forward operation, the target that
  ///     of the signal above.
  ///   - hint: the layer's forward operation.
  init(
    _ operation: ConvolutionOperation, _ layouts: ConvolutionLayouts, over dimensions: [Int], hint: Primitive,
    weightDimensions: [Int], of source: DataBuffer, from above: DataBuffer
  ) throws(OneDNNError) {
    let primitive = try operation.backwardWeights(layouts, over: dimensions, hint: hint)
    kernelName = primitive.kernelName
    weights = try DataBuffer(DataLayout(plain: weightDimensions))
    biases = try DataBuffer(layouts.biases)
    let layout = primitive.layout(dnnl_query_diff_weights_md)
    let own = layout.matches(weights.layout) ? weights : try DataBuffer(layout)
    weightsReorder = own === weights ? nil : try Reorder(own, weights)
    execution = try primitive.on([
      (DNNL_ARG_SRC, source), (DNNL_ARG_DIFF_DST, above), (DNNL_ARG_DIFF_WEIGHTS, own),
      (DNNL_ARG_DIFF_BIAS, biases),
    ])
  }

  func run() throws(OneDNNError) {
    try execution.run()
    try weightsReorder?.run()
  }
}
