import COneDNN
import Tensors

/// A convolution with its bias and, where one follows, its ReLU fused in, in the layouts that the kernels choose.
package final class ConvolutionStage: WeightedStage, RectifyingStage {
  package var inputs: [Connection] { [input] }
  package let output: Connection
  private let input: Connection
  package let rectifiedSignal: RectifiedSignal?
  package private(set) var kernelNames: [LayerPass: String]

  private let forwardExecution: Execution
  private let sourceReorder: Reorder?
  package let weights: LayerWeights
  private var dataGradient: (any DataGradient)?
  private var weightGradient: (any WeightGradient)?

  /// Compiles the layer for inputs of the given extents, `[batch, maps, side, side]`.
  ///
  /// - Parameters:
  ///   - fusesReLU: whether a ReLU follows.
  ///   - precision: the width of the weights that the kernels multiply, of their input, and of the signal above.
  ///   - outputPrecision: the width of the values above.
  ///   - weights: those of another stage of the layer, to be shared.
  package init(
    _ geometry: ConvolutionGeometry, _ input: Connection, dimensions: [Int], fusesReLU: Bool,
    for purpose: StagePurpose, precision: Precision, outputPrecision: Precision,
    sharing weights: LayerWeights? = nil
  ) throws(OneDNNError) {
    self.input = input
    let operation = ConvolutionOperation(geometry)
    let weightDimensions = operation.weightDimensions
    var layouts = try ConvolutionLayouts(
      geometry, dimensions: dimensions, precision: precision, outputPrecision: outputPrecision)

    let forward = try operation.forward(
      layouts, over: dimensions, inference: purpose.isInference, fusesReLU: fusesReLU)
    kernelNames = [.forward: forward.kernelName]
    let sourceLayout = forward.layout(dnnl_query_src_md)
    let source: DataBuffer
    if sourceLayout.matches(input.values.layout) {
      source = input.values
      sourceReorder = nil
    } else {
      source = try DataBuffer(sourceLayout)
      sourceReorder = try Reorder(input.values, source)
    }
    let weights =
      if let weights { weights } else { try LayerWeights(weightDimensions, biases: geometry.outputs) }
    self.weights = weights
    output = try Connection(
      forward.layout(dnnl_query_dst_md), withSignal: !purpose.isInference, signalPrecision: precision)
    forwardExecution = try forward.on([
      (DNNL_ARG_SRC, source),
      (DNNL_ARG_WEIGHTS, try weights.values(in: forward.layout(dnnl_query_weights_md))),
      (DNNL_ARG_BIAS, weights.plainBiases!), (DNNL_ARG_DST, output.values),
    ])
    rectifiedSignal = fusesReLU && !purpose.isInference ? try RectifiedSignal(output) : nil
    guard let above = output.signal else { return }

    layouts.target = above.layout
    if let below = input.signal {
      layouts.source = try DataLayout(free: dimensions, below.layout.precision)
      var gradient: any DataGradient
      if SubpixelDataGradient.fits(geometry, from: above, to: below) {
        gradient = try SubpixelDataGradient(geometry, weights: weights, from: above, to: below)
      } else {
        gradient = try KernelDataGradient(
          operation, layouts, over: dimensions, hint: forward, weights: weights, from: above, to: below)
        if WidenedGradients.replaces(gradient.kernelName, above) {
          gradient = try WidenedGradients.Data(
            geometry, dimensions: dimensions, weights: weights, from: above, to: below)
        }
        if SparseBackwardConvolution.replaces(gradient.kernelName, geometry) {
          gradient = try SparseBackwardConvolution(geometry, weights, signal: above, below: below)
        }
      }
      dataGradient = gradient
      kernelNames[.backwardData] = gradient.kernelName
    }
    if purpose == .training {
      layouts.source = source.layout
      layouts.weights = try DataLayout(free: weightDimensions, .float32)
      var gradient: any WeightGradient
      if Im2colWeightGradient.fits(geometry, of: source, from: above) {
        gradient = try Im2colWeightGradient(geometry, of: source, from: above)
      } else {
        gradient = try KernelWeightGradient(
          operation, layouts, over: dimensions, hint: forward, of: source, from: above)
        if WidenedGradients.replaces(gradient.kernelName, above) {
          gradient = try WidenedGradients.Weights(
            geometry, dimensions: dimensions, of: source, from: above)
        }
      }
      weightGradient = gradient
      kernelNames[.backwardWeights] = gradient.kernelName
    }
  }

  package var gradient: ShardGradient? { weightGradient?.result }

  package func forward() throws(OneDNNError) {
    try sourceReorder?.run()
    try forwardExecution.run()
  }

  package func backward() throws(OneDNNError) { try dataGradient?.run() }

  package func computeWeightGradients() throws(OneDNNError) { try weightGradient?.run() }
}
