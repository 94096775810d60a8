import COneDNN

/// Maps `[batch, maps, height, width]` in whatever layout a kernel chose, position by position: plain, all maps of a
/// position side by side, or in blocks of maps. The layout is read from oneDNN's description of it.
package struct MapView {
  private let base: UnsafeMutableRawPointer
  private let precision: Precision
  private let maps: Int
  private let height: Int
  private let width: Int
  /// How many maps of one position lie side by side.
  private let block: Int
  private let batchStride: Int
  private let blockStride: Int
  private let rowStride: Int
  private let columnStride: Int

  /// The maps in a buffer, which must outlive the view.
  package init(_ buffer: DataBuffer) {
    let descriptor = buffer.layout.descriptor
    let blocking = descriptor.format_desc.blocking
    let strides = withUnsafeBytes(of: blocking.strides) { Array($0.bindMemory(to: dnnl_dim_t.self)) }
    let extents = buffer.dimensions
    precondition(
      extents.count == 4 && descriptor.format_kind == dnnl_blocked
        && (blocking.inner_nblks == 0 || (blocking.inner_nblks == 1 && blocking.inner_idxs.0 == 1)),
      "maps \(extents) in a layout that is blocked in more than the maps")
    precision = buffer.layout.precision
    let first = Int(descriptor.offset0)
    base =
      switch precision {
      case .float32: UnsafeMutableRawPointer(buffer.floats.baseAddress! + first)
      case .bfloat16: UnsafeMutableRawPointer(buffer.halves.baseAddress! + first)
      }
    (maps, height, width) = (extents[1], extents[2], extents[3])
    if blocking.inner_nblks == 1 {
      block = Int(blocking.inner_blks.0)
    } else {
      block = strides[1] == 1 ? extents[1] : 1
    }
    batchStride = Int(strides[0])
    blockStride = Int(strides[1])
    rowStride = Int(strides[2])
    columnStride = Int(strides[3])
  }

  /// The 32-bit values of a position from one map on, for as many maps as lie side by side.
  @inline(__always)
  func run(_ picture: Int, _ map: Int, _ row: Int, _ column: Int) -> UnsafeMutableBufferPointer<Float> {
    let depth = min(block - (block == 1 ? 0 : map % block), maps - map)
    let values = base.assumingMemoryBound(to: Float.self)
    return UnsafeMutableBufferPointer(start: values + offset(picture, map, row, column), count: depth)
  }

  /// Writes one value to every map at the positions of a picture that lie outside the given rows and columns.
  package func fill(picture: Int, outsideRows rows: Range<Int>, columns: Range<Int>, with value: Float) {
    for (rows, columns) in [
      (0..<rows.lowerBound, 0..<width), (rows.upperBound..<height, 0..<width),
      (rows, 0..<columns.lowerBound), (rows, columns.upperBound..<width),
    ] where !rows.isEmpty && !columns.isEmpty {
      switch precision {
      case .float32: fill(picture, rows, columns, value)
      case .bfloat16: fill(picture, rows, columns, UInt16(value.bitPattern >> 16))
      }
    }
  }

  private func fill<Element: BitwiseCopyable>(
    _ picture: Int, _ rows: Range<Int>, _ columns: Range<Int>, _ value: Element
  ) {
    let base = base.assumingMemoryBound(to: Element.self)
    for first in stride(from: 0, to: maps, by: block) {
      let depth = min(block, maps - first)
      for row in rows {
        var target = base + offset(picture, first, row, columns.lowerBound)
        // Plain loops: the standard library's own for repeated values is not specialised.
        if depth == columnStride {
          for place in 0..<depth * columns.count { target[place] = value }
        } else {
          for _ in columns {
            for place in 0..<depth { target[place] = value }
            target += columnStride
          }
        }
      }
    }
  }

  @inline(__always)
  private func offset(_ picture: Int, _ map: Int, _ row: Int, _ column: Int) -> Int {
    let (outer, inner) = block == 1 ? (map, 0) : map.quotientAndRemainder(dividingBy: block)
    return picture * batchStride + outer * blockStride + row * rowStride + column * columnStride + inner
  }
}
