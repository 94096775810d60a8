/// Maps `[batch, maps, height, width]` in whatever layout a kernel chose, position by position: plain, all maps of a
/// position side by side, or in blocks of maps.
package struct MapView {
  private let base: UnsafeMutableRawPointer
  private let precision: Precision
  private let maps: Int
  private let layout: MapLayout

  /// The maps in a buffer, which must outlive the view.
  package init(_ buffer: DataBuffer) {
    layout = MapLayout(buffer.layout)
    base = buffer.bytes
    precision = buffer.layout.precision
    maps = buffer.dimensions[1]
  }

  /// The 32-bit values of a position from one map on, for as many maps as lie side by side.
  @inline(__always)
  func run(_ image: Int, _ channel: Int, _ row: Int, _ column: Int) -> UnsafeMutableBufferPointer<Float> {
    let block = layout.mapsPerPixel
    let depth = min(block - (block == 1 ? 0 : channel % block), maps - channel)
    let start = (base + layout.offset(item: image, channel: channel, row: row, column: column))
    return UnsafeMutableBufferPointer(start: start.assumingMemoryBound(to: Float.self), count: depth)
  }

  /// Writes one value to every map at the positions of an image that lie outside the given rows and columns.
  package func fill(image: Int, outsideRows rows: Range<Int>, columns: Range<Int>, with value: Float) {
    for (rows, columns) in [
      (0..<rows.lowerBound, 0..<layout.width), (rows.upperBound..<layout.height, 0..<layout.width),
      (rows, 0..<columns.lowerBound), (rows, columns.upperBound..<layout.width),
    ] where !rows.isEmpty && !columns.isEmpty {
      switch precision {
      case .float32: fill(image, rows, columns, value)
      case .bfloat16: fill(image, rows, columns, UInt16(value.bitPattern >> 16))
      }
    }
  }

  private func fill<Element: BitwiseCopyable>(
    _ image: Int, _ rows: Range<Int>, _ columns: Range<Int>, _ value: Element
  ) {
    let block = layout.mapsPerPixel
    for first in stride(from: 0, to: maps, by: block) {
      // What fills up the last block stays zero: the kernels count on it.
      let depth = min(block, maps - first)
      for row in rows {
        let start = base + layout.offset(item: image, channel: first, row: row, column: columns.lowerBound)
        let target = start.assumingMemoryBound(to: Element.self)
        // Plain loops: the standard library's own for repeated values is not specialized.
        for column in 0..<columns.count {
          for place in 0..<depth { target[column * block + place] = value }
        }
      }
    }
  }
}
