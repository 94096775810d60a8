import COneDNN
import Tensors

/// How oneDNN lays an array out in memory: the numbers' width, and their order, plain or as the kernels prefer.
package struct DataLayout {
  let description: LayoutDescription

  init(_ description: LayoutDescription) { self.description = description }

  /// Row-major, as a `Tensor` is.
  package init(plain dimensions: [Int], _ precision: Precision = .float32) throws(OneDNNError) {
    let tags = [
      dnnl_format_tag_undef, dnnl_a, dnnl_ab, dnnl_abc, dnnl_abcd, dnnl_abcde,
    ]
    try self.init(dimensions, tags[dimensions.count], precision)
  }

  /// `[batch, maps, height, width]` with the maps of a place side by side.
  package init(channelsLast dimensions: [Int], _ precision: Precision) throws(OneDNNError) {
    try self.init(dimensions, dnnl_acdb, precision)
  }

  /// `[batch, maps, height, width]` in planes of 8 or 16 maps, whose values lie side by side in a place.
  package init(blocksOf size: Int, _ dimensions: [Int], _ precision: Precision) throws(OneDNNError) {
    precondition(size == 8 || size == 16, "blocks of \(size) maps")
    try self.init(dimensions, size == 8 ? dnnl_aBcd8b : dnnl_aBcd16b, precision)
  }

  /// A bf16 matrix `[rows, columns]` as the matrix unit reads its right factor: blocks of 32 rows by 64 columns, two rows
  /// interleaved.
  init(interleavedRows dimensions: [Int]) throws(OneDNNError) {
    try self.init(dimensions, dnnl_BA16a64b2a, .bfloat16)
  }

  /// Axes of the given extents and strides, in numbers, over a part of another array.
  init(strided axes: [(extent: Int, stride: Int)], _ precision: Precision) throws(OneDNNError) {
    let extents = axes.map { dnnl_dim_t($0.extent) }
    let strides = axes.map { dnnl_dim_t($0.stride) }
    description = try LayoutDescription("memory layout \(axes)") {
      zfnet_dnnl_layout_create_strided($0, Int32(axes.count), extents, precision.dataType, strides)
    }
  }

  /// Left to the kernel to choose.
  init(free dimensions: [Int], _ precision: Precision) throws(OneDNNError) {
    try self.init(dimensions, dnnl_format_tag_any, precision)
  }

  private init(
    _ dimensions: [Int], _ tag: dnnl_format_tag_t, _ precision: Precision
  ) throws(OneDNNError) {
    let extents = dimensions.map { dnnl_dim_t($0) }
    description = try LayoutDescription("memory layout \(dimensions)") {
      zfnet_dnnl_layout_create($0, Int32(dimensions.count), extents, precision.dataType, tag)
    }
  }

  /// The bytes that an array of this layout takes, padding of the blocks included.
  package var byteCount: Int { description.byteCount }

  /// The numbers that an array of this layout holds, padding of the blocks included.
  package var elementCount: Int { byteCount / (precision == .bfloat16 ? 2 : 4) }

  /// The numbers from the first of an array of this layout to the last; between them may lie others', where it is a part of
  /// another array.
  var reach: Int {
    guard description.info.is_blocked, description.info.block_count == 0 else { return elementCount }
    return withUnsafeBytes(of: description.info.strides) { raw in
      let strides = raw.bindMemory(to: dnnl_dim_t.self)
      return 1 + zip(description.dimensions, strides).reduce(0) { $0 + ($1.0 - 1) * Int($1.1) }
    }
  }

  /// Whether it is `[batch, maps, height, width]` with the maps of a place side by side, without gaps.
  var isChannelsLast: Bool {
    let extents = description.dimensions
    guard extents.count == 4, let last = try? DataLayout(channelsLast: extents, precision)
    else { return false }
    return matches(last)
  }

  /// The data type of the numbers.
  package var precision: Precision { description.info.data_type == dnnl_bf16 ? .bfloat16 : .float32 }

  /// A plain matrix with its axes exchanged, in the same memory.
  func transposed() throws(OneDNNError) -> DataLayout {
    let (rows, columns) = (description.dimensions[0], description.dimensions[1])
    return try DataLayout(strided: [(columns, 1), (rows, columns)], precision)
  }

  /// The same order with another data type.
  func converted(to precision: Precision) -> DataLayout {
    do {
      return DataLayout(
        try LayoutDescription("layout in \(precision.rawValue)") {
          zfnet_dnnl_layout_create_converted($0, description.handle, precision.dataType)
        })
    } catch {
      preconditionFailure("\(error)")
    }
  }

  package func matches(_ other: DataLayout) -> Bool {
    zfnet_dnnl_layout_equal(description.handle, other.description.handle)
  }
}
