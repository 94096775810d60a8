import Kernels
import MessagePassing

/// An engine that computes a part of each batch, while the engines of other processes compute the others.
///
/// Shards need nothing of each other. Before a dense layer's product its rows are gathered: of the values that it reads in the
/// forward pass, and of the signal above it in the backward pass; the products are then computed by all processes alike, since
/// none could have its part of the sums that the signal below is made of without all of the weights. The convolutions' gradients
/// are summed over the shards of all processes in their order. So the number of processes changes no bit.
extension NetworkEngine {
  /// How many shards a batch is divided into, and so how many processes can share it.
  ///
  /// - Parameter shardImages: images in a shard at most, as long as 64 shards are enough.
  public static func shardCount(batch: Int, shardImages: Int) -> Int {
    BatchDivision(batch, images: shardImages).shards.count
  }

  /// The places in the batch of the images that this engine computes: all, unless others compute the rest.
  package var ownImages: Range<Int> { (shares?.images[group?.rank ?? 0] ?? 0..<batch).clamped(to: 0..<batch) }

  /// Where the pixels of the images that this engine computes are written, as in `inputPixels`.
  package var ownPixels: UnsafeMutableBufferPointer<Float> {
    let image = graph.inputShape.count
    return UnsafeMutableBufferPointer(
      rebasing: inputPixels[ownImages.lowerBound * image..<ownImages.upperBound * image])
  }

  /// Throws what kept this engine from exchanging values with others in the last pass, which is then to be thrown away.
  ///
  /// - Throws: `MessagePassingError`; `Interruption`.
  package func checkExchange() throws {
    if let exchangeFailure { throw exchangeFailure }
  }

  /// Fills in the rows of a plain array `[batch, …]` that others have computed.
  func gatherRows(of array: DataBuffer) {
    exchange { group in try group.gather((shares?.images ?? []).map { array.bytes(ofImages: $0) }) }
  }

  /// Adds up what the shards of all processes have computed, in their order.
  func sumGradientsOfAll(_ sums: [LayerGradients]) {
    let slices = sums.flatMap { sum in sum.slices.map { (sum: sum, parts: $0) } }
    exchange { group in
      try group.sum(slices.map { $0.sum.bytes(of: $0.parts) }) { index in
        nonisolated(unsafe) let sum = slices[index].sum
        let (first, isContinued) = (slices[index].parts.lowerBound, group.rank > 0)
        ParallelLoop.run(slices[index].parts.count) { sum.add(part: first + $0, isContinued: isContinued) }
      }
    }
  }

  /// Exchanges something with others. A failure is kept for `checkExchange`: the passes throw the library's errors alone.
  private func exchange(_ body: (ProcessGroup) throws -> Void) {
    guard let group, exchangeFailure == nil else { return }
    do { try body(group) } catch { exchangeFailure = error }
  }
}
