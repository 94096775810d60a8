/// How a batch is divided into shards: as many images each, the last one filled up with black ones where they do not come out
/// even. It depends on the batch alone, never on how many threads there are, and so the bits do not either.
struct BatchDivision {
  /// A batch of thousands is divided into no more than so many, which then have more images.
  private static let mostShards = 64

  /// The images that are computed, those that fill up the last shard included.
  let batch: Int
  /// The places of each shard's images in the batch.
  let shards: [Range<Int>]

  /// The division of a batch into shards of `images` at most, or of as many as 64 shards need.
  init(_ batch: Int, images: Int) {
    precondition(batch > 0 && images > 0, "a batch of \(batch) in shards of \(images)")
    let count = min((batch + images - 1) / images, Self.mostShards)
    let size = (batch + count - 1) / count
    // Larger shards may need fewer of them.
    shards = stride(from: 0, to: batch, by: size).map { $0..<$0 + size }
    self.batch = shards.count * size
  }
}
