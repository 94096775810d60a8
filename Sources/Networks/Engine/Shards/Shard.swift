import Kernels
import Tensors

/// A part of a batch that one thread carries through the network, all the way from one wait of the engine's to the next: its
/// values, its signals, and the operations on them. Weights are shared with the other shards.
final class Shard {
  /// The places of its images in the batch.
  let images: Range<Int>
  let graph: Graph
  let pixels: Connection
  /// The signals of the steps that read the pixels, where there are several.
  let pixelBranches: [Branch]
  /// The steps in the engine's order; of those that are the whole batch's, this shard's part.
  var steps: [Step] = []
  /// Puts the edges right where the maps are parts of larger ones.
  var fieldEdges: FieldEdges?
  /// The values that poolings took other switches from since the last forward pass, by node.
  var switchValues: [String: Tensor<Float>] = [:]
  /// Times the steps, for benchmarks.
  var clock: EngineClock?

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

  /// A shard without steps, of images whose pixels stand in `pixels`.
  init(_ graph: Graph, images: Range<Int>, pixels: Connection, readers: [EnginePlan.Reader])
    throws(OneDNNError)
  {
    self.graph = graph
    self.images = images
    self.pixels = pixels
    pixelBranches = try Shard.branches(of: pixels, readers)
  }

  /// A signal for each of several readers of a connection; none where one reader takes the connection's own.
  static func branches(
    of connection: Connection, _ readers: [EnginePlan.Reader]
  ) throws(OneDNNError) -> [Branch] {
    guard readers.count > 1, connection.signal != nil else { return [] }
    var branches: [Branch] = []
    for reader in readers {
      branches.append(Branch(reader: reader.step, connection: try connection.branch()))
    }
    return branches
  }

  // MARK: Forward

  /// Computes the values of some steps.
  func forward(_ work: [EngineProgram.ShardWork], dropout: DropoutPosition?) throws(OneDNNError) {
    for item in work {
      let step = steps[item.place]
      try timed(step, .forward) { () throws(OneDNNError) in
        if case .after = item {
        } else {
          try step.stage.forward()
        }
        if case .before = item { return }
        fieldEdges?.completeValues(step.stage.output.values, inputOfNodeAt: nodeIndex(after: step))
        if let dropout, let mask = step.dropout {
          mask.draw(dropout)
          mask.apply(to: step.stage.output.values)
        }
      }
    }
  }

  // MARK: Helpers

  func timed(
    _ step: Step, _ pass: LayerPass, _ body: () throws(OneDNNError) -> Void
  ) throws(OneDNNError) {
    guard let clock else { return try body() }
    try clock.measure(step.nodeNames[0], pass, body)
  }

  /// The place of the node that reads what a step computes, in a chain.
  func nodeIndex(after step: Step) -> Int { graph.index(of: step.nodeNames[step.nodeNames.count - 1]) + 1 }

  /// Adds the signals that came back from a step's readers, where there are several.
  ///
  /// - Parameter rectifying: whether each is rectified by itself where a rectifying activation gives the step's output.
  func addBranches(_ step: Step, _ isActive: [Bool], rectifying: Bool) {
    guard !step.branches.isEmpty, let sum = step.stage.output.signal else { return }
    sum.setSum(
      of: step.branches.filter { isActive[$0.reader] }.compactMap(\.connection.signal),
      rectifyingEach: rectifying && step.isRectified)
  }

  func pass(_ signal: RectifiedSignal?, _ rule: BackwardRule) throws(OneDNNError) {
    guard let signal else { return }
    if rule != .deconvnet { try signal.maskByForwardSign() }
    if rule != .gradient { try signal.rectifySignal() }
  }
}
