import Kernels
import Networks
import Tensors

/// Occlusion maps by computing only what the square changes, for networks that are a chain up to where their values lose
/// their place in the image.
///
/// A square changes a cone of activations: a window of each layer's maps, which grows from layer to layer. The
/// unoccluded image is computed once, and for each place of the square only those windows, many places at a time
/// (the idea of Nakandala et al., "Incremental and approximate inference for faster occlusion-based deep CNN
/// explanations", SIGMOD 2019). The result is that of `FullOcclusion`, to rounding; a test holds the two together.
final class IncrementalOcclusion {
  private let layer: String
  private let classes: Int
  private let base: OcclusionBase
  /// The windows, one for each thread that may take part.
  private let windows: [OcclusionWindows]
  private let head: NetworkEngine?
  private let rows: [Range<Int>]
  private let columns: [Range<Int>]

  /// Compiles a network for a square; nil where the network is no such chain. The arguments are those of
  /// `OcclusionEngine.init`.
  ///
  /// - Throws: `OneDNNError` where a primitive cannot be made.
  init?(
    _ graph: Graph, _ parameters: Parameters<Float>, occlusion: Occlusion, watching layer: String,
    includingLogits: Bool, precision: Precision, batch: Int
  ) throws {
    guard let split = graph.split(watching: layer, includingLogits: includingLogits) else { return nil }
    self.layer = layer
    classes = graph.classes
    rows = occlusion.ranges(along: graph.inputShape[1])
    columns = occlusion.ranges(along: graph.inputShape[2])
    let trunk = try NetworkEngine(split.trunk, batch: 1, for: .inference, precision: precision)
    try trunk.load(parameters)
    base = try OcclusionBase(trunk)
    let sliding = split.trunk.nodes.compactMap(\.operation.window)
    let places = rows.count * columns.count
    let atOnce = Self.evenBatch(places, atMost: batch)
    var windows: [OcclusionWindows] = []
    for _ in 0..<min(ParallelLoop.threads, (places + atOnce - 1) / atOnce) {
      windows.append(
        try OcclusionWindows(
          split.trunk, parameters, base: base,
          rows: ChangedWindows(pixels: rows, through: sliding.map(\.rows), length: graph.inputShape[1]),
          columns: ChangedWindows(
            pixels: columns, through: sliding.map(\.columns), length: graph.inputShape[2]),
          batch: atOnce, precision: precision, sharing: windows.first))
    }
    self.windows = windows
    if let headGraph = split.head {
      let engine = try NetworkEngine(
        headGraph, batch: Self.evenBatch(rows.count * columns.count + 1, atMost: 640), for: .inference,
        precision: precision)
      try engine.load(parameters)
      head = engine
    } else {
      head = nil
    }
  }

  /// The maps of one image; the arguments are those of `OcclusionEngine.maps`.
  func maps(
    of image: Tensor<Float>, fill: Tensor<Float>, class classIndex: Int?, watching map: Int?
  ) throws -> OcclusionMap {
    try base.compute(image, fill: fill)
    let watched = WatchedChannel(activation: try base.activation(of: layer), channel: map)
    let count = rows.count * columns.count
    var record = OcclusionRecord(
      rows: rows, columns: columns, layer: layer, channel: watched.channel,
      responses: [Double](repeating: watched.total, count: count + 1))
    var features: Tensor<Float>?
    if head != nil {
      let outputs = try base.outputs()
      features = Tensor(zeros: Shape([count + 1, outputs.count]))
      features?.withUnsafeMutableBuffer { target in
        outputs.withUnsafeBuffer { _ = target[(count * outputs.count)...].update(fromContentsOf: $0) }
      }
    }
    try evaluate(watched, &record.responses, &features)
    if let features { record.logits = try logits(of: features) }
    return record.map(of: classIndex)
  }

  /// The responses at all places, row by row, and where features are wanted, the last maps before the dense layers.
  private func evaluate(
    _ watched: WatchedChannel, _ responses: inout [Double], _ features: inout Tensor<Float>?
  ) throws {
    let places = rows.indices.flatMap { row in columns.indices.map { (row: row, column: $0) } }
    let atOnce = windows[0].batch
    let starts = Array(stride(from: 0, to: places.count, by: atOnce))
    let length = features.map { $0.count / $0.shape[0] } ?? 0
    nonisolated(unsafe) let (windows, layer) = (windows, layer)
    try responses.withUnsafeMutableBufferPointer { responses in
      // Each batch of places writes its own responses and rows alone.
      nonisolated(unsafe) let responses = responses
      nonisolated(unsafe) let rows = features?.withUnsafeMutableBuffer { $0 }
      try ParallelLoop.run(starts.count, atMost: windows.count) { (worker, index) throws(any Error) in
        let (windows, start) = (windows[worker], starts[index])
        let part = Array(places[start..<min(start + atOnce, places.count)])
        try windows.forward(part)
        for (item, place) in part.enumerated() {
          let window = windows.window(of: layer, at: place)
          responses[start + item] =
            watched.sum(outside: window.rows, window.columns)
            + windows.sum(ofMap: watched.channel, of: layer, item: item)
        }
        guard let rows else { return }
        let maps = try windows.maps(part)
        _ = rows[(start * length)...].update(fromContentsOf: maps[..<(part.count * length)])
      }
    }
  }

  /// The logits of all rows of features by the dense layers, one row after another.
  private func logits(of features: Tensor<Float>) throws -> [Float] {
    guard let head else { return [] }
    let count = features.shape[0]
    var logits: [Float] = []
    logits.reserveCapacity(count * classes)
    for start in stride(from: 0, to: count, by: head.batch) {
      let part = start..<min(start + head.batch, count)
      head.setPixels(features.slice(part))
      logits += try head.forward()[..<(part.count * classes)]
    }
    return logits
  }

  /// The size, at most `limit`, that leaves the least of the last of several equal batches empty.
  private static func evenBatch(_ count: Int, atMost limit: Int) -> Int {
    let batches = (count + limit - 1) / limit
    return (count + batches - 1) / batches
  }
}
