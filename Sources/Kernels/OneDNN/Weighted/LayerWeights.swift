import CVectorLoops
import Tensors

/// The weights and biases of one layer, which all shards of a batch read: plain, to be read and written, and in whatever
/// orders and data types the kernels want them.
package final class LayerWeights {
  /// The plain weights, in 32 bits.
  let plain: DataBuffer
  /// The biases, `[outputs]`; none where the layer has none.
  let plainBiases: DataBuffer?
  private var forms: [Form] = []

  /// Another form of the weights, by what it was asked for.
  private struct Form {
    let name: String
    let buffer: DataBuffer
    let updates: [any Work]
  }

  /// Weights of the given extents, all zero, and so many biases.
  package init(_ dimensions: [Int], biases: Int) throws(OneDNNError) {
    plain = try DataBuffer(DataLayout(plain: dimensions))
    plainBiases = biases > 0 ? try DataBuffer(DataLayout(plain: [biases])) : nil
  }

  /// The plain weights, for writing; run `updates` after that.
  package var values: UnsafeMutableBufferPointer<Float> { plain.floats }
  /// The biases, for writing; empty where there are none.
  package var biases: UnsafeMutableBufferPointer<Float> {
    plainBiases?.floats ?? UnsafeMutableBufferPointer(start: nil, count: 0)
  }

  /// What makes the other forms anew after the plain weights have changed. The pieces may run side by side.
  package var updates: [any Work] { forms.flatMap(\.updates) }

  /// Makes the other forms anew on the calling thread.
  package func update() throws(OneDNNError) {
    for update in updates { try update.run() }
  }

  /// The weights in a layout; one copy, however many ask for it.
  func values(in layout: DataLayout) throws(OneDNNError) -> DataBuffer {
    if layout.matches(plain.layout) { return plain }
    if let buffer = form("", layout) { return buffer }
    let buffer = try DataBuffer(layout)
    add("", buffer, updatedBy: [try Reorder(plain, buffer)])
    return buffer
  }

  /// The plain weights rounded to 16 bits.
  func rounded() throws(OneDNNError) -> DataBuffer {
    let buffer = try DataBuffer(plain.layout.converted(to: .bfloat16))
    let part = 1 << 18
    let starts = stride(from: 0, to: plain.floats.count, by: part)
    add("rounded", buffer, updatedBy: starts.map { Rounding(plain, buffer, from: $0, atMost: part) })
    return buffer
  }

  /// A form that `add` was given, under its name; none where there is none of this layout.
  func form(_ name: String, _ layout: DataLayout) -> DataBuffer? {
    forms.first { $0.name == name && $0.buffer.layout.matches(layout) }?.buffer
  }

  /// Takes over a form that is made of the plain weights by a rule of the caller's, under a name that stands for the rule.
  func add(_ name: String, _ buffer: DataBuffer, updatedBy updates: [any Work]) {
    forms.append(Form(name: name, buffer: buffer, updates: updates))
  }
}

/// The rounding of some weights to 16 bits.
private struct Rounding: Work {
  private let source: DataBuffer
  private let target: DataBuffer
  private let range: Range<Int>

  init(_ source: DataBuffer, _ target: DataBuffer, from start: Int, atMost count: Int) {
    self.source = source
    self.target = target
    range = start..<min(start + count, source.floats.count)
  }

  func run() {
    bf16_round(
      source.floats.baseAddress! + range.lowerBound, range.count,
      target.bfloats.baseAddress! + range.lowerBound)
  }
}
