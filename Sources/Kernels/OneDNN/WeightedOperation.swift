import COneDNN
import Tensors

/// The layouts of the four arrays of a convolution or a dense layer.
struct WeightedLayouts {
  var source: DataLayout
  var weights: DataLayout
  var biases: DataLayout
  var target: DataLayout
}

/// A convolution or a dense layer, as oneDNN describes it: three operations over source, weights, biases and target.
package enum WeightedOperation {
  /// Convolution of maps.
  case convolution(ConvolutionGeometry)
  /// A dense layer over all values of a picture, taken as C, H, W.
  case dense(outputs: Int)

  var name: String {
    switch self {
    case .convolution(let geometry): "convolution \(geometry.inputs)→\(geometry.outputs)"
    case .dense(let outputs): "dense →\(outputs)"
    }
  }

  /// The output's extents for the input's.
  func targetDimensions(_ source: [Int]) -> [Int] {
    switch self {
    case .convolution(let geometry): geometry.outputShape(Shape(source)).dimensions
    case .dense(let outputs): [source[0], outputs]
    }
  }

  /// The weights' extents as oneDNN wants them; a row-major tensor of the plain shape has the same order of floats.
  func weightDimensions(_ source: [Int]) -> [Int] {
    switch self {
    case .convolution(let geometry):
      let kernel = geometry.window.kernel
      let perGroup = [geometry.outputs / geometry.groups, geometry.inputs / geometry.groups, kernel, kernel]
      return geometry.groups == 1 ? perGroup : [geometry.groups] + perGroup
    case .dense(let outputs):
      return [outputs] + source.dropFirst()
    }
  }

  func forward(
    _ layouts: WeightedLayouts, sourceSide: Int, inference: Bool, fusesReLU: Bool
  ) throws(OneDNNError) -> Primitive {
    var (source, weights, biases, target) = layouts.descriptors
    let kind = inference ? dnnl_forward_inference : dnnl_forward_training
    switch self {
    case .convolution(let geometry):
      var window = WindowArguments(geometry.window, sourceSide: sourceSide)
      var operation = dnnl_convolution_desc_t()
      try OneDNNError.check(
        dnnl_convolution_forward_desc_init(
          &operation, kind, dnnl_convolution_direct, &source, &weights, &biases, &target, &window.strides,
          &window.near, &window.far), name)
      return try Primitive(&operation, fusesReLU: fusesReLU, "\(name) forward")
    case .dense:
      var operation = dnnl_inner_product_desc_t()
      try OneDNNError.check(
        dnnl_inner_product_forward_desc_init(&operation, kind, &source, &weights, &biases, &target), name)
      return try Primitive(&operation, fusesReLU: fusesReLU, "\(name) forward")
    }
  }

  func backwardData(
    _ layouts: WeightedLayouts, sourceSide: Int, hint: Primitive
  ) throws(OneDNNError) -> Primitive {
    var (source, weights, _, target) = layouts.descriptors
    switch self {
    case .convolution(let geometry):
      var window = WindowArguments(geometry.window, sourceSide: sourceSide)
      var operation = dnnl_convolution_desc_t()
      try OneDNNError.check(
        dnnl_convolution_backward_data_desc_init(
          &operation, dnnl_convolution_direct, &source, &weights, &target, &window.strides, &window.near,
          &window.far), name)
      return try Primitive(&operation, hint: hint, "\(name) backward to data")
    case .dense:
      var operation = dnnl_inner_product_desc_t()
      try OneDNNError.check(
        dnnl_inner_product_backward_data_desc_init(&operation, &source, &weights, &target), name)
      return try Primitive(&operation, hint: hint, "\(name) backward to data")
    }
  }

  func backwardWeights(
    _ layouts: WeightedLayouts, sourceSide: Int, hint: Primitive
  ) throws(OneDNNError) -> Primitive {
    var (source, weights, biases, target) = layouts.descriptors
    switch self {
    case .convolution(let geometry):
      var window = WindowArguments(geometry.window, sourceSide: sourceSide)
      var operation = dnnl_convolution_desc_t()
      try OneDNNError.check(
        dnnl_convolution_backward_weights_desc_init(
          &operation, dnnl_convolution_direct, &source, &weights, &biases, &target, &window.strides,
          &window.near, &window.far), name)
      return try Primitive(&operation, hint: hint, "\(name) backward to weights")
    case .dense:
      var operation = dnnl_inner_product_desc_t()
      try OneDNNError.check(
        dnnl_inner_product_backward_weights_desc_init(&operation, &source, &weights, &biases, &target), name)
      return try Primitive(&operation, hint: hint, "\(name) backward to weights")
    }
  }
}

extension WeightedLayouts {
  var descriptors: (dnnl_memory_desc_t, dnnl_memory_desc_t, dnnl_memory_desc_t, dnnl_memory_desc_t) {
    (source.descriptor, weights.descriptor, biases.descriptor, target.descriptor)
  }
}

/// A window's strides and paddings as oneDNN takes them; the far padding holds the overhang of the round-up rule.
private struct WindowArguments {
  var strides: [dnnl_dim_t]
  var near: [dnnl_dim_t]
  var far: [dnnl_dim_t]

  init(_ window: WindowGeometry, sourceSide: Int) {
    strides = [dnnl_dim_t](repeating: dnnl_dim_t(window.stride), count: 2)
    near = [dnnl_dim_t](repeating: dnnl_dim_t(window.pad), count: 2)
    far = [dnnl_dim_t](repeating: dnnl_dim_t(window.farPad(sourceSide)), count: 2)
  }
}
