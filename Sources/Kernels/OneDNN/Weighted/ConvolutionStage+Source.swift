import COneDNN
import Tensors

extension ConvolutionStage {
  /// The layout in which a stage made with the same arguments wants its input, so that who writes the input can write it
  /// there.
  package static func sourceLayout(
    _ geometry: ConvolutionGeometry, dimensions: [Int], fusesReLU: Bool, precision: Precision
  ) throws(OneDNNError) -> DataLayout {
    let layouts = try ConvolutionLayouts(
      geometry, dimensions: dimensions, precision: precision, outputPrecision: precision)
    let primitive = try ConvolutionOperation(geometry).forward(
      layouts, over: dimensions, inference: true, fusesReLU: fusesReLU)
    return primitive.layout(dnnl_query_src_md)
  }
}
