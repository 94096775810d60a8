import COneDNN

/// The library's description of a layout. It never changes, so that layouts may share it.
final class LayoutDescription: @unchecked Sendable {
  /// What the library's functions take; it lives as long as this object.
  let handle: OpaquePointer
  let info: zfnet_dnnl_layout_info
  let byteCount: Int

  /// Takes over what a function of the library makes.
  init(
    _ name: @autoclosure () -> String, _ make: (UnsafeMutablePointer<OpaquePointer?>) -> dnnl_status_t
  ) throws(OneDNNError) {
    var made: OpaquePointer?
    try OneDNNError.check(make(&made), name())
    handle = made!
    info = zfnet_dnnl_layout_get_info(handle)
    byteCount = zfnet_dnnl_layout_size(handle)
  }

  deinit { zfnet_dnnl_layout_destroy(handle) }

  /// The extents of the array.
  var dimensions: [Int] {
    withUnsafeBytes(of: info.extents) { raw in
      raw.bindMemory(to: dnnl_dim_t.self).prefix(Int(info.axis_count)).map { Int($0) }
    }
  }

  /// Memory of this layout, at an address or at none yet.
  func memory(at bytes: UnsafeMutableRawPointer?, _ name: @autoclosure () -> String) throws(OneDNNError)
    -> dnnl_memory_t
  {
    var memory: dnnl_memory_t?
    try OneDNNError.check(
      zfnet_dnnl_memory_create(&memory, handle, ComputeDevice.shared.engine, bytes), name())
    return memory!
  }
}
