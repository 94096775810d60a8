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
    // Some of the library's kernels read whole vectors past the end of a last row, and multiply what they find by zero.
    let count = layout.byteCount + 64
    bytes = UnsafeMutableRawPointer.allocate(byteCount: count, alignment: 64)
    owner = nil
    memset(bytes, 0, count)
    memory = try layout.description.memory(at: bytes, "memory of \(count) bytes")
  }

  /// A part of another buffer, from one of its numbers on.
  init(_ layout: DataLayout, within owner: DataBuffer, fromElement start: Int) throws(OneDNNError) {
    let offset = start * (owner.layout.precision == .bfloat16 ? 2 : 4)
    precondition(
      start + layout.reach <= owner.layout.elementCount, "a part beyond its buffer")
    self.layout = layout
    self.owner = owner
    bytes = owner.bytes + offset
    memory = try layout.description.memory(at: bytes, "part of a buffer")
  }

  /// Some images' part of a plain array `[batch, …]`, in the same memory.
  package func images(_ images: Range<Int>) throws(OneDNNError) -> DataBuffer {
    let rest = Array(dimensions.dropFirst())
    return try DataBuffer(
      DataLayout(plain: [images.count] + rest, layout.precision), within: self,
      fromElement: images.lowerBound * rest.reduce(1, *))
  }

  /// The bytes of some images' part of a plain array `[batch, …]`.
  package func bytes(ofImages images: Range<Int>) -> UnsafeMutableRawBufferPointer {
    let image = layout.byteCount / dimensions[0]
    return UnsafeMutableRawBufferPointer(
      start: bytes + images.lowerBound * image, count: images.count * image)
  }

  /// A plain array with other extents, in the same memory.
  func viewed(as dimensions: [Int]) throws(OneDNNError) -> DataBuffer {
    try DataBuffer(DataLayout(plain: dimensions, layout.precision), within: self, fromElement: 0)
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
