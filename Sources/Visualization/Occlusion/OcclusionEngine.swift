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
  /// The network's architecture.
  public let architecture: Architecture
  /// The layer whose strongest map is watched.
  public let layer: String

  private let base: OcclusionBase
  private let windows: OcclusionWindows
  private let head: NetworkEngine?
  private let rows: [Range<Int>]
  private let columns: [Range<Int>]

  /// Compiles a network for a square.
  ///
  /// - Parameters:
  ///   - layer: the layer whose strongest map is watched, below the first dense layer; `conv5` in the paper. Its values
  ///     are those after the ReLU.
  ///   - includingLogits: whether probabilities and labels are computed; without them everything above the watched
  ///     layer is left out.
  ///   - precision: the width of the numbers that the kernels multiply.
  ///   - batch: how many places are computed at once, at most.
  public init(
    _ architecture: Architecture, _ parameters: Parameters<Float>, occlusion: Occlusion,
    watching layer: String, includingLogits: Bool = true, precision: Precision = .float32, batch: Int = 25
  ) throws {
    self.occlusion = occlusion
    self.architecture = architecture
    self.layer = layer
    rows = occlusion.ranges(along: architecture.inputShape[1])
    columns = occlusion.ranges(along: architecture.inputShape[2])

    let (trunkArchitecture, headArchitecture) = architecture.split(
      watching: layer, includingLogits: includingLogits)
    let trunk = try NetworkEngine(trunkArchitecture, batch: 1, for: .inference, precision: precision)
    try trunk.load(parameters)
    base = try OcclusionBase(trunk)
    let sliding = trunkArchitecture.layers.compactMap(\.window)
    let rowWindows = ChangedWindows(pixels: rows, through: sliding, side: architecture.inputShape[1])
    let columnWindows = ChangedWindows(pixels: columns, through: sliding, side: architecture.inputShape[2])
    windows = try OcclusionWindows(
      trunkArchitecture, parameters, base: base, rows: rowWindows, columns: columnWindows,
      batch: Self.evenBatch(rows.count * columns.count, atMost: batch), precision: precision)
    if let headArchitecture {
      let head = try NetworkEngine(
        headArchitecture, batch: Self.evenBatch(rows.count * columns.count + 1, atMost: 640), for: .inference,
        precision: precision)
      try head.load(parameters)
      self.head = head
    } else {
      head = nil
    }
  }

  /// The maps of one image.
  ///
  /// - Parameters:
  ///   - image: as the network sees it, `[3, side, side]`.
  ///   - fill: what the square shows of it, of the same shape: `OcclusionFill.example(for:square:preprocessing:)`.
  ///   - classIndex: whose probability is wanted; nil is the most probable class of the unoccluded image.
  ///   - map: which map of the layer is watched; nil is the one with the largest summed activation in the unoccluded
  ///     image.
  public func maps(
    of image: Tensor<Float>, fill: Tensor<Float>, class classIndex: Int? = nil, watching map: Int? = nil
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

  /// The responses at all places, row by row, and where features are wanted, the last maps below the dense layers.
  private func evaluate(
    _ watched: WatchedChannel, _ responses: inout [Double], _ features: inout Tensor<Float>?
  ) throws {
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
  private func logits(of features: Tensor<Float>) throws -> [Float] {
    guard let head else { return [] }
    let count = features.shape[0]
    var logits: [Float] = []
    logits.reserveCapacity(count * architecture.classes)
    for start in stride(from: 0, to: count, by: head.batch) {
      let part = start..<min(start + head.batch, count)
      head.setPixels(features.slice(part))
      logits += try head.forward()[..<(part.count * architecture.classes)]
    }
    return logits
  }

  /// The size, at most `limit`, that leaves the least of the last of several equal batches empty.
  private static func evenBatch(_ count: Int, atMost limit: Int) -> Int {
    let batches = (count + limit - 1) / limit
    return (count + batches - 1) / batches
  }
}
