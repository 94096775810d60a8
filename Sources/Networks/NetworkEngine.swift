import Foundation
import Kernels
import Tensors

/// A network compiled for one batch size: oneDNN operations made once, buffers allocated once, layouts chosen by the
/// kernels and kept from layer to layer. Not for use from two threads at once.
///
/// ReLUs are fused into the layer below them, so that the values of `conv1` are the values after its ReLU, and a
/// signal that starts at `conv1` passes the ReLU's rule first.
///
/// - Note: failures of oneDNN (memory, an impossible operation) are thrown as `OneDNNError`.
public final class NetworkEngine {
  /// What an engine is made for; each costs more memory than the one before.
  public enum Purpose: Sendable {
    /// Logits and activations.
    case inference
    /// These, and signals carried down to the pixels.
    case visualization
    /// These without the pixels, and the gradients of all parameters.
    case training
  }

  /// The architecture of the network.
  public let architecture: Architecture
  /// How many images are computed at once.
  public let batch: Int
  /// What it was made for.
  public let purpose: Purpose
  /// The width of the numbers that the kernels multiply; pixels and logits are 32 bits wide whichever it is.
  public let precision: Precision

  /// Times the layers of `forward` and `backward`, for benchmarks; none by default.
  package var clock: EngineClock?

  let pixels: Connection
  var steps: [Step] = []
  private let logits: DataBuffer
  private let logitsReorder: Reorder
  private let logitsSignalReorder: Reorder?
  /// Puts the edges right where the maps are parts of larger ones.
  var fieldEdges: FieldEdges?
  /// The values that poolings took other switches from since the last `forward`, by layer.
  var switchValues: [String: Tensor<Float>] = [:]

  /// A stage, the layers that it computes (`conv1` and `relu1`), and its dropout where it has one.
  struct Step {
    var layerNames: [String]
    let stage: any Stage
    var dropout: DropoutMask?
    /// The backward pass of a convolution below a pooling, whose signal is nearly everywhere zero.
    var sparseBackward: SparseBackwardConvolution?
    var weighted: (any WeightedStage)? { stage as? any WeightedStage }
  }

  /// Compiles a network for a batch size.
  public init(
    _ architecture: Architecture, batch: Int, for purpose: Purpose, precision: Precision = .float32
  ) throws(OneDNNError) {
    precondition(batch > 0, "a batch of \(batch)")
    precondition(Precision.isSupported(precision), "this CPU has no instructions for \(precision.rawValue)")
    self.precision = precision
    self.architecture = architecture
    self.batch = batch
    self.purpose = purpose
    let stagePurpose: StagePurpose =
      switch purpose {
      case .inference: .inference
      case .visualization: .visualization
      case .training: .training
      }
    pixels = try Connection(
      DataLayout(plain: [batch] + architecture.inputShape.dimensions), withSignal: purpose == .visualization)

    var connection = pixels
    var dimensions = [batch] + architecture.inputShape.dimensions
    let layers = architecture.layers
    for (index, layer) in layers.enumerated() {
      let followedByReLU = index + 1 < layers.count && layers[index + 1].kind == .relu
      // Logits decide the loss: they are never rounded.
      let outputPrecision = index == layers.count - 1 ? .float32 : precision
      let stage: any Stage
      switch layer.kind {
      case .convolution(let geometry):
        stage = try ConvolutionStage(
          geometry, connection, dimensions: dimensions, fusesReLU: followedByReLU,
          for: stagePurpose, precision: precision, outputPrecision: outputPrecision)
      case .dense(_, let outputs):
        stage = try DenseStage(
          outputs: outputs, connection, dimensions: dimensions, fusesReLU: followedByReLU,
          for: stagePurpose, precision: precision, outputPrecision: outputPrecision)
        dimensions = [batch, outputs]
      case .maxPooling(let window):
        stage = try PoolingStage(connection, dimensions: dimensions, window: window, for: stagePurpose)
      case .normalization(let constants):
        stage = try NormalizationStage(connection, constants, for: stagePurpose)
      case .relu:
        precondition(
          steps.last?.weighted != nil, "\(layer.name) follows no convolution or dense layer to be fused with")
        steps[steps.count - 1].layerNames.append(layer.name)
        continue
      case .dropout(let probability):
        precondition(!steps.isEmpty, "\(layer.name) follows no layer")
        steps[steps.count - 1].layerNames.append(layer.name)
        steps[steps.count - 1].dropout = DropoutMask(
          probability: probability, layout: connection.values.layout, layer: layer.name)
        continue
      }
      steps.append(Step(layerNames: [layer.name], stage: stage))
      connection = stage.output
      let shape = architecture.outputShapes[index].dimensions
      dimensions = dimensions.count == 2 ? [batch, shape[0]] : [batch] + shape
    }
    logits = try DataBuffer(DataLayout(plain: dimensions))
    logitsReorder = try Reorder(connection.values, logits)
    logitsSignalReorder =
      if purpose == .training, let signal = connection.signal { try Reorder(logits, signal) } else { nil }
    if purpose == .visualization { try prepareSparseSignals() }
  }

  // MARK: Parameters

  /// Takes a network's parameters over.
  public func load(_ parameters: Parameters<Float>) throws(OneDNNError) {
    for step in steps {
      guard let stage = step.weighted else { continue }
      let pair = parameters[step.layerNames[0]]
      pair.weights.withUnsafeBuffer { source in
        precondition(source.count == stage.weightValues.count, "\(step.layerNames[0]): weights do not fit")
        _ = stage.weightValues.update(fromContentsOf: source)
      }
      pair.biases.withUnsafeBuffer { _ = stage.biasValues.update(fromContentsOf: $0) }
      try stage.weightsChanged()
      step.sparseBackward?.load(stage.weightValues)
    }
  }

