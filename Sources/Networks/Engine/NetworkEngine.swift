import Kernels
import Tensors

/// A network compiled for one batch size: oneDNN operations made once, buffers allocated once, layouts chosen by the
/// kernels and kept from node to node. Not for use from two threads at once.
///
/// A ReLU that alone reads a convolution or a dense layer is fused into it, so that the values of `conv1` are those after
/// its ReLU, and a signal that starts at `conv1` passes the ReLU's rule first. Where several nodes read one, the signals
/// that come back from them are added.
///
/// - Note: failures of oneDNN (memory, an impossible operation) are thrown as `OneDNNError`.
public final class NetworkEngine {
  /// What an engine is made for; each costs more memory than the one before.
  public enum Purpose: Sendable {
    /// For logits and activations alone.
    case inference
    /// These, and signals carried backward to the pixels.
    case visualization
    /// These without the pixels, and the gradients of all parameters.
    case training
  }

  /// The graph that the engine computes.
  public let graph: Graph
  /// How many images are computed at once.
  public let batch: Int
  /// What it was made for.
  public let purpose: Purpose
  /// The data type that the kernels multiply; pixels and logits are f32 whichever it is.
  public let precision: Precision

  /// Times the steps of `forward` and `backward`, for benchmarks; none by default.
  package var clock: EngineClock?

  let pixels: Connection
  /// The signals of the steps that read the pixels, where there are several.
  let pixelBranches: [Branch]
  var steps: [Step] = []
  let places: [String: Int]
  private let logits: DataBuffer
  private let logitsReorder: Reorder
  private let logitsSignalReorder: Reorder?
  /// Puts the edges right where the maps are parts of larger ones.
  var fieldEdges: FieldEdges?
  /// The values that poolings took other switches from since the last `forward`, by node.
  var switchValues: [String: Tensor<Float>] = [:]

  /// One of several readers of a step's values, with a signal of its own.
  struct Branch {
    let reader: Int
    let connection: Connection
  }

  /// A stage, the nodes that it computes (`conv1` and `relu1`), and its dropout where it has one.
  struct Step {
    let nodeNames: [String]
    let stage: any Stage
    /// The steps that it reads; nil is the image.
    let inputs: [Int?]
    /// Its readers, where there are several.
    let branches: [Branch]
    /// Whether a rectifying activation gives its output.
    let isRectified: Bool
    let dropout: DropoutMask?
    /// The backward pass of a convolution below a pooling, whose signal is nearly everywhere zero.
    var sparseBackward: SparseBackwardConvolution?
    var weighted: (any WeightedStage)? { stage as? any WeightedStage }
    var rectifiedSignal: RectifiedSignal? { (stage as? any RectifyingStage)?.rectifiedSignal }
  }

  /// Compiles a network for a batch size.
  ///
  /// - Throws: `OneDNNError` where a primitive cannot be made.
  public init(
    _ graph: Graph, batch: Int, for purpose: Purpose, precision: Precision = .float32
  ) throws(OneDNNError) {
    precondition(batch > 0, "a batch of \(batch)")
    precondition(Precision.isSupported(precision), "this CPU has no instructions for \(precision.rawValue)")
    self.precision = precision
    self.graph = graph
    self.batch = batch
    self.purpose = purpose
    let plan = EnginePlan(graph, for: purpose)
    places = plan.places
    let imageDimensions = [batch] + graph.inputShape.dimensions
    let pixels = try Connection(
      DataLayout(plain: imageDimensions), withSignal: purpose == .visualization)
    let pixelBranches = try Self.branches(of: pixels, plan.readers(of: nil))
    let logitsPlace = plan.places[graph.logitsName]!
    var compiled: [Step] = []
    for (place, step) in plan.steps.enumerated() {
      var inputs: [Connection] = []
      for (slot, input) in step.inputs.enumerated() {
        let branches = input.map { compiled[$0].branches } ?? pixelBranches
        // Of a step that reads one twice, the readers come in the order of the inputs.
        let earlier = step.inputs[..<slot].count { $0 == input }
        let own = branches.filter { $0.reader == place }.dropFirst(earlier).first?.connection
        inputs.append(own ?? input.map { compiled[$0].stage.output } ?? pixels)
      }
      compiled.append(
        try Self.step(
          step, inputs, readers: plan.readers(of: place), graph, batch: batch, for: purpose,
          precision: precision,
          // Logits decide the loss: they are never rounded.
          outputPrecision: place == logitsPlace ? .float32 : precision))
    }
    self.pixels = pixels
    self.pixelBranches = pixelBranches
    steps = compiled
    let connection = compiled[logitsPlace].stage.output
    logits = try DataBuffer(DataLayout(plain: connection.values.dimensions))
    logitsReorder = try Reorder(connection.values, logits)
    logitsSignalReorder =
      if purpose == .training, let signal = connection.signal { try Reorder(logits, signal) } else { nil }
    if purpose == .visualization { try prepareSparseSignals() }
  }

