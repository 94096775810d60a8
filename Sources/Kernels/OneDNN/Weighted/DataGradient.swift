import COneDNN
import Tensors

/// Carries a convolution's output signal back to its input.
protocol DataGradient {
  /// The kernel's name, for benchmarks.
  var kernelName: String { get }
  /// Computes the signal below from the signal above.
  func run() throws(OneDNNError)
}

/// The data gradient by the library's own kernel.
struct KernelDataGradient: DataGradient {
  let kernelName: String
  private let execution: Execution
  private let signalReorder: Reorder?

  /// - Parameters:
  ///   - layouts: of the layer; the source is left free, the target is that of the signal above.
  ///   - hint: the layer's forward operation.
  init(
    _ operation: ConvolutionOperation, _ layouts: ConvolutionLayouts, over dimensions: [Int], hint: Primitive,
    weights: LayerWeights, from above: DataBuffer, to below: DataBuffer
  ) throws(OneDNNError) {
    let primitive = try operation.backwardData(layouts, over: dimensions, hint: hint)
    kernelName = primitive.kernelName
    let layout = primitive.layout(dnnl_query_diff_src_md)
    let signal = layout.matches(below.layout) ? below : try DataBuffer(layout)
    signalReorder = signal === below ? nil : try Reorder(signal, below)
    execution = try primitive.on([
      (DNNL_ARG_DIFF_DST, above),
      (DNNL_ARG_WEIGHTS, try weights.values(in: primitive.layout(dnnl_query_weights_md))),
      (DNNL_ARG_DIFF_SRC, signal),
    ])
  }

  func run() throws(OneDNNError) {
    try execution.run()
    try signalReorder?.run()
  }
}
