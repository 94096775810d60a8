import Kernels
import Networks
import Tensors

/// Occlusion maps by computing only what the square changes.
///
/// A square changes a cone of activations: a window of each layer's maps, which grows from layer to layer. The engine
/// computes the unoccluded image once, and for each place of the square only those windows, many places at a time
/// (the idea of Nakandala et al., "Incremental and approximate inference for faster occlusion-based deep CNN
/// explanations", SIGMOD 2019). The result is that of a full evaluation of every occluded image, to rounding:
/// `FullOcclusion` is that evaluation, and a test holds the two together.
///
/// Made once for a network and a square, and used for any number of images, from one thread at a time. Failures of
/// oneDNN are thrown as `OneDNNError`.
public final class OcclusionEngine {
  /// The square and its places.
  public let occlusion: Occlusion
  /// What the network computes.
  public let graph: Graph
  /// The node whose strongest channel is watched.
  public let layer: String

  private let way: Way

  /// How maps are computed.
  private enum Way {
    case windows(Windows)
    case wholeImages(FullOcclusion)
  }

  /// Window by window.
  private struct Windows {
    let base: OcclusionBase
    let windows: OcclusionWindows
    let head: NetworkEngine?
    let rows: [Range<Int>]
    let columns: [Range<Int>]
  }

  /// Whether only what the square changes is computed. Networks that branch before their values lose their place in the
  /// image, or pool by means there, are evaluated as a whole for every place of the square.
  public var isIncremental: Bool {
    switch way {
    case .windows: true
    case .wholeImages: false
    }
  }

  /// Compiles a network for a square.
  ///
  /// - Parameters:
  ///   - layer: the layer whose strongest map is watched, before the first dense layer; `conv5` in the paper. Its values
  ///     are those after the ReLU.
  ///   - includingLogits: whether probabilities and labels are computed; without them everything above the watched
  ///     layer is left out.
  ///   - precision: the data type that the kernels multiply.
  ///   - batch: how many places are computed at once, at most.
  /// - Throws: `OneDNNError` where a primitive cannot be made.
  public init(
    _ graph: Graph, _ parameters: Parameters<Float>, occlusion: Occlusion,
    watching layer: String, includingLogits: Bool = true, precision: Precision = .float32, batch: Int = 25
  ) throws {
    self.occlusion = occlusion
    self.graph = graph
    self.layer = layer
    guard let split = graph.split(watching: layer, includingLogits: includingLogits) else {
      way = .wholeImages(
        try FullOcclusion(
          graph, parameters, occlusion: occlusion, watching: layer, includingLogits: includingLogits,
          precision: precision, batch: batch))
      return
    }
    let rows = occlusion.ranges(along: graph.inputShape[1])
    let columns = occlusion.ranges(along: graph.inputShape[2])
    let trunk = try NetworkEngine(split.trunk, batch: 1, for: .inference, precision: precision)
    try trunk.load(parameters)
    let base = try OcclusionBase(trunk)
    let sliding = split.trunk.nodes.compactMap(\.operation.window)
    let windows = try OcclusionWindows(
      split.trunk, parameters, base: base,
      rows: ChangedWindows(pixels: rows, through: sliding.map(\.rows), length: graph.inputShape[1]),
      columns: ChangedWindows(pixels: columns, through: sliding.map(\.columns), length: graph.inputShape[2]),
      batch: Self.evenBatch(rows.count * columns.count, atMost: batch), precision: precision)
    var head: NetworkEngine?
    if let headGraph = split.head {
      let engine = try NetworkEngine(
        headGraph, batch: Self.evenBatch(rows.count * columns.count + 1, atMost: 640), for: .inference,
        precision: precision)
      try engine.load(parameters)
      head = engine
    }
    way = .windows(Windows(base: base, windows: windows, head: head, rows: rows, columns: columns))
  }

