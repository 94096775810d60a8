import COneDNN
import Tensors

extension ConvolutionStage {
  /// The layout in which a stage made with the same arguments wants its input, so that who writes the input can write it
  /// there.
  package static func sourceLayout(
    _ geometry: ConvolutionGeometry, dimensions: [Int], fusesReLU: Bool, precision: Precision
  ) throws(OneDNNError) -> DataLayout {
    let operation = ConvolutionOperation(geometry)
    let target = geometry.outputShape(Shape(dimensions)).dimensions
    let layouts = ConvolutionLayouts(
      source: try DataLayout(free: dimensions, precision),
      weights: try DataLayout(free: operation.weightDimensions, precision),
      biases: try DataLayout(plain: [target[1]]), target: try DataLayout(free: target, precision))
    let primitive = try operation.forward(
      layouts, sourceSide: dimensions[2], inference: true, fusesReLU: fusesReLU)
    return primitive.layout(dnnl_query_src_md)
  }
}
