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
  private let filters: DataBuffer
  private let filterRow: Int
  private let rows: Int
  private let columns: Int
  private let sumRow: Int
  /// What the filters add up to, row by row and all maps of a position side by side.
  private let sums: DataBuffer

  /// For a convolution whose signals stand in the given buffers, both `[batch, maps, side, side]`.
  package init(
    _ geometry: ConvolutionGeometry, _ weights: LayerWeights, signal: DataBuffer, below: DataBuffer
  ) throws(OneDNNError) {
    filters = try SparseFilters.of(weights, geometry)
    filterRow = SparseFilters.rowLength(geometry)
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
    // Windows may reach beyond the map; what is summed there is cut off at the end. They may also stop short of it.
    rows = max((signal.dimensions[2] - 1) * window.stride + window.kernel, below.dimensions[2] + window.pad)
    columns = max(
      (signal.dimensions[3] - 1) * window.stride + window.kernel, below.dimensions[3] + window.pad)
    // The last filter's row of whole vectors fits in, too.
    sumRow = columns * depth + filterRow - window.kernel * depth
    sums = try DataBuffer(DataLayout(plain: [rows, sumRow]))
  }

  /// Carries the signal down.
  package func run() throws(OneDNNError) {
    try widening?.run()
    let sparse = SparseSums(
      geometry: geometry, depth: depth, filterRow: filterRow, sumRow: sumRow, above: MapView(signal),
      aboveSides: (signal.dimensions[2], signal.dimensions[3]), below: MapView(below),
      belowSides: (below.dimensions[2], below.dimensions[3]), filters: filters.floats.baseAddress!,
      sums: sums.floats)
    for image in 0..<signal.dimensions[0] {
      for group in 0..<geometry.groups {
        sparse.add(image, group)
        sparse.copy(image, group)
      }
    }
    try narrowing?.run()
  }
}

/// Brings a convolution's weights into the order in which the sparse sum reads them, `[outputs, kernel, row]`, a row holding
/// all maps side by side, filled up to whole vectors.
private struct SparseFilters: Work {
  private let geometry: ConvolutionGeometry
  private let weights: DataBuffer
  private let filters: DataBuffer

  static func of(_ weights: LayerWeights, _ geometry: ConvolutionGeometry) throws(OneDNNError) -> DataBuffer {
    precondition(geometry.window.isSquare, "a window that is not square")
    let layout = try DataLayout(plain: [geometry.outputs, geometry.window.kernel, rowLength(geometry)])
    if let filters = weights.form("sparse", layout) { return filters }
    let filters = try DataBuffer(layout)
    let update = SparseFilters(geometry: geometry, weights: weights.plain, filters: filters)
    weights.add("sparse", filters, updatedBy: [update])
    return filters
  }

  static func rowLength(_ geometry: ConvolutionGeometry) -> Int {
    (geometry.window.kernel * (geometry.inputs / geometry.groups) + 15) / 16 * 16
  }

  func run() {
    let (kernel, depth) = (geometry.window.kernel, geometry.inputs / geometry.groups)
    let (rowLength, weights, filters) = (Self.rowLength(geometry), weights.floats, filters.floats)
    for place in weights.indices {
      let (line, column) = place.quotientAndRemainder(dividingBy: kernel)
      let (plane, row) = line.quotientAndRemainder(dividingBy: kernel)
      let (output, input) = plane.quotientAndRemainder(dividingBy: depth)
      filters[(output * kernel + row) * rowLength + column * depth + input] = weights[place]
    }
  }
}

extension SparseBackwardConvolution: DataGradient {
  var kernelName: String { "sparse loops" }

  /// Whether it takes the place of a kernel for dense signals too: of the library's reference loops, which it is many times
  /// faster than.
  static func replaces(_ kernelName: String, _ geometry: ConvolutionGeometry) -> Bool {
    kernelName.hasPrefix("ref") && geometry.window.isSquare
  }
}

/// The arrays, and what is done for one image and group.
private struct SparseSums {
  let geometry: ConvolutionGeometry
  let depth, filterRow, sumRow: Int
  let above: MapView
  let aboveSides: (height: Int, width: Int)
  let below: MapView
  let belowSides: (height: Int, width: Int)
  let filters: UnsafePointer<Float>
  let sums: UnsafeMutableBufferPointer<Float>

  /// Adds the filters of all values other than zero. As many maps at a time as have filters that stay in the cache.
  func add(_ image: Int, _ group: Int) {
    sums.update(repeating: 0)
    let sums = sums.baseAddress!
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
  func copy(_ image: Int, _ group: Int) {
    let sums = sums.baseAddress!
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
