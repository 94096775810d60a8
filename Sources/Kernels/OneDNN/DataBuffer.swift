import COneDNN
import Foundation
import Tensors

/// An array in memory that oneDNN computes with, in a layout of its choosing, aligned to 64 bytes.
package final class DataBuffer {
  package let layout: DataLayout
  let memory: dnnl_memory_t
  private let bytes: UnsafeMutableRawPointer

  package init(_ layout: DataLayout) throws(OneDNNError) {
    self.layout = layout
    let count = max(layout.byteCount, 64)
    bytes = UnsafeMutableRawPointer.allocate(byteCount: count, alignment: 64)
    memset(bytes, 0, count)
    var memory: dnnl_memory_t?
    var descriptor = layout.descriptor
    try OneDNNError.check(
      dnnl_memory_create(&memory, &descriptor, ComputeDevice.shared.engine, bytes), "memory of \(count) bytes"
    )
    self.memory = memory!
  }

  deinit {
    dnnl_memory_destroy(memory)
    bytes.deallocate()
  }

  /// All floats of the buffer in its own order, the blocks' padding included.
  package var floats: UnsafeMutableBufferPointer<Float> {
    let count = layout.byteCount / MemoryLayout<Float>.stride
    return UnsafeMutableBufferPointer(start: bytes.assumingMemoryBound(to: Float.self), count: count)
  }

  /// The extents of the array.
  package var dimensions: [Int] {
    let extents = layout.descriptor.dims
    return withUnsafeBytes(of: extents) { raw in
      let all = raw.bindMemory(to: dnnl_dim_t.self)
      return (0..<Int(layout.descriptor.ndims)).map { Int(all[$0]) }
    }
  }

  /// Overwrites everything with zeros.
  package func clear() { memset(bytes, 0, layout.byteCount) }
}
