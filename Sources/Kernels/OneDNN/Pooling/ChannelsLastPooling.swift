import CVectorLoops
import Foundation
import Tensors

/// Max pooling of channels-last bf16 maps near the memory's speed, which the library's kernel for this layout is far from.
///
/// Forward notes the position of each maximum in its window, the first of equal ones; backward gathers for each value
/// below the signals of the windows that chose it, in 32 bits, and rounds once. A negative zero counts as less than zero.
struct ChannelsLastPooling: Pooling {
  let kernelNames: [LayerPass: String] = [.forward: "loops", .backwardData: "loops"]
  private let rows: PoolingRows
  private let batch: Int
  /// What `rows` points to.
  private let owners: [DataBuffer]

  /// Whether it can be used: for channels-last bf16, square maps and windows.
  static func fits(_ layout: DataLayout, _ window: WindowGeometry, over dimensions: [Int]) -> Bool {
    layout.precision == .bfloat16 && layout.isChannelsLast && window.isSquare
      && dimensions[2] == dimensions[3]
  }

  /// Pooling from one connection to another.
  init(_ window: WindowGeometry, from input: Connection, to output: Connection) throws(OneDNNError) {
    let extents = input.values.dimensions
    let switches = try DataBuffer(output.values.layout)
    batch = extents[0]
    rows = PoolingRows(
      window: window, side: extents[2], outputSide: output.values.dimensions[2], maps: extents[1],
      values: input.values.bfloats.baseAddress!, maxima: output.values.bfloats.baseAddress!,
      switches: switches.bfloats.baseAddress!, above: output.signal?.bfloats.baseAddress!,
      below: input.signal?.bfloats.baseAddress!)
    owners = [input.values, output.values, input.signal, output.signal, switches].compactMap { $0 }
  }

  func forward() {
    for row in 0..<batch * rows.outputSide { rows.pool(row) }
  }

  func backward() {
    guard rows.below != nil else { return }
    for row in 0..<batch * rows.side { rows.unpool(row) }
  }
}

/// The arrays of a channels-last pooling, and what is done to one row of one image.
private struct PoolingRows {
  let window: WindowGeometry
  let side: Int
  let outputSide: Int
  let maps: Int
  let values: UnsafeMutablePointer<UInt16>
  let maxima: UnsafeMutablePointer<UInt16>
  let switches: UnsafeMutablePointer<UInt16>
  let above: UnsafeMutablePointer<UInt16>?
  let below: UnsafeMutablePointer<UInt16>?

  /// One row of the output of one image.
  func pool(_ row: Int) {
    let (image, outputY) = (row / outputSide, row % outputSide)
    let top = outputY * window.stride - window.pad
    let rows = max(top, 0)..<min(top + window.kernel, side)
    for outputX in 0..<outputSide {
      let left = outputX * window.stride - window.pad
      let columns = max(left, 0)..<min(left + window.kernel, side)
      let target = (row * outputSide + outputX) * maps
      let start = values + ((image * side + rows.lowerBound) * side + columns.lowerBound) * maps
      bf16_pool_window(
        start, side * maps, maps, Int32(rows.count), Int32(columns.count),
        Int32((rows.lowerBound - top) * window.kernel + columns.lowerBound - left), Int32(window.kernel),
        Int32(maps), maxima + target, switches + target)
    }
  }

  /// One row of the signal below, of one image.
  func unpool(_ row: Int) {
    guard let above, let below else { return }
    let (image, y) = (row / side, row % side)
    let windowRows = windows(over: y)
    withUnsafeTemporaryAllocation(of: Float.self, capacity: maps) { sums in
      for x in 0..<side {
        sums.update(repeating: 0)
        let windowColumns = windows(over: x)
        for windowY in windowRows {
          let positionY = (y + window.pad - windowY * window.stride) * window.kernel
          for windowX in windowColumns {
            let position = UInt16(truncatingIfNeeded: positionY + x + window.pad - windowX * window.stride)
            let from = ((image * outputSide + windowY) * outputSide + windowX) * maps
            bf16_add_where(switches + from, above + from, position, Int32(maps), sums.baseAddress!)
          }
        }
        bf16_round(sums.baseAddress!, maps, below + (row * side + x) * maps)
      }
    }
  }

  /// The windows that cover a row or column.
  private func windows(over place: Int) -> Range<Int> {
    let reach = place + window.pad
    let first = reach < window.kernel ? 0 : (reach - window.kernel) / window.stride + 1
    return first..<max(first, min(reach / window.stride + 1, outputSide))
  }
}
