import Kernels
import Tensors

/// The dense layers of an engine, compiled for the whole batch while its shards are compiled step by step.
struct DenseLayers {
  /// By place.
  private(set) var stages: [Int: DenseStage] = [:]
  /// The signals of a layer's readers, where there are several, by the layer's place.
  private(set) var branches: [Int: [Shard.Branch]] = [:]
  private let pixels: Connection

  /// No layers yet, of a network that reads the given pixels.
  init(_ pixels: Connection) { self.pixels = pixels }

  /// Compiles a layer.
  ///
  /// - Parameter shard: one that has all steps before.
  mutating func add(
    _ place: Int, outputs: Int, _ settings: Shard.Settings, reading shard: Shard
  ) throws(OneDNNError) -> DenseStage {
    let step = settings.plan.steps[place]
    let stage = try DenseStage(
      outputs: outputs, try input(of: place, step, settings, shard), fusesReLU: step.fusesReLU,
      for: settings.purpose, precision: settings.precision, outputPrecision: settings.outputPrecision(place))
    stages[place] = stage
    branches[place] = try Shard.branches(of: stage.output, settings.plan.readers(of: place))
    return stage
  }

  /// The matrix that a layer reads: another dense layer's output, the pixels where they need no rounding, or one that the
  /// shards bring their values into.
  private func input(
    of place: Int, _ step: EnginePlan.Step, _ settings: Shard.Settings, _ shard: Shard
  ) throws(OneDNNError) -> Connection {
    if let below = step.inputs[0], let stage = stages[below],
      stage.output.values.layout.precision == settings.precision
    {
      return branches[below]?.first { $0.reader == place }?.connection ?? stage.output
    }
    let part = shard.connection(read: 0, by: place, step)
    if step.inputs[0] == nil, settings.precision == .float32, shard.pixelBranches.isEmpty {
      return try pixels.asRows()
    }
    let images = pixels.values.dimensions[0]
    return try Connection(
      DataLayout(plain: [images, part.values.dimensions.dropFirst().reduce(1, *)], settings.precision),
      withSignal: part.signal != nil)
  }
}
