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
    var window = zfnet_dnnl_window(geometry.window, over: dimensions)
    return try Primitive("\(name) forward", over: layouts.all, then: fusesReLU ? .relu : .none) {
      zfnet_dnnl_convolution_forward($0, $1, inference, $2[0], $2[1], $2[2], $2[3], &window)
    }
  }

  func backwardData(
    _ layouts: ConvolutionLayouts, over dimensions: [Int], hint: Primitive
  ) throws(OneDNNError) -> Primitive {
    var window = zfnet_dnnl_window(geometry.window, over: dimensions)
    return try Primitive("\(name) backward to data", over: layouts.all, hint: hint) {
      zfnet_dnnl_convolution_backward_data($0, $1, $2[0], $2[1], $2[3], &window)
    }
  }

  func backwardWeights(
    _ layouts: ConvolutionLayouts, over dimensions: [Int], hint: Primitive
  ) throws(OneDNNError) -> Primitive {
    var window = zfnet_dnnl_window(geometry.window, over: dimensions)
    return try Primitive("\(name) backward to weights", over: layouts.all, hint: hint) {
      zfnet_dnnl_convolution_backward_weights($0, $1, $2[0], $2[1], $2[2], $2[3], &window)
    }
  }
}

extension ConvolutionLayouts {
  /// Source, weights, biases and target.
  fileprivate var all: [DataLayout] { [source, weights, biases, target] }
}

extension zfnet_dnnl_window {
  /// A window as oneDNN takes it; the far padding holds the overhang of the round-up rule.
  init(_ window: WindowGeometry, over dimensions: [Int]) {
    let (rows, columns) = (window.rows, window.columns)
    func pair(_ down: Int, _ right: Int) -> (dnnl_dim_t, dnnl_dim_t) { (dnnl_dim_t(down), dnnl_dim_t(right)) }
    self.init(
      kernel: pair(rows.kernel, columns.kernel), strides: pair(rows.stride, columns.stride),
      near_pad: pair(rows.padBefore, columns.padBefore),
      far_pad: pair(rows.farPad(dimensions[2]), columns.farPad(dimensions[3])))
  }
}