  /// The kernels that oneDNN chose, by layer, for benchmarks.
  public var kernelNames: [(layer: String, kernels: [String])] {
    steps.compactMap { step in step.weighted.map { (step.layerNames[0], $0.kernelNames) } }
  }

  // MARK: Up

  /// Where the batch's pixels are written before `forward`: NCHW, mean subtracted, scaled as the network was trained.
  public var inputPixels: UnsafeMutableBufferPointer<Float> { pixels.values.floats }

  /// Computes the logits `[batch, classes]` of the pixels in `inputPixels`.
  ///
  /// - Parameter dropout: where in training this is; nil leaves every value as it is.
  @discardableResult
  public func forward(dropout: DropoutPosition? = nil) throws(OneDNNError) -> UnsafeMutableBufferPointer<
    Float
  > {
    switchValues = [:]
    for step in steps {
      try timed(step, .forward) { () throws(OneDNNError) in
        try step.stage.forward()
        fieldEdges?.completeValues(step.stage.output.values, inputOfLayerAt: layerIndex(above: step))
        if let dropout, let mask = step.dropout {
          mask.draw(dropout)
          mask.apply(to: step.stage.output.values)
        }
      }
    }
    try logitsReorder.run()
    return logits.floats
  }

  /// The logits `[batch, classes]` of a batch `[batch, 3, side, side]`.
  public func logits(of input: Tensor<Float>) throws(OneDNNError) -> Tensor<Float> {
    setPixels(input)
    let result = try forward()
    return Tensor([batch, architecture.classes], result)
  }

  /// Copies a batch `[n, 3, side, side]`, n at most `batch`, to `inputPixels`; the rest is zeroed.
  public func setPixels(_ input: Tensor<Float>) {
    let target = inputPixels
    input.withUnsafeBuffer { source in
      precondition(source.count <= target.count, "\(input.shape) does not fit a batch of \(batch)")
      let end = target.update(fromContentsOf: source)
      target[end...].update(repeating: 0)
    }
  }

  /// The values of a layer after the last `forward`, `[batch, C, H, W]`; those of a convolution are after its ReLU.
  public func activation(of layer: String) throws(OneDNNError) -> Tensor<Float> {
    let step = steps[stepIndex(of: layer)]
    let shape = Shape(
      [batch] + architecture.outputShapes[architecture.index(of: step.layerNames[0])].dimensions)
    return try plain(step.stage.output.values, shape)
  }

  // MARK: Gradients

  /// Computes the gradients of all parameters from the logits' gradient `[batch, classes]`, for the last `forward`.
  /// They are then in `trainables`.
  public func backward(logitsGradient: UnsafeMutableBufferPointer<Float>) throws(OneDNNError) {
    precondition(purpose == .training, "an engine made for \(purpose) computes no gradients")
    _ = logits.floats.update(fromContentsOf: UnsafeBufferPointer(logitsGradient))
    try logitsSignalReorder?.run()
    for index in stride(from: steps.count - 1, through: 0, by: -1) {
      let step = steps[index]
      if let mask = step.dropout {
        try timed(step, .backwardData) { () throws(OneDNNError) in mask.apply(to: step.stage.output.signal!) }
      }
      if let weighted = step.weighted {
        try timed(step, .backwardWeights) { () throws(OneDNNError) in
          try pass(weighted.rectifiedSignal, .gradient)
          try weighted.computeWeightGradients()
        }
      }
      if index > 0 {
        try timed(step, .backwardData) { () throws(OneDNNError) in try step.stage.backward() }
      }
    }
  }

  /// The plain parameters and gradients of the layers that have them, from the pixels upward.
  public var trainables: [Trainable] {
    steps.compactMap { step in
      guard let stage = step.weighted, let weights = stage.weightGradients, let biases = stage.biasGradients
      else { return nil }
      return Trainable(
        layer: step.layerNames[0], weights: stage.weightValues, weightGradients: weights,
        biases: stage.biasValues, biasGradients: biases)
    }
  }

  /// Carries changed values of `trainables` into the kernels.
  public func parametersChanged() throws(OneDNNError) {
    for step in steps { try step.weighted?.weightsChanged() }
  }

  // MARK: Helpers

  private func timed(
    _ step: Step, _ pass: LayerPass, _ body: () throws(OneDNNError) -> Void
  ) throws(OneDNNError) {
    guard let clock else { return try body() }
    try clock.measure(step.layerNames[0], pass, body)
  }

  func pass(_ signal: RectifiedSignal?, _ rule: BackwardRule) throws(OneDNNError) {
    guard let signal else { return }
    if rule != .deconvnet { try signal.maskByForwardSign() }
    if rule != .gradient { try signal.rectifySignal() }
  }

  func stepIndex(of layer: String) -> Int {
    guard let index = steps.firstIndex(where: { $0.layerNames.contains(layer) }) else {
      preconditionFailure("\(architecture.name) has no layer \(layer)")
    }
    return index
  }

  func plain(_ buffer: DataBuffer, _ shape: Shape) throws(OneDNNError) -> Tensor<Float> {
    let target = try DataBuffer(DataLayout(plain: buffer.dimensions))
    try Reorder(buffer, target).run()
    return Tensor(shape, target.floats)
  }
}
