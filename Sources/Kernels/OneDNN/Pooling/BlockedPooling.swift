import CVectorLoops
import Tensors

/// Max pooling of 32-bit maps in blocks of 8 or 16, as the library's convolutions like them, near the memory's speed; the
/// library's own kernel takes several times as long.
///
/// Forward notes the position of each maximum in its window, the first of equal ones; backward adds each window's signal
/// where its maximum lay.
struct BlockedPooling: Pooling {
  let kernelNames: [LayerPass: String] = [.forward: "loops", .backwardData: "loops"]
  /// What it computes, in blocks as its input.
  let output: Connection
  private let input: Connection
  private let layout: (below: MapLayout, above: MapLayout)
  private let shape: pooled_plane
  private let batch: Int
  /// Where the maxima lie, in the output's order; none where nothing is carried back.
  private let positions: UnsafeMutablePointer<Int32>?
  /// What `positions` points to.
  private let owner: DataBuffer?

  /// Whether it can be used: for 32-bit maps in blocks of 8 or 16.
  static func fits(_ layout: DataLayout) -> Bool { layout.precision == .float32 && layout.blockSize != nil }

  /// Pooling of a connection's maps, `[batch, maps, height, width]`.
  init(_ window: WindowGeometry, from input: Connection) throws(OneDNNError) {
    let extents = input.values.dimensions
    let (height, width) = window.outputs(height: extents[2], width: extents[3])
    self.input = input
    output = try Connection(
      input.values.layout.resized(to: [extents[0], extents[1], height, width]),
      withSignal: input.signal != nil)
    layout = (MapLayout(input.values.layout), MapLayout(output.values.layout))
    batch = extents[0]
    shape = pooled_plane(
      height: Int32(extents[2]), width: Int32(extents[3]), kernel_rows: Int32(window.rows.kernel),
      kernel_columns: Int32(window.columns.kernel), row_stride: Int32(window.rows.stride),
      column_stride: Int32(window.columns.stride), top_pad: Int32(window.rows.padBefore),
      left_pad: Int32(window.columns.padBefore), output_height: Int32(height), output_width: Int32(width))
    // Numbers of the same width as the values.
    owner = input.signal == nil ? nil : try DataBuffer(output.values.layout)
    positions = owner?.bytes.assumingMemoryBound(to: Int32.self)
  }

  func forward() {
    let (below, above) = (layout.below, layout.above)
    let block = Int32(below.mapsPerPixel)
    var shape = shape
    for image in 0..<batch {
      for plane in 0..<below.planes {
        let source = input.values.bytes + (image * below.itemStride + plane * below.planeStride)
        for row in 0..<above.height {
          let offset = image * above.itemStride + plane * above.planeStride + row * above.rowStride
          f32_pool_row(
            source.assumingMemoryBound(to: Float.self), block, &shape, Int32(row),
            (output.values.bytes + offset).assumingMemoryBound(to: Float.self),
            positions.map { $0 + offset / MemoryLayout<Int32>.stride })
        }
      }
    }
  }

  func backward() {
    guard let positions, let signal = output.signal, let target = input.signal else { return }
    let (below, above) = (layout.below, layout.above)
    let block = Int32(below.mapsPerPixel)
    var shape = shape
    for image in 0..<batch {
      for plane in 0..<below.planes {
        let offset = image * above.itemStride + plane * above.planeStride
        let to = image * below.itemStride + plane * below.planeStride
        f32_unpool_plane(
          positions + offset / MemoryLayout<Int32>.stride,
          (signal.bytes + offset).assumingMemoryBound(to: Float.self), block, &shape,
          (target.bytes + to).assumingMemoryBound(to: Float.self))
      }
    }
  }
}
