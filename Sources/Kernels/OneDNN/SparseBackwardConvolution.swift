import CVectorLoops
import Tensors

/// A convolution's data gradient, the deconvnet's transposed filtering, for a signal that is zero nearly everywhere: one
/// that comes out of an unpooling and a rectification. Each value other than zero adds its filter, scaled, to the
/// positions below it; nothing is spent on the zeros.
///
/// Sums are taken in another order than the dense kernel's, always the same one.
package final class SparseBackwardConvolution {
  private let geometry: ConvolutionGeometry
  /// The signals in 32 bits, and how they get there from another data type.
  private let signal: DataBuffer
  private let widening: Reorder?
  private let below: DataBuffer
  private let narrowing: Reorder?
  /// Maps below, of one group.
  private let depth: Int
  /// Numbers in a row of a filter, all its maps side by side, filled up to whole vectors.
  private let filterRow: Int
  /// Filters `[outputs, kernel, filterRow]`.
  private var filters: Tensor<Float>
  private let rows: Int
  private let columns: Int
  private let sumRow: Int
  /// What the filters add up to, row by row and all maps of a position side by side; one a thread.
  private var sums: [DataBuffer] = []

  /// For a convolution whose signals stand in the given buffers, both `[batch, maps, side, side]`.
  /// The window must be square.
  package init(
    _ geometry: ConvolutionGeometry, signal: DataBuffer, below: DataBuffer
  ) throws(OneDNNError) {
    self.geometry = geometry
    if signal.layout.precision == .float32 {
      self.signal = signal
      widening = nil
    } else {
      let wide = try DataBuffer(signal.layout.converted(to: .float32))
      self.signal = wide
      widening = try Reorder(signal, wide)
    }
    if below.layout.precision == .float32 {
      self.below = below
      narrowing = nil
    } else {
      let wide = try DataBuffer(below.layout.converted(to: .float32))
      self.below = wide
      narrowing = try Reorder(wide, below)
    }
    let window = geometry.window
    depth = geometry.inputs / geometry.groups
    filterRow = (window.kernel * depth + 15) / 16 * 16
    filters = Tensor(zeros: [geometry.outputs, window.kernel, filterRow])
    // Windows may reach beyond the map; what is summed there is cut off at the end. They may also stop short of it.
    rows = max((signal.dimensions[2] - 1) * window.stride + window.kernel, below.dimensions[2] + window.pad)
    columns = max(
      (signal.dimensions[3] - 1) * window.stride + window.kernel, below.dimensions[3] + window.pad)
    // The last filter's row of whole vectors fits in, too.
    sumRow = columns * depth + filterRow - window.kernel * depth
  }

  /// Takes the plain weights over, `[outputs, inputs / groups, kernel, kernel]`.
  package func load(_ weights: UnsafeMutableBufferPointer<Float>) {
    let kernel = geometry.window.kernel
    filters.withUnsafeMutableBuffer { filters in
      for (place, weight) in weights.enumerated() {
        let (line, column) = place.quotientAndRemainder(dividingBy: kernel)
        let (plane, row) = line.quotientAndRemainder(dividingBy: kernel)
        let (output, input) = plane.quotientAndRemainder(dividingBy: depth)
        filters[(output * kernel + row) * filterRow + column * depth + input] = weight
      }
    }
  }

  /// Carries the signal down.
  package func run() throws(OneDNNError) {
    try widening?.run()
    while sums.count < ParallelLoop.threads {
      sums.append(try DataBuffer(DataLayout(plain: [rows, sumRow])))
    }
    filters.withUnsafeBuffer { filters in
      let sparse = SparseSums(
        geometry: geometry, depth: depth, filterRow: filterRow, sumRow: sumRow, above: MapView(signal),
        aboveSides: (signal.dimensions[2], signal.dimensions[3]), below: MapView(below),
        belowSides: (below.dimensions[2], below.dimensions[3]), filters: filters.baseAddress!,
        sums: sums.map(\.floats))
      ParallelLoop.run(signal.dimensions[0] * geometry.groups) { thread, task in
        let (image, group) = task.quotientAndRemainder(dividingBy: sparse.geometry.groups)
        sparse.add(image, group, thread: thread)
        sparse.copy(image, group, thread: thread)
      }
    }
    try narrowing?.run()
  }
}

/// The arrays, and what is done for one image and group. Each thread adds up in memory of its own, and each image and
/// group has a part of the map below to itself.
private struct SparseSums: @unchecked Sendable {
  let geometry: ConvolutionGeometry
  let depth, filterRow, sumRow: Int
  let above: MapView
  let aboveSides: (height: Int, width: Int)
  let below: MapView
  let belowSides: (height: Int, width: Int)
  let filters: UnsafePointer<Float>
  let sums: [UnsafeMutableBufferPointer<Float>]

  /// Adds the filters of all values other than zero. As many maps at a time as have filters that stay in the cache.
  func add(_ image: Int, _ group: Int, thread: Int) {
    sums[thread].update(repeating: 0)
    let sums = sums[thread].baseAddress!
    let (kernel, stride) = (geometry.window.kernel, geometry.window.stride)
    let outputs = geometry.outputs / geometry.groups
    let filter = kernel * filterRow
    let atOnce = max(16, (1 << 18) / filter / 16 * 16)
    let end = (group + 1) * outputs
    var first = group * outputs
    while first < end {
      let last = min(first + atOnce, end)
      for y in 0..<aboveSides.height {
        for x in 0..<aboveSides.width {
          let place = sums + y * stride * sumRow + x * stride * depth
          var map = first
          while map < last {
            let values = above.run(image, map, y, x)
            f32_add_filters(
              values.baseAddress, Int32(min(values.count, last - map)), filters + map * filter, Int32(kernel),
              filterRow, place, sumRow)
            map += values.count
          }
        }
      }
      first = last
    }
  }

  /// Copies the sums that lie in the map to where the signal below is wanted.
  func copy(_ image: Int, _ group: Int, thread: Int) {
    let sums = sums[thread].baseAddress!
    let pad = geometry.window.pad
    for y in 0..<belowSides.height {
      for x in 0..<belowSides.width {
        let source = sums + (y + pad) * sumRow + (x + pad) * depth
        var input = 0
        while input < depth {
          let run = below.run(image, group * depth + input, y, x)
          let count = min(run.count, depth - input)
          run.baseAddress!.update(from: source + input, count: count)
          input += count
        }
      }
    }
  }
}
