import COneDNN
import Foundation
import Tensors

/// An array in memory that oneDNN computes with, in a layout of its choosing, aligned to 64 bytes.
package final class DataBuffer {
  package let layout: DataLayout
  let memory: dnnl_memory_t
  let bytes: UnsafeMutableRawPointer
  /// The buffer whose memory this one lies in, where it has none of its own.
  private let owner: DataBuffer?

  package init(_ layout: DataLayout) throws(OneDNNError) {
    self.layout = layout
    let count = max(layout.byteCount, 64)
    bytes = UnsafeMutableRawPointer.allocate(byteCount: count, alignment: 64)
    owner = nil
    memset(bytes, 0, count)
    memory = try layout.description.memory(at: bytes, "memory of \(count) bytes")
  }

  /// A part of another buffer, from one of its numbers on.
  init(_ layout: DataLayout, within owner: DataBuffer, fromElement start: Int) throws(OneDNNError) {
    let offset = start * (owner.layout.precision == .bfloat16 ? 2 : 4)
    precondition(offset + layout.byteCount <= owner.layout.byteCount, "a part beyond its buffer")
    self.layout = layout
    self.owner = owner
    bytes = owner.bytes + offset
    memory = try layout.description.memory(at: bytes, "part of a buffer")
  }

  deinit {
    dnnl_memory_destroy(memory)
    if owner == nil { bytes.deallocate() }
  }

  /// All floats of the buffer in its own order, the blocks' padding included.
  package var floats: UnsafeMutableBufferPointer<Float> {
    precondition(layout.precision == .float32, "another data type")
    let count = layout.byteCount / MemoryLayout<Float>.stride
    return UnsafeMutableBufferPointer(start: bytes.assumingMemoryBound(to: Float.self), count: count)
  }

  /// All numbers of a bf16 buffer in its own order, as the upper 16 bits of floats.
  package var bfloats: UnsafeMutableBufferPointer<UInt16> {
    precondition(layout.precision == .bfloat16, "another data type")
    let count = layout.byteCount / MemoryLayout<UInt16>.stride
    return UnsafeMutableBufferPointer(start: bytes.assumingMemoryBound(to: UInt16.self), count: count)
  }

  /// The extents of the array.
  package var dimensions: [Int] { layout.description.dimensions }
}