  /// The maps of one image.
  ///
  /// - Parameters:
  ///   - image: as the network sees it, `[3, side, side]`.
  ///   - fill: what the square shows of it, of the same shape: `OcclusionFill.image(for:square:preprocessing:)`.
  ///   - classIndex: whose probability is wanted; nil is the most probable class of the unoccluded image.
  ///   - map: which map of the layer is watched; nil is the one with the largest summed activation in the unoccluded
  ///     image.
  /// - Throws: `OneDNNError` where a primitive fails.
  public func maps(
    of image: Tensor<Float>, fill: Tensor<Float>, class classIndex: Int? = nil, watching map: Int? = nil
  ) throws -> OcclusionMap {
    switch way {
    case .windows(let windows):
      return try maps(windows, image, fill, class: classIndex, watching: map)
    case .wholeImages(let full):
      return try full.maps(of: image, fill: fill, class: classIndex, watching: map)
    }
  }

  private func maps(
    _ way: Windows, _ image: Tensor<Float>, _ fill: Tensor<Float>, class classIndex: Int?,
    watching map: Int?
  ) throws -> OcclusionMap {
    let (base, rows, columns) = (way.base, way.rows, way.columns)
    try base.compute(image, fill: fill)
    let watched = WatchedChannel(activation: try base.activation(of: layer), channel: map)
    let count = rows.count * columns.count
    var record = OcclusionRecord(
      rows: rows, columns: columns, layer: layer, channel: watched.channel,
      responses: [Double](repeating: watched.total, count: count + 1))
    var features: Tensor<Float>?
    if way.head != nil {
      let outputs = try base.outputs()
      features = Tensor(zeros: Shape([count + 1, outputs.count]))
      features?.withUnsafeMutableBuffer { target in
        outputs.withUnsafeBuffer { _ = target[(count * outputs.count)...].update(fromContentsOf: $0) }
      }
    }
    try evaluate(way, watched, &record.responses, &features)
    if let features { record.logits = try logits(way, of: features) }
    return record.map(of: classIndex)
  }

  /// The responses at all places, row by row, and where features are wanted, the last maps before the dense layers.
  private func evaluate(
    _ way: Windows, _ watched: WatchedChannel, _ responses: inout [Double], _ features: inout Tensor<Float>?
  ) throws {
    let (windows, rows, columns) = (way.windows, way.rows, way.columns)
    let places = rows.indices.flatMap { row in columns.indices.map { (row: row, column: $0) } }
    for start in stride(from: 0, to: places.count, by: windows.batch) {
      let part = Array(places[start..<min(start + windows.batch, places.count)])
      try windows.forward(part)
      for (item, place) in part.enumerated() {
        let window = windows.window(of: layer, at: place)
        responses[start + item] =
          watched.sum(outside: window.rows, window.columns)
          + windows.sum(ofMap: watched.channel, of: layer, item: item)
      }
      guard features != nil else { continue }
      let maps = try windows.maps(part)
      let length = maps.count / windows.batch
      features?.withUnsafeMutableBuffer { target in
        _ = target[(start * length)...].update(fromContentsOf: maps[..<(part.count * length)])
      }
    }
  }

  /// The logits of all rows of features by the dense layers, one row after another.
  private func logits(_ way: Windows, of features: Tensor<Float>) throws -> [Float] {
    guard let head = way.head else { return [] }
    let count = features.shape[0]
    var logits: [Float] = []
    logits.reserveCapacity(count * graph.classes)
    for start in stride(from: 0, to: count, by: head.batch) {
      let part = start..<min(start + head.batch, count)
      head.setPixels(features.slice(part))
      logits += try head.forward()[..<(part.count * graph.classes)]
    }
    return logits
  }

  /// The size, at most `limit`, that leaves the least of the last of several equal batches empty.
  private static func evenBatch(_ count: Int, atMost limit: Int) -> Int {
    let batches = (count + limit - 1) / limit
    return (count + batches - 1) / batches
  }
}
