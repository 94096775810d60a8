/// Which part of a batch each of several processes computes: shards that follow one another, as many as the others or one more.
struct BatchShares {
  /// The places of each process's shards among all, by rank.
  let shards: [Range<Int>]
  /// The places of each process's images in the batch, by rank.
  let images: [Range<Int>]

  /// The shares of a divided batch; there must be a shard for each process.
  init(_ division: BatchDivision, processes: Int) {
    let count = division.shards.count
    precondition(processes > 0 && processes <= count, "\(count) shards for \(processes) processes")
    let shards = (0..<processes).map { count * $0 / processes..<count * ($0 + 1) / processes }
    self.shards = shards
    images = shards.map {
      division.shards[$0.lowerBound].lowerBound..<division.shards[$0.upperBound - 1].upperBound
    }
  }
}
