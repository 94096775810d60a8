import COneDNN
import Tensors

/// The layouts of the four arrays of a convolution.
struct ConvolutionLayouts {
  var source: DataLayout
  var weights: DataLayout
  var biases: DataLayout
  var target: DataLayout

  /// Those that a forward operation is asked for: all but the biases' is the kernel's choice.
  ///
  /// - Parameters:
  ///   - dimensions: of the input, `[batch, maps, side, side]`.
  ///   - precision: of the input and the weights.
  ///   - outputPrecision: of the values above.
  init(
    _ geometry: ConvolutionGeometry, dimensions: [Int], precision: Precision, outputPrecision: Precision
  ) throws(OneDNNError) {
    source = try DataLayout(free: dimensions, precision)
    weights = try DataLayout(free: ConvolutionOperation(geometry).weightDimensions, precision)
    biases = try DataLayout(plain: [geometry.outputs])
    target = try DataLayout(free: geometry.outputShape(Shape(dimensions)).dimensions, outputPrecision)
  }
}

/// A convolution as oneDNN describes it: three operations over source, weights, biases and target.
struct ConvolutionOperation {
  private let geometry: ConvolutionGeometry

  init(_ geometry: ConvolutionGeometry) { self.geometry = geometry }

  private var name: String { "convolution \(geometry.inputs)→\(geometry.outputs)" }

  /// The weights' extents as oneDNN wants them; a row-major tensor of the plain shape has the same order of floats.
  var weightDimensions: [Int] {
    let window = geometry.window
    let perGroup = [
      geometry.outputs / geometry.groups, geometry.inputs / geometry.groups, window.rows.kernel,
      window.columns.kernel,
    ]
    return geometry.groups == 1 ? perGroup : [geometry.groups] + perGroup
  }

  func forward(
    _ layouts: ConvolutionLayouts, over dimensions: [Int], inference: Bool, fusesReLU: Bool
  ) throws(OneDNNError) -> Primitive {
    var (source, weights, biases, target) = layouts.descriptors
    var window = WindowArguments(geometry.window, over: dimensions)
    var operation = dnnl_convolution_desc_t()
    try OneDNNError.check(
      dnnl_convolution_forward_desc_init(
        &operation, inference ? dnnl_forward_inference : dnnl_forward_training, dnnl_convolution_direct,
        &source, &weights, &biases, &target, &window.strides, &window.near, &window.far), name)
    return try Primitive(&operation, then: fusesReLU ? .relu : .none, "\(name) forward")
  }

  func backwardData(
    _ layouts: ConvolutionLayouts, over dimensions: [Int], hint: Primitive
  ) throws(OneDNNError) -> Primitive {
    var (source, weights, _, target) = layouts.descriptors
    var window = WindowArguments(geometry.window, over: dimensions)
    var operation = dnnl_convolution_desc_t()
    try OneDNNError.check(
      dnnl_convolution_backward_data_desc_init(
        &operation, dnnl_convolution_direct, &source, &weights, &target, &window.strides, &window.near,
        &window.far), name)
    return try Primitive(&operation, hint: hint, "\(name) backward to data")
  }

  func backwardWeights(
    _ layouts: ConvolutionLayouts, over dimensions: [Int], hint: Primitive
  ) throws(OneDNNError) -> Primitive {
    var (source, weights, biases, target) = layouts.descriptors
    var window = WindowArguments(geometry.window, over: dimensions)
    var operation = dnnl_convolution_desc_t()
    try OneDNNError.check(
      dnnl_convolution_backward_weights_desc_init(
        &operation, dnnl_convolution_direct, &source, &weights, &biases, &target, &window.strides,
        &window.near, &window.far), name)
    return try Primitive(&operation, hint: hint, "\(name) backward to weights")
  }
}

extension ConvolutionLayouts {
  var descriptors: (dnnl_memory_desc_t, dnnl_memory_desc_t, dnnl_memory_desc_t, dnnl_memory_desc_t) {
    (source.descriptor, weights.descriptor, biases.descriptor, target.descriptor)
  }
}

/// A window's extents, strides and paddings as oneDNN takes them; the far padding holds the overhang of the round-up rule.
struct WindowArguments {
  var kernel: [dnnl_dim_t]
  var strides: [dnnl_dim_t]
  var near: [dnnl_dim_t]
  var far: [dnnl_dim_t]

  init(_ window: WindowGeometry, over dimensions: [Int]) {
    let axes = [(window.rows, dimensions[2]), (window.columns, dimensions[3])]
    kernel = axes.map { dnnl_dim_t($0.0.kernel) }
    strides = axes.map { dnnl_dim_t($0.0.stride) }
    near = axes.map { dnnl_dim_t($0.0.padBefore) }
    far = axes.map { dnnl_dim_t($0.0.farPad($0.1)) }
  }
}
