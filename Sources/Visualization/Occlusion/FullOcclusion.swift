import Kernels
import Networks
import Tensors

/// Occlusion maps by the definition: every occluded picture is made and evaluated in full.
///
/// It defines what `OcclusionEngine` computes faster.
public struct FullOcclusion {
  private let occlusion: Occlusion
  private let layer: String
  private let engine: NetworkEngine

  /// A network, a square, and the layer whose strongest map is watched; `batch` pictures are evaluated at once.
  public init(
    _ architecture: Architecture, _ parameters: Parameters<Float>, occlusion: Occlusion,
    watching layer: String, precision: Precision = .float32, batch: Int = 32
  ) throws {
    self.occlusion = occlusion
    self.layer = layer
    engine = try NetworkEngine(architecture, batch: batch, for: .inference, precision: precision)
    try engine.load(parameters)
  }

  /// The maps of one picture; the arguments are those of `OcclusionEngine.maps`.
  public func maps(
    of picture: Tensor<Float>, fill: Tensor<Float>, class classIndex: Int? = nil, watching map: Int? = nil
  ) throws -> OcclusionMap {
    let shape = picture.shape
    let rows = occlusion.ranges(along: shape[1])
    let columns = occlusion.ranges(along: shape[2])
    var pictures = rows.flatMap { row in
      columns.map { column in Self.occluded(picture, by: fill, rows: row, columns: column) }
    }
    pictures.append(picture)

    engine.setPixels(picture)
    try engine.forward()
    let unoccluded = try engine.activation(of: layer).slice(0..<1)
    let watched = WatchedMap(activation: unoccluded, map: map)
    var record = OcclusionRecord(
      rows: rows, columns: columns, layer: layer, map: watched.map, responses: [])
    for start in stride(from: 0, to: pictures.count, by: engine.batch) {
      let part = pictures[start..<min(start + engine.batch, pictures.count)]
      for (item, picture) in part.enumerated() {
        picture.withUnsafeBuffer {
          _ = engine.inputPixels[(item * shape.count)...].update(fromContentsOf: $0)
        }
      }
      let scores = try engine.forward()
      record.scores += scores[..<(part.count * engine.architecture.classes)]
      let values = try engine.activation(of: layer)
      record.responses += (0..<part.count).map {
        WatchedMap(activation: values.slice($0..<($0 + 1)), map: watched.map).total
      }
    }
    return record.map(of: classIndex)
  }

  /// A picture with the fill showing through a rectangle.
  static func occluded(
    _ picture: Tensor<Float>, by fill: Tensor<Float>, rows: Range<Int>, columns: Range<Int>
  ) -> Tensor<Float> {
    precondition(fill.shape == picture.shape, "a fill of \(fill.shape) for a picture of \(picture.shape)")
    let (height, width) = (picture.shape[1], picture.shape[2])
    var result = picture
    result.withUnsafeMutableBuffer { target in
      fill.withUnsafeBuffer { source in
        for channel in 0..<picture.shape[0] {
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
