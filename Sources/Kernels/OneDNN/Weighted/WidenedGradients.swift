import COneDNN
import Tensors

/// A convolution's gradients in 32 bits between values and signals of 16: for the shapes, such as groups of few maps,
/// for which the library has nothing but its reference loops in bf16, some hundred times slower than its 32-bit kernels.
enum WidenedGradients {
  /// Whether a kernel is one of the library's reference loops.
  static func replaces(_ kernelName: String, _ signal: DataBuffer) -> Bool {
    kernelName.hasPrefix("ref") && signal.layout.precision == .bfloat16
  }

  /// The 32-bit layer: what it is asked with, and its forward operation.
  private struct Layer {
    let operation: ConvolutionOperation
    var layouts: ConvolutionLayouts
    let forward: Primitive

    init(_ geometry: ConvolutionGeometry, dimensions: [Int]) throws(OneDNNError) {
      operation = ConvolutionOperation(geometry)
      layouts = try ConvolutionLayouts(
        geometry, dimensions: dimensions, precision: .float32, outputPrecision: .float32)
      forward = try operation.forward(
        layouts, over: dimensions, inference: false, fusesReLU: false)
    }
  }

  /// The data gradient.
  struct Data: DataGradient {
    private let widening: Reorder
    private let gradient: KernelDataGradient

    init(
      _ geometry: ConvolutionGeometry, dimensions: [Int], weights: LayerWeights, from above: DataBuffer,
      to below: DataBuffer
    ) throws(OneDNNError) {
      var layer = try Layer(geometry, dimensions: dimensions)
      let signal = try DataBuffer(layer.forward.layout(dnnl_query_dst_md))
      widening = try Reorder(above, signal)
      layer.layouts.target = signal.layout
      gradient = try KernelDataGradient(
        layer.operation, layer.layouts, over: dimensions, hint: layer.forward,
        weights: weights, from: signal, to: below)
    }

    var kernelName: String { gradient.kernelName }

    func run() throws(OneDNNError) {
      try widening.run()
      try gradient.run()
    }
  }

  /// The gradients of weights and biases.
  struct Weights: WeightGradient {
    private let widenings: [Reorder]
    private let gradient: KernelWeightGradient

    init(
      _ geometry: ConvolutionGeometry, dimensions: [Int], of source: DataBuffer, from above: DataBuffer
    ) throws(OneDNNError) {
      var layer = try Layer(geometry, dimensions: dimensions)
      let values = try DataBuffer(layer.forward.layout(dnnl_query_src_md))
      let signal = try DataBuffer(layer.forward.layout(dnnl_query_dst_md))
      widenings = [try Reorder(source, values), try Reorder(above, signal)]
      layer.layouts.source = values.layout
      layer.layouts.target = signal.layout
      layer.layouts.weights = try DataLayout(free: layer.operation.weightDimensions, .float32)
      gradient = try KernelWeightGradient(
        layer.operation, layer.layouts, over: dimensions, hint: layer.forward, of: values, from: signal)
    }

    var kernelName: String { gradient.kernelName }
    var result: ShardGradient { gradient.result }

    func run() throws(OneDNNError) {
      for widening in widenings { try widening.run() }
      try gradient.run()
    }
  }
}
