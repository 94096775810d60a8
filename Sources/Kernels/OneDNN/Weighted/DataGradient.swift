import COneDNN
import Tensors

/// Carries a convolution's output signal back to its input.
protocol DataGradient {
  /// The kernel's name, for benchmarks.
  var kernelName: String { get }
  /// Takes the plain weights over after they have changed.
  func weightsChanged() throws(OneDNNError)
  /// Computes the signal below from the signal above.
  func run() throws(OneDNNError)
}

/// The data gradient by the library's own kernel.
struct KernelDataGradient: DataGradient {
  let kernelName: String
  private let execution: Execution
  private let weightsReorder: Reorder
  private let signalReorder: Reorder?

  /// - Parameters:
  ///   - layouts: of the layer; the source is left free, the target is that of the signal above.
  ///   - hint: the layer's forward operation.
  init(
    _ operation: ConvolutionOperation, _ layouts: ConvolutionLayouts, over dimensions: [Int], hint: Primitive,
    plainWeights: DataBuffer, from above: DataBuffer, to below: DataBuffer
  ) throws(OneDNNError) {
    let primitive = try operation.backwardData(layouts, over: dimensions, hint: hint)
    kernelName = primitive.kernelName
    let weights = try DataBuffer(primitive.layout(dnnl_query_weights_md))
    weightsReorder = try Reorder(plainWeights, weights)
    let layout = primitive.layout(dnnl_query_diff_src_md)
    let signal = layout.matches(below.layout) ? below : try DataBuffer(layout)
    signalReorder = signal === below ? nil : try Reorder(signal, below)
    execution = try primitive.on([
      (DNNL_ARG_DIFF_DST, above), (DNNL_ARG_WEIGHTS, weights), (DNNL_ARG_DIFF_SRC, signal),
    ])
  }

  func weightsChanged() throws(OneDNNError) { try weightsReorder.run() }

  func run() throws(OneDNNError) {
    try execution.run()
    try signalReorder?.run()
  }
}
