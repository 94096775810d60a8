import COneDNN
import Tensors

/// How oneDNN lays an array of 32-bit floats out in memory: plain, or in blocks of 16 maps as the kernels prefer.
package struct DataLayout {
  var descriptor: dnnl_memory_desc_t

  init(_ descriptor: dnnl_memory_desc_t) { self.descriptor = descriptor }

  /// Row-major, as a `Tensor` is.
  package init(plain dimensions: [Int]) throws(OneDNNError) {
    let tags = [
      dnnl_format_tag_undef, dnnl_a, dnnl_ab, dnnl_abc, dnnl_abcd, dnnl_abcde,
    ]
    try self.init(dimensions, tags[dimensions.count])
  }

  /// Left to the kernel to choose.
  init(free dimensions: [Int]) throws(OneDNNError) { try self.init(dimensions, dnnl_format_tag_any) }

  private init(_ dimensions: [Int], _ tag: dnnl_format_tag_t) throws(OneDNNError) {
    var descriptor = dnnl_memory_desc_t()
    var extents = dimensions.map { dnnl_dim_t($0) }
    try OneDNNError.check(
      dnnl_memory_desc_init_by_tag(&descriptor, Int32(dimensions.count), &extents, dnnl_f32, tag),
      "memory layout \(dimensions)")
    self.descriptor = descriptor
  }

  /// The bytes that an array of this layout takes, padding of the blocks included.
  package var byteCount: Int {
    var copy = descriptor
    return dnnl_memory_desc_get_size(&copy)
  }

  package func matches(_ other: DataLayout) -> Bool {
    var a = descriptor
    var b = other.descriptor
    return dnnl_memory_desc_equal(&a, &b) != 0
  }
}
