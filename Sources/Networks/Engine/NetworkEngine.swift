import Kernels
import MessagePassing
import Tensors

/// A network compiled for one batch size: oneDNN operations made once, buffers allocated once, layouts chosen by the
/// kernels and kept from node to node. Not for use from two threads at once.
///
/// The batch is divided into shards of a few images, as many on one thread as on ten. Each is carried through the network by
/// one thread at a time; the threads wait for one another only where a dense layer is computed for the whole batch. What
/// shards add to the parameters' gradients is summed in their order. So the number of threads changes no bit.
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

    var ofStages: StagePurpose {
      switch self {
      case .inference: .inference
      case .visualization: .visualization
      case .training: .training
      }
    }
  }

  /// Images in a shard, unless another number is asked for.
  public static let shardImages = 8

  /// The graph that the engine computes.
  public let graph: Graph
  /// How many images are computed at once.
  public let batch: Int
  /// What it was made for.
  public let purpose: Purpose
  /// The data type that the kernels multiply; pixels and logits are f32 whichever it is.
  public let precision: Precision

  /// Times the steps of `forward` and `backward`, for benchmarks; none by default.
  package var clock: EngineClock? {
    didSet { for shard in shards { shard.clock = clock } }
  }

  /// The processes that share each batch, and their parts of it; nil where this one computes all.
  let group: ProcessGroup?
  let shares: BatchShares?
  /// What kept the last pass from going on: see `checkExchange`.
  var exchangeFailure: (any Error)?

  /// Those that this process computes.
  let shards: [Shard]
  let places: [String: Int]
  let program: EngineProgram
  /// The dense layers, by place.
  let denses: [Int: DenseStage]
  /// The gradients that shards add to, by place.
  let gradients: [Int: LayerGradients]
  /// The pixels of all shards.
  let pixels: Connection
  /// Those of all shards, plain.
  private let logits: DataBuffer
  private let logitsReorders: [Reorder]
  private let logitsSignalReorders: [Reorder]

  /// Compiles a network for a batch size.
  ///
  /// - Parameters:
  ///   - shardImages: images in a shard at most, as long as 64 shards are enough; another number may give other bits.
  ///   - group: processes that share each batch in training; nil computes all of it here.
  /// - Throws: `OneDNNError` where a primitive cannot be made.
  public init(
    _ graph: Graph, batch: Int, for purpose: Purpose, precision: Precision = .float32,
    shardImages: Int = NetworkEngine.shardImages, group: ProcessGroup? = nil
  ) throws(OneDNNError) {
    precondition(Precision.isSupported(precision), "this CPU has no instructions for \(precision.rawValue)")
    self.precision = precision
    self.graph = graph
    self.batch = batch
    self.purpose = purpose
    precondition(
      group == nil || purpose == .training, "an engine made for \(purpose) is shared with no process")
    self.group = group
    let division = BatchDivision(batch, images: shardImages)
    let shares = group.map { BatchShares(division, processes: $0.size) }
    self.shares = shares
    let plan = EnginePlan(graph, for: purpose)
    let settings = Shard.Settings(
      plan: plan, purpose: purpose.ofStages, precision: precision, logitsPlace: plan.places[graph.logitsName]!
    )
    let pixels = try Connection(
      DataLayout(plain: [division.batch] + graph.inputShape.dimensions), withSignal: purpose == .visualization
    )
    var shards: [Shard] = []
    for images in division.shards[shares?.shards[group?.rank ?? 0] ?? division.shards.indices] {
      shards.append(
        try Shard(graph, images: images, pixels: pixels.images(images), readers: plan.readers(of: nil)))
    }
    var denses = DenseLayers(pixels)
    for (place, step) in plan.steps.enumerated() {
      if case .dense(_, let outputs) = step.nodes[0].operation {
        let dense = try denses.add(place, outputs: outputs, settings, reading: shards[0])
        for shard in shards {
          try shard.append(place, settings, of: dense, branches: denses.branches[place] ?? [])
        }
      } else {
        for shard in shards {
          try shard.append(place, settings, sharing: shard === shards[0] ? nil : shards[0])
        }
      }
    }
    self.pixels = pixels
    self.shards = shards
    self.denses = denses.stages
    places = plan.places
    program = EngineProgram(steps: plan.steps.count) { denses.stages[$0] != nil }
    gradients = try Self.gradients(shards)
    if purpose == .visualization {
      for shard in shards { try shard.prepareSparseSignals() }
    }

    let outputs = shards.map { $0.steps[settings.logitsPlace].stage.output }
    let logits = try DataBuffer(
      DataLayout(plain: [division.batch] + outputs[0].values.dimensions.dropFirst()))
    var reorders: (up: [Reorder], down: [Reorder]) = ([], [])
    for (shard, output) in zip(shards, outputs) {
      let rows = try logits.images(shard.images)
      reorders.up.append(try Reorder(output.values, rows))
      if purpose == .training, let signal = output.signal { reorders.down.append(try Reorder(rows, signal)) }
    }
    self.logits = logits
    logitsReorders = reorders.up
    logitsSignalReorders = reorders.down
  }

  // MARK: Parameters

  /// Copies a network's parameters into the engine.
  ///
  /// - Throws: `OneDNNError` where a primitive fails.
  public func load(_ parameters: Parameters<Float>) throws(OneDNNError) {
    for place in shards[0].steps.indices {
      guard let own = weights(at: place) else { continue }
      let name = shards[0].steps[place].nodeNames[0]
      let pair = parameters[name]
      pair.weights.withUnsafeBuffer { source in
        precondition(source.count == own.values.count, "\(name): weights do not fit")
        _ = own.values.update(fromContentsOf: source)
      }
      pair.biases.withUnsafeBuffer { _ = own.biases.update(fromContentsOf: $0) }
    }
    try parametersChanged()
  }

  /// Carries changed values of `trainables` into the kernels.
  ///
  /// - Throws: `OneDNNError` where a primitive fails.
  public func parametersChanged() throws(OneDNNError) {
    nonisolated(unsafe) let updates = shards[0].steps.indices.flatMap { weights(at: $0)?.updates ?? [] }
    try ParallelLoop.run(updates.count) { (index) throws(OneDNNError) in try updates[index].run() }
  }

  func weights(at place: Int) -> LayerWeights? {
    denses[place]?.weights ?? shards[0].steps[place].weighted?.weights
  }

  /// What computes each node, by pass, for benchmarks; nodes that another computes with its own are left out.
  package var kernelNames: [String: [LayerPass: String]] {
    Dictionary(
      uniqueKeysWithValues: shards[0].steps.enumerated().map { place, step in
        (step.nodeNames[0], denses[place]?.kernelNames ?? step.stage.kernelNames)
      })
  }

  // MARK: Forward

  /// Where the batch's pixels are written before `forward`: NCHW, preprocessed as the network was trained.
  public var inputPixels: UnsafeMutableBufferPointer<Float> {
    UnsafeMutableBufferPointer(rebasing: pixels.values.floats[..<(batch * graph.inputShape.count)])
  }

  /// Computes the logits `[batch, classes]` of the pixels in `inputPixels`.
  ///
  /// - Parameter dropout: where in training this is; nil leaves every value as it is.
  /// - Throws: `OneDNNError` where a primitive fails.
  @discardableResult
  public func forward(
    dropout: DropoutPosition? = nil
  ) throws(OneDNNError) -> UnsafeMutableBufferPointer<Float> {
    exchangeFailure = nil
    for phase in program.phases where exchangeFailure == nil {
      switch phase {
      case .shards(let work):
        try forEachShard { (shard) throws(OneDNNError) in
          shard.switchValues = [:]
          try shard.forward(work, dropout: dropout)
        }
      case .batch(let place):
        nonisolated(unsafe) let dense = denses[place]!
        gatherRows(of: dense.input.values)
        try timedParts(place, .forward, dense.forwardParts) { (part) throws(OneDNNError) in
          try dense.forward(part: part)
        }
      }
    }
    for reorder in logitsReorders { try reorder.run() }
    gatherRows(of: logits)
    return UnsafeMutableBufferPointer(rebasing: logits.floats[..<(batch * graph.classes)])
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

  // MARK: Helpers

  func stepIndex(of name: String) -> Int {
    guard let place = places[name] else { preconditionFailure("the network has no node \(name)") }
    return place
  }

  /// Has each shard do something, side by side.
  func forEachShard(_ body: (Shard) throws(OneDNNError) -> Void) throws(OneDNNError) {
    nonisolated(unsafe) let (shards, body) = (shards, body)
    try withoutActuallyEscaping(body) { (body) throws(OneDNNError) in
      nonisolated(unsafe) let body = body
      try ParallelLoop.run(shards.count) { (index) throws(OneDNNError) in try body(shards[index]) }
    }
  }

  /// Does the pieces of a step that is the whole batch's, side by side.
  func timedParts(
    _ place: Int, _ pass: LayerPass, _ parts: Int,
    _ body: @Sendable (_ part: Int) throws(OneDNNError) -> Void
  ) throws(OneDNNError) {
    guard let clock else { return try ParallelLoop.run(parts, body) }
    let name = shards[0].steps[place].nodeNames[0]
    try ParallelLoop.run(parts) { (part) throws(OneDNNError) in
      try clock.measure(name, pass) { () throws(OneDNNError) in try body(part) }
    }
  }

  /// Writes the logits' gradient to where the backward pass starts.
  func setLogitsGradient(_ gradient: UnsafeMutableBufferPointer<Float>) throws(OneDNNError) {
    precondition(gradient.count == batch * graph.classes, "\(gradient.count) gradients of logits")
    let end = logits.floats.update(fromContentsOf: UnsafeBufferPointer(gradient))
    logits.floats[end...].update(repeating: 0)
    for reorder in logitsSignalReorders { try reorder.run() }
  }
}
