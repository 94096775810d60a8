import COneDNN
import Tensors

/// A convolution or a dense layer with its bias and, where one follows, its ReLU fused in.
///
/// Weights come and go in plain layouts; the kernels' own layouts stay in here.
package final class WeightedStage: Stage {
  package let input: Connection
  package let output: Connection
  /// The rule of the fused ReLU on the way down; none where no ReLU follows.
  package let rectifiedSignal: RectifiedSignal?

  private let forwardPrimitive: Primitive
  private let source: DataBuffer
  private let sourceReorder: Reorder?
  private let weights: DataBuffer
  private let biases: DataBuffer
  private let plainWeights: DataBuffer
  private let weightsReorder: Reorder
  private var down: Downward?
  private var gradients: Gradients?

  /// The data gradient: the signal from above to below.
  private struct Downward {
    let primitive: Primitive
    let weights: DataBuffer
    let weightsReorder: Reorder
    let signal: DataBuffer
    let signalReorder: Reorder?
  }

  /// The gradients of weights and biases.
  private struct Gradients {
    let primitive: Primitive
    let weights: DataBuffer
    let biases: DataBuffer
    let plainWeights: DataBuffer
    let weightsReorder: Reorder
  }

  /// Compiles the layer for inputs of the given extents, `[batch, maps, side, side]` or `[batch, values]`.
  package init(
    _ operation: WeightedOperation, _ input: Connection, dimensions: [Int], fusesReLU: Bool,
    for purpose: StagePurpose
  ) throws(OneDNNError) {
    self.input = input
    let side = dimensions.count > 2 ? dimensions[2] : 1
    let targetDimensions = operation.targetDimensions(dimensions)
    let weightDimensions = operation.weightDimensions(dimensions)
    let biasLayout = try DataLayout(plain: [targetDimensions[1]])
    var layouts = WeightedLayouts(
      source: try DataLayout(free: dimensions), weights: try DataLayout(free: weightDimensions),
      biases: biasLayout, target: try DataLayout(free: targetDimensions))

    let forward = try operation.forward(
      layouts, sourceSide: side, inference: purpose.isInference, fusesReLU: fusesReLU)
    forwardPrimitive = forward
    let sourceLayout = forward.layout(dnnl_query_src_md)
    if sourceLayout.matches(input.values.layout) {
      source = input.values
      sourceReorder = nil
    } else {
      let own = try DataBuffer(sourceLayout)
      source = own
      sourceReorder = try Reorder(input.values, own)
    }
    weights = try DataBuffer(forward.layout(dnnl_query_weights_md))
    biases = try DataBuffer(biasLayout)
    plainWeights = try DataBuffer(DataLayout(plain: weightDimensions))
    weightsReorder = try Reorder(plainWeights, weights)
    output = try Connection(forward.layout(dnnl_query_dst_md), withSignal: !purpose.isInference)
    rectifiedSignal = fusesReLU && !purpose.isInference ? try RectifiedSignal(output) : nil
    guard !purpose.isInference else { return }

    layouts.target = output.values.layout
    if let below = input.signal {
      let primitive = try operation.backwardData(layouts, sourceSide: side, hint: forward)
      let own = try DataBuffer(primitive.layout(dnnl_query_weights_md))
      let signalLayout = primitive.layout(dnnl_query_diff_src_md)
      let signal = signalLayout.matches(below.layout) ? below : try DataBuffer(signalLayout)
      down = Downward(
        primitive: primitive, weights: own, weightsReorder: try Reorder(plainWeights, own), signal: signal,
        signalReorder: signal === below ? nil : try Reorder(signal, below))
    }
    if purpose == .training {
      layouts.source = source.layout
      let primitive = try operation.backwardWeights(layouts, sourceSide: side, hint: forward)
      let own = try DataBuffer(primitive.layout(dnnl_query_diff_weights_md))
      let plain = try DataBuffer(DataLayout(plain: weightDimensions))
      gradients = Gradients(
        primitive: primitive, weights: own, biases: try DataBuffer(biasLayout), plainWeights: plain,
        weightsReorder: try Reorder(own, plain))
    }
  }

  /// The kernels' names, for benchmarks: forward, backward to data, backward to weights.
  package var kernelNames: [String] {
    [forwardPrimitive.kernelName]
      + [down?.primitive.kernelName, gradients?.primitive.kernelName].compactMap { $0 }
  }

  /// The plain weights, for writing; call `weightsChanged()` after that.
  package var weightValues: UnsafeMutableBufferPointer<Float> { plainWeights.floats }
  /// The biases, for writing.
  package var biasValues: UnsafeMutableBufferPointer<Float> { biases.floats }
  /// The weights' gradient in plain layout; empty unless made for training.
  package var weightGradients: UnsafeMutableBufferPointer<Float>? { gradients?.plainWeights.floats }
  /// The biases' gradient; empty unless made for training.
  package var biasGradients: UnsafeMutableBufferPointer<Float>? { gradients?.biases.floats }

  /// Carries the plain weights into the kernels' layouts.
  package func weightsChanged() throws(OneDNNError) {
    try weightsReorder.run()
    try down?.weightsReorder.run()
  }

  package func forward() throws(OneDNNError) {
    try sourceReorder?.run()
    try forwardPrimitive.execute([
      (DNNL_ARG_SRC, source), (DNNL_ARG_WEIGHTS, weights), (DNNL_ARG_BIAS, biases),
      (DNNL_ARG_DST, output.values),
    ])
  }

  /// Carries the signal above to below; the rule of the fused ReLU must have been applied before.
  package func backward() throws(OneDNNError) {
    guard let down, let above = output.signal else { return }
    try down.primitive.execute([
      (DNNL_ARG_DIFF_DST, above), (DNNL_ARG_WEIGHTS, down.weights), (DNNL_ARG_DIFF_SRC, down.signal),
    ])
    try down.signalReorder?.run()
  }

  /// Computes the gradients of weights and biases from the signal above.
  package func computeWeightGradients() throws(OneDNNError) {
    guard let gradients, let above = output.signal else { return }
    try gradients.primitive.execute([
      (DNNL_ARG_SRC, source), (DNNL_ARG_DIFF_DST, above), (DNNL_ARG_DIFF_WEIGHTS, gradients.weights),
      (DNNL_ARG_DIFF_BIAS, gradients.biases),
    ])
    try gradients.weightsReorder.run()
  }
}