  // MARK: Parameters

  /// Copies a network's parameters into the engine.
  ///
  /// - Throws: `OneDNNError` where a primitive fails.
  public func load(_ parameters: Parameters<Float>) throws(OneDNNError) {
    for step in steps {
      guard let stage = step.weighted else { continue }
      let pair = parameters[step.nodeNames[0]]
      pair.weights.withUnsafeBuffer { source in
        precondition(source.count == stage.weightValues.count, "\(step.nodeNames[0]): weights do not fit")
        _ = stage.weightValues.update(fromContentsOf: source)
      }
      pair.biases.withUnsafeBuffer { _ = stage.biasValues.update(fromContentsOf: $0) }
      try stage.weightsChanged()
      step.sparseBackward?.load(stage.weightValues)
    }
  }

  /// The kernels that oneDNN chose, by node, for benchmarks.
  public var kernelNames: [(node: String, kernels: [String])] {
    steps.compactMap { step in step.weighted.map { (step.nodeNames[0], $0.kernelNames) } }
  }

  // MARK: Forward

  /// Where the batch's pixels are written before `forward`: NCHW, preprocessed as the network was trained.
  public var inputPixels: UnsafeMutableBufferPointer<Float> { pixels.values.floats }

  /// Computes the logits `[batch, classes]` of the pixels in `inputPixels`.
  ///
  /// - Parameter dropout: where in training this is; nil leaves every value as it is.
  /// - Throws: `OneDNNError` where a primitive fails.
  @discardableResult
  public func forward(
    dropout: DropoutPosition? = nil
  ) throws(OneDNNError) -> UnsafeMutableBufferPointer<Float> {
    switchValues = [:]
    for step in steps {
      try timed(step, .forward) { () throws(OneDNNError) in
        try step.stage.forward()
        fieldEdges?.completeValues(step.stage.output.values, inputOfNodeAt: nodeIndex(after: step))
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
  ///
  /// - Throws: `OneDNNError` where a primitive fails.
  public func logits(of input: Tensor<Float>) throws(OneDNNError) -> Tensor<Float> {
    setPixels(input)
    let result = try forward()
    return Tensor([batch, graph.classes], result)
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

  /// The values of a node after the last `forward`, `[batch, C, H, W]`; those of a convolution with a fused ReLU are after it,
  /// and a softmax has the logits.
  ///
  /// - Throws: `OneDNNError` where a primitive fails.
  public func activation(of name: String) throws(OneDNNError) -> Tensor<Float> {
    let step = steps[stepIndex(of: name)]
    return try plain(step.stage.output.values, Shape([batch] + graph.shape(of: name).dimensions))
  }

  // MARK: Helpers

  func timed(
    _ step: Step, _ pass: LayerPass, _ body: () throws(OneDNNError) -> Void
  ) throws(OneDNNError) {
    guard let clock else { return try body() }
    try clock.measure(step.nodeNames[0], pass, body)
  }

  func stepIndex(of name: String) -> Int {
    guard let place = places[name] else { preconditionFailure("the network has no node \(name)") }
    return place
  }

  /// The place of the node that reads what a step computes, in a chain.
  func nodeIndex(after step: Step) -> Int { graph.index(of: step.nodeNames[step.nodeNames.count - 1]) + 1 }

  func plain(_ buffer: DataBuffer, _ shape: Shape) throws(OneDNNError) -> Tensor<Float> {
    let target = try DataBuffer(DataLayout(plain: buffer.dimensions))
    try Reorder(buffer, target).run()
    return Tensor(shape, target.floats)
  }

  /// Writes the logits' gradient to where the backward pass starts.
  func setLogitsGradient(_ gradient: UnsafeMutableBufferPointer<Float>) throws(OneDNNError) {
    _ = logits.floats.update(fromContentsOf: UnsafeBufferPointer(gradient))
    try logitsSignalReorder?.run()
  }
}
