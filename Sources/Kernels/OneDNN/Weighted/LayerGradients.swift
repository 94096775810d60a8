import Tensors

/// The gradients of one layer's weights and biases: what the shards of a batch add to them, summed in the shards' order, so
/// that the bits do not depend on which thread did which shard.
package final class LayerGradients {
  private let terms: [ShardGradient]
  /// The sums in the kernels' own order.
  private let sums: DataBuffer
  private let biasSums: DataBuffer?
  private let plain: DataBuffer
  private let plainBiases: DataBuffer?
  private let delivery: (any Work)?

  /// The gradients of weights to which the given shards contribute.
  package init(_ terms: [ShardGradient], of weights: LayerWeights) throws(OneDNNError) {
    self.terms = terms
    let first = terms[0]
    plain = try DataBuffer(weights.plain.layout)
    plainBiases = if let biases = weights.plainBiases { try DataBuffer(biases.layout) } else { nil }
    if let order = first.order {
      sums = try DataBuffer(first.weights.layout)
      delivery = try order.delivery(of: sums, to: plain, biases: plainBiases)
    } else {
      sums = plain
      delivery = nil
    }
    biasSums = first.biases == nil ? nil : plainBiases
  }

  /// The weights' gradient, plain, after all `parts` were added and delivered.
  package var weights: UnsafeMutableBufferPointer<Float> { plain.floats }
  /// The biases' gradient, likewise; empty where there are none.
  package var biases: UnsafeMutableBufferPointer<Float> {
    plainBiases?.floats ?? UnsafeMutableBufferPointer(start: nil, count: 0)
  }

  /// Numbers that are added up at a time: they stay in the nearest cache.
  private static let part = 1 << 12
  /// How many pieces of work the sum is divided into; the biases are the last, where they have a sum of their own.
  package var parts: Int { weightParts + (biasSums == nil ? 0 : 1) }
  private var weightParts: Int { (sums.floats.count + Self.part - 1) / Self.part }

  /// Adds one piece up. Different pieces may run side by side.
  ///
  /// - Parameter isContinued: whether these shards follow others whose sum stands there already.
  package func add(part index: Int, isContinued: Bool = false) {
    let start = index * Self.part
    guard start < sums.floats.count else {
      if let biasSums {
        Self.add(
          terms.map { $0.biases!.floats }, to: biasSums.floats, 0..<biasSums.floats.count, isContinued)
      }
      return
    }
    Self.add(
      terms.map(\.weights.floats), to: sums.floats, start..<min(start + Self.part, sums.floats.count),
      isContinued)
  }

  /// The pieces by what is sent to another process at a time: some that lie side by side in memory.
  package var slices: [Range<Int>] {
    let length = 16
    let weights = stride(from: 0, to: weightParts, by: length).map { $0..<min($0 + length, weightParts) }
    return biasSums == nil ? weights : weights + [weightParts..<parts]
  }

  /// Where the sums of the pieces of a slice stand.
  package func bytes(of slice: Range<Int>) -> UnsafeMutableRawBufferPointer {
    let (start, all) = (slice.lowerBound * Self.part, sums.floats)
    if start >= all.count, let biasSums { return UnsafeMutableRawBufferPointer(biasSums.floats) }
    let end = min(slice.upperBound * Self.part, all.count)
    return UnsafeMutableRawBufferPointer(UnsafeMutableBufferPointer(rebasing: all[start..<end]))
  }

  /// Brings the sums into plain order.
  package func deliver() throws(OneDNNError) { try delivery?.run() }

  private static func add(
    _ terms: [UnsafeMutableBufferPointer<Float>], to sums: UnsafeMutableBufferPointer<Float>,
    _ range: Range<Int>, _ isContinued: Bool
  ) {
    let (target, count) = (sums.baseAddress! + range.lowerBound, range.count)
    if !isContinued { target.update(from: terms[0].baseAddress! + range.lowerBound, count: count) }
    for term in terms.dropFirst(isContinued ? 0 : 1) {
      let source = term.baseAddress! + range.lowerBound
      for index in 0..<count { target[index] += source[index] }
    }
  }
}

/// What one shard of a batch adds to a layer's gradients, in the order that the kernel writes it in.
package struct ShardGradient {
  /// The weights' part, 32 bits wide.
  let weights: DataBuffer
  /// The biases' part; none where the layer has none, or where it is among `weights`.
  let biases: DataBuffer?
  /// The kernel's order; none where it is plain.
  let order: (any GradientOrder)?
}

/// An order other than plain in which a kernel writes gradients.
protocol GradientOrder {
  /// What brings sums in this order to the plain weights and biases; the biases alone may have their place already.
  func delivery(
    of sums: DataBuffer, to weights: DataBuffer, biases: DataBuffer?
  ) throws(OneDNNError) -> any Work
}
