import Dispatch
import Synchronization

/// Work over indices on all cores, with the results in the order of the indices.
package enum ParallelMap {
  /// The results of `transform` for 0 ..< `count`, independent of the number of cores.
  package static func map<Result: Sendable>(
    count: Int, _ transform: @Sendable (Int) -> Result
  ) -> [Result] {
    let results = Mutex([Result?](repeating: nil, count: count))
    DispatchQueue.concurrentPerform(iterations: count) { index in
      let result = transform(index)
      results.withLock { $0[index] = result }
    }
    return results.withLock { $0.map { $0! } }
  }
}
