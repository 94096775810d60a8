import Kernels
import Tensors

/// The layers before the first dense one, compiled for the windows of changed outputs instead of whole maps: a batch of
/// positions of the square at once, all of windows of one shape.
///
/// Each layer reads patches: the unoccluded values with the changed window of the layer below laid over them, and the
/// layer's padding around them where the patch reaches over the map's edge. The layer itself pads nothing.
package final class OcclusionWindows {
  /// The positions that can be computed at once.
  package let batch: Int
  private let rows: ChangedWindows
  private let columns: ChangedWindows
  private var steps: [Step] = []
  private let wholeMaps: DataBuffer
  private let wholeMapsGather: PatchGather
  private let wholeMapsReorder: Reorder
  private let plainMaps: DataBuffer

  /// A layer with a sliding window, and the layers that follow it value by value.
  private struct Step {
    let window: WindowGeometry
    let gather: PatchGather
    let stage: any Stage
    /// The layers that are computed, the windowed one first.
    var layerNames: [String]
    /// The normalizations that follow, and their names.
    var followers: [(name: String, stage: any Stage)] = []
    var output: Connection { (followers.last?.stage ?? stage).output }

    /// The values of one of the layers; those of a convolution are after its ReLU.
    func values(of layer: String) -> DataBuffer {
      let place = layerNames.firstIndex(of: layer) ?? 0
      let follower = followers.last { layerNames[...place].contains($0.name) }
      return (follower?.stage ?? stage).output.values
    }
  }

  /// Compiles the windows.
  ///
  /// - Parameters:
  ///   - graph: a chain of convolutions, ReLUs, poolings and normalizations that starts at the pixels.
  ///   - parameters: its weights and biases, among others'.
  ///   - base: where the unoccluded values will be.
  ///   - rows: the windows' rows, one level for each layer that has a sliding window.
  ///   - columns: their columns.
  ///   - batch: how many positions are computed at once.
  ///   - precision: the data type that the kernels multiply.
  ///   - other: windows of the same network for another thread, whose weights are shared.
  package init(
    _ graph: Graph, _ parameters: Parameters<Float>, base: OcclusionBase, rows: ChangedWindows,
    columns: ChangedWindows, batch: Int, precision: Precision, sharing other: OcclusionWindows? = nil
  ) throws {
    self.batch = batch
    self.rows = rows
    self.columns = columns
    var below = base.fill
    var belowName: String?
    for (index, layer) in graph.nodes.enumerated() {
      switch layer.operation {
      case .convolution, .maxPooling:
        let fusesReLU = layer.fanIn != nil && graph.fusedActivation(of: layer.name) != nil
        let step = try Self.step(
          layer, fusesReLU: fusesReLU, parameters, above: below, named: belowName, base: base,
          inputMaps: graph.inputShape(ofNodeAt: index)[0], batch: batch, precision: precision,
          extents: (rows.levels[steps.count].extent, columns.levels[steps.count].extent),
          sharing: (other?.steps[steps.count].stage as? ConvolutionStage)?.weights)
        steps.append(step)
      case .responseNormalization(let constants):
        precondition(!steps.isEmpty, "\(layer.name) follows no convolution")
        let place = steps.count - 1
        let stage = try NormalizationStage(steps[place].output, constants, for: .inference)
        steps[place].followers.append((layer.name, stage))
        steps[place].layerNames.append(layer.name)
      case .activation, .dropout:
        precondition(!steps.isEmpty, "\(layer.name) follows no convolution")
        steps[steps.count - 1].layerNames.append(layer.name)
      default:
        preconditionFailure("\(layer.name) has no windows")
      }
      below = steps[steps.count - 1].output.values
      belowName = layer.name
    }
    let shape = graph.outputShapes[graph.nodes.count - 1].dimensions
    wholeMaps = try DataBuffer(below.layout.resized(to: [batch] + shape))
    wholeMapsGather = try PatchGather(
      base: base.values(of: belowName, like: wholeMaps.layout), overlay: below, patches: wholeMaps,
      outside: .zero)
    plainMaps = try DataBuffer(DataLayout(plain: [batch] + shape))
    wholeMapsReorder = try Reorder(wholeMaps, plainMaps)
  }

  private static func step(
    _ layer: Node, fusesReLU: Bool, _ parameters: Parameters<Float>, above below: DataBuffer,
    named belowName: String?, base: OcclusionBase, inputMaps: Int, batch: Int, precision: Precision,
    extents: (Int, Int), sharing weights: LayerWeights?
  ) throws -> Step {
    guard let window = layer.operation.window else { preconditionFailure("\(layer.name) has no window") }
    let unpadded = window.unpadded
    let dimensions = [
      batch, inputMaps, (extents.0 - 1) * window.rows.stride + window.rows.kernel,
      (extents.1 - 1) * window.columns.stride + window.columns.kernel,
    ]
    let patches: Connection
    let stage: any Stage
    let outside: PatchGather.Outside
    if case .convolution(let geometry) = layer.operation {
      let unpadded = ConvolutionGeometry(
        inputs: geometry.inputs, outputs: geometry.outputs, window: unpadded, groups: geometry.groups)
      patches = try Connection(
        ConvolutionStage.sourceLayout(
          unpadded, dimensions: dimensions, fusesReLU: fusesReLU, precision: precision), withSignal: false)
      let weighted = try ConvolutionStage(
        unpadded, patches, dimensions: dimensions, fusesReLU: fusesReLU, for: .inference,
        precision: precision, outputPrecision: precision, sharing: weights)
      let pair = parameters[layer.name]
      pair.weights.withUnsafeBuffer { _ = weighted.weights.values.update(fromContentsOf: $0) }
      pair.biases.withUnsafeBuffer { _ = weighted.weights.biases.update(fromContentsOf: $0) }
      try weighted.weights.update()
      stage = weighted
      outside = .zero
    } else {
      patches = try Connection(below.layout.resized(to: dimensions), withSignal: false)
      stage = try PoolingStage(patches, dimensions: dimensions, window: unpadded, for: .inference)
      outside = .lowest
    }
    let gather = try PatchGather(
      base: base.values(of: belowName, like: patches.values.layout), overlay: below, patches: patches.values,
      outside: outside)
    return Step(
      window: window, gather: gather, stage: stage, layerNames: [layer.name])
  }

  /// Computes the changed windows of every layer for positions of the square, at most `batch`, given as their places
  /// among the windows' rows and columns.
  package func forward(_ positions: [(row: Int, column: Int)]) throws {
    for (level, step) in steps.enumerated() {
      try step.gather.run(
        places(of: positions, below: level) { row, column in
          (
            rows.levels[level].starts[row] * step.window.rows.stride - step.window.rows.padBefore,
            columns.levels[level].starts[column] * step.window.columns.stride - step.window.columns.padBefore
          )
        })
      try step.stage.forward()
      for follower in step.followers { try follower.stage.forward() }
    }
  }

  /// The rows and columns of the maps of a layer that are computed for a place of the square.
  package func window(
    of layer: String, at place: (row: Int, column: Int)
  ) -> (rows: Range<Int>, columns: Range<Int>) {
    let level = levelIndex(of: layer)
    return (rows.levels[level].range(place.row), columns.levels[level].range(place.column))
  }

  /// The sum of one map of a layer over the window of one item of the batch, after `forward`.
  package func sum(ofMap map: Int, of layer: String, item: Int) -> Double {
    let step = steps[levelIndex(of: layer)]
    return step.values(of: layer).sum(ofMap: map, item: item)
  }

  private func levelIndex(of layer: String) -> Int {
    guard let index = steps.firstIndex(where: { $0.layerNames.contains(layer) }) else {
      preconditionFailure("\(layer) is not among the layers with windows, \(steps.map(\.layerNames))")
    }
    return index
  }

  /// The last layer's whole maps after `forward`, `[batch, maps, height, width]` in plain order.
  package func maps(_ positions: [(row: Int, column: Int)]) throws -> UnsafeMutableBufferPointer<Float> {
    try wholeMapsGather.run(places(of: positions, below: steps.count) { _, _ in (0, 0) })
    try wholeMapsReorder.run()
    return plainMaps.floats
  }

  /// Patches at the given places, under what the level below has changed.
  private func places(
    of positions: [(row: Int, column: Int)], below level: Int,
    at place: (_ row: Int, _ column: Int) -> (Int, Int)
  ) -> [PatchPlace] {
    positions.enumerated().map { item, position in
      let (row, column) = place(position.row, position.column)
      if level == 0 {
        // The square itself: every position sees the one fill image through it.
        return PatchPlace(
          row: row, column: column, overlayItem: 0, overlayRow: 0, overlayColumn: 0,
          overlayRows: rows.pixels[position.row], overlayColumns: columns.pixels[position.column])
      }
      let (changedRows, changedColumns) = (
        rows.levels[level - 1].range(position.row), columns.levels[level - 1].range(position.column)
      )
      return PatchPlace(
        row: row, column: column, overlayItem: item, overlayRow: changedRows.lowerBound,
        overlayColumn: changedColumns.lowerBound, overlayRows: changedRows, overlayColumns: changedColumns)
    }
  }
}
