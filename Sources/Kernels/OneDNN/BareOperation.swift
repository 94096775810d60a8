import COneDNN
import Tensors

/// What a layer is computed for.
package enum LayerPass: String, CaseIterable, Codable, Sendable {
  /// The values, in the forward pass.
  case forward
  /// The signal, in the backward pass.
  case backwardData = "backward to data"
  /// The gradients of weights and biases.
  case backwardWeights = "backward to weights"
}

/// One pass of a convolution or a dense layer by itself, every array in the layout that the library's kernel likes
/// best: the floor that a chain of layers is measured against.
package struct BareOperation {
  private let execution: Execution

  /// A convolution's pass over inputs `[batch, maps, side, side]`.
  package init(
    _ geometry: ConvolutionGeometry, dimensions: [Int], _ pass: LayerPass, _ precision: Precision
  ) throws(OneDNNError) {
    let operation = ConvolutionOperation(geometry)
    var layouts = try ConvolutionLayouts(
      geometry, dimensions: dimensions, precision: precision, outputPrecision: precision)
    let forward = try operation.forward(
      layouts, over: dimensions, inference: false, fusesReLU: pass == .forward)
    let primitive: Primitive
    let arguments: [(Int32, dnnl_query_t)]
    switch pass {
    case .forward:
      primitive = forward
      arguments = [
        (DNNL_ARG_SRC, dnnl_query_src_md), (DNNL_ARG_WEIGHTS, dnnl_query_weights_md),
        (DNNL_ARG_DST, dnnl_query_dst_md),
      ]
    case .backwardData:
      primitive = try operation.backwardData(layouts, over: dimensions, hint: forward)
      arguments = [
        (DNNL_ARG_DIFF_DST, dnnl_query_diff_dst_md), (DNNL_ARG_WEIGHTS, dnnl_query_weights_md),
        (DNNL_ARG_DIFF_SRC, dnnl_query_diff_src_md),
      ]
    case .backwardWeights:
      layouts.weights = try DataLayout(free: operation.weightDimensions, .float32)
      primitive = try operation.backwardWeights(layouts, over: dimensions, hint: forward)
      arguments = [
        (DNNL_ARG_SRC, dnnl_query_src_md), (DNNL_ARG_DIFF_DST, dnnl_query_diff_dst_md),
        (DNNL_ARG_DIFF_WEIGHTS, dnnl_query_diff_weights_md),
      ]
    }
    var buffers: [(Int32, DataBuffer)] = []
    for (argument, query) in arguments { buffers.append((argument, try DataBuffer(primitive.layout(query)))) }
    if pass != .backwardData {
      let argument = pass == .forward ? DNNL_ARG_BIAS : DNNL_ARG_DIFF_BIAS
      buffers.append((argument, try DataBuffer(layouts.biases)))
    }
    execution = try primitive.on(buffers)
  }

  /// A dense layer's pass over a batch, as a matrix product.
  package init(
    inputs: Int, outputs: Int, batch: Int, _ pass: LayerPass, _ precision: Precision
  ) throws(OneDNNError) {
    let values = try DataLayout(plain: [batch, inputs], precision)
    let signal = try DataLayout(plain: [batch, outputs], precision)
    let weights = try DataLayout(plain: [outputs, inputs], precision)
    let (left, right, target): (DataLayout, DataLayout, DataLayout) =
      switch pass {
      case .forward: (values, try weights.transposed(), signal)
      case .backwardData: (signal, weights, values)
      case .backwardWeights: (try signal.transposed(), values, try DataLayout(plain: [outputs, inputs]))
      }
    execution = try Primitive(product: left, right, into: target).on([
      (DNNL_ARG_SRC, try DataBuffer(left)), (DNNL_ARG_WEIGHTS, try DataBuffer(right)),
      (DNNL_ARG_DST, try DataBuffer(target)),
    ])
  }

  /// Computes the pass.
  package func run() throws(OneDNNError) { try execution.run() }
}
