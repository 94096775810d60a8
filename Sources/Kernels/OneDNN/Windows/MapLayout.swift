import COneDNN

/// Where the values of maps `[batch, maps, height, width]` lie in memory, learned from oneDNN's description.
///
/// All layouts that the kernels choose for maps are planes of pixels: one plane a map (NCHW), one plane for 16 maps, the
/// 16 values of a pixel side by side (nChw16c), or one plane for all of them (NHWC).
struct MapLayout: Equatable {
  /// Maps whose values lie side by side in a pixel.
  let mapsPerPixel: Int
  let planes: Int
  let height: Int
  let width: Int
  // In bytes.
  let pixelSize: Int
  let rowStride: Int
  let planeStride: Int
  let itemStride: Int

  init(_ layout: DataLayout) {
    let order = layout.description.info
    precondition(order.axis_count == 4 && order.is_blocked, "maps have four extents, not \(layout)")
    let elementSize = layout.precision == .bfloat16 ? 2 : 4
    let maps = Int(order.padded_extents.1)
    height = Int(order.extents.2)
    width = Int(order.extents.3)
    if order.block_count == 1 && order.block_axes.0 == 1 {
      mapsPerPixel = Int(order.block_sizes.0)
    } else {
      precondition(order.block_count == 0, "maps in nested blocks")
      mapsPerPixel = order.strides.1 == 1 && maps > 1 ? maps : 1
    }
    planes = maps / mapsPerPixel
    pixelSize = mapsPerPixel * elementSize
    rowStride = Int(order.strides.2) * elementSize
    planeStride = planes > 1 ? Int(order.strides.1) * elementSize : 0
    itemStride = Int(order.strides.0) * elementSize
    precondition(
      width == 1 || Int(order.strides.3) * elementSize == pixelSize, "pixels that do not lie side by side")
  }

  /// Where a value lies, in bytes from the first.
  @inline(__always)
  func offset(item: Int, channel: Int, row: Int, column: Int) -> Int {
    let (plane, inner) =
      mapsPerPixel == 1 ? (channel, 0) : channel.quotientAndRemainder(dividingBy: mapsPerPixel)
    return item * itemStride + plane * planeStride + row * rowStride + column * pixelSize
      + inner * (pixelSize / mapsPerPixel)
  }

  /// Whether a pixel holds the same values in the same order, so that pixels can be copied from one to the other.
  func hasPixels(like other: MapLayout) -> Bool {
    pixelSize == other.pixelSize && mapsPerPixel == other.mapsPerPixel && planes == other.planes
  }
}

extension DataLayout {
  /// How many maps' values lie side by side where maps come in blocks of 8 or 16; none in other orders.
  var blockSize: Int? {
    let info = description.info
    guard info.axis_count == 4, info.is_blocked, info.block_count == 1, info.block_axes.0 == 1,
      [8, 16].contains(info.block_sizes.0)
    else { return nil }
    return Int(info.block_sizes.0)
  }

  /// Maps of other extents in the same order: plain stays plain, blocks stay blocks.
  package func resized(to dimensions: [Int]) throws(OneDNNError) -> DataLayout {
    let isBlocked = description.info.block_count == 1
    switch MapLayout(self).mapsPerPixel {
    case 1: return try DataLayout(plain: dimensions, precision)
    case let size where isBlocked: return try DataLayout(blocksOf: size, dimensions, precision)
    default: return try DataLayout(channelsLast: dimensions, precision)
    }
  }
}
