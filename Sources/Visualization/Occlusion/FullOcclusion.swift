import Kernels
import Networks
import Tensors

/// Occlusion maps by the definition: every occluded image is made and evaluated in full.
///
/// It defines what `OcclusionEngine` computes faster.
public struct FullOcclusion {
  private let occlusion: Occlusion
  private let layer: String
  private let engine: NetworkEngine
  private let includesLogits: Bool

  /// A network, a square, and the layer whose strongest map is watched; `batch` images are evaluated at once.
  ///
  /// - Throws: `OneDNNError` where a primitive cannot be made.
  public init(
    _ graph: Graph, _ parameters: Parameters<Float>, occlusion: Occlusion,
    watching layer: String, includingLogits: Bool = true, precision: Precision = .float32, batch: Int = 32
  ) throws {
    self.occlusion = occlusion
    self.layer = layer
    includesLogits = includingLogits
    engine = try NetworkEngine(
      includingLogits ? graph : graph.prefix(through: graph.fusedActivation(of: layer)?.name ?? layer),
      batch: batch, for: .inference, precision: precision)
    try engine.load(parameters)
  }

  /// The maps of one image; the arguments are those of `OcclusionEngine.maps`.
  ///
  /// - Throws: `OneDNNError` where a primitive fails.
  public func maps(
    of image: Tensor<Float>, fill: Tensor<Float>, class classIndex: Int? = nil, watching map: Int? = nil
  ) throws -> OcclusionMap {
    let shape = image.shape
    let rows = occlusion.ranges(along: shape[1])
    let columns = occlusion.ranges(along: shape[2])
    var images = rows.flatMap { row in
      columns.map { column in Self.occluded(image, by: fill, rows: row, columns: column) }
    }
    images.append(image)

    engine.setPixels(image)
    try engine.forward()
    let unoccluded = try engine.activation(of: layer).slice(0..<1)
    let watched = WatchedChannel(activation: unoccluded, channel: map)
    var record = OcclusionRecord(
      rows: rows, columns: columns, layer: layer, channel: watched.channel, responses: [])
    for start in stride(from: 0, to: images.count, by: engine.batch) {
      let part = images[start..<min(start + engine.batch, images.count)]
      for (item, image) in part.enumerated() {
        image.withUnsafeBuffer {
          _ = engine.inputPixels[(item * shape.count)...].update(fromContentsOf: $0)
        }
      }
      let logits = try engine.forward()
      if includesLogits { record.logits += logits[..<(part.count * engine.graph.classes)] }
      let values = try engine.activation(of: layer)
      record.responses += (0..<part.count).map {
        WatchedChannel(activation: values.slice($0..<($0 + 1)), channel: watched.channel).total
      }
    }
    return record.map(of: classIndex)
  }

  /// An image with the fill showing through a rectangle.
  static func occluded(
    _ image: Tensor<Float>, by fill: Tensor<Float>, rows: Range<Int>, columns: Range<Int>
  ) -> Tensor<Float> {
    precondition(fill.shape == image.shape, "a fill of \(fill.shape) for an image of \(image.shape)")
    let (height, width) = (image.shape[1], image.shape[2])
    var result = image
    result.withUnsafeMutableBuffer { target in
      fill.withUnsafeBuffer { source in
        for channel in 0..<image.shape[0] {
          for y in rows {
            let row = (channel * height + y) * width
            for x in columns { target[row + x] = source[row + x] }
          }
        }
      }
    }
    return result
  }
}
