import Dispatch
import Foundation
import Synchronization

/// How fast a source gives its images.
public enum ImageRate {
  /// The images a second that some threads draw or decode together, each with all that is known of it.
  ///
  /// - Parameters:
  ///   - source: Whose images they are; they are taken in turn and from the first again at the end.
  ///   - split: Which of them.
  ///   - side: The side asked for, in pixels.
  ///   - threads: How many threads work at once.
  ///   - seconds: About how long.
  /// - Throws: What the source throws.
  public static func measure(
    _ source: any ImageSource, split: Split = .train, side: Int, threads: Int, seconds: Double = 2
  ) throws -> Double {
    let count = source.count(split)
    precondition(count > 0 && threads > 0, "\(threads) threads over \(count) images")
    // The first image makes what all images share.
    _ = try source.example(split, 0, side: side)
    let next = Atomic<Int>(0)
    let failure = Mutex<(any Error)?>(nil)
    let start = ContinuousClock.now
    let limit = Duration.seconds(seconds)
    DispatchQueue.concurrentPerform(iterations: threads) { _ in
      do {
        while ContinuousClock.now - start < limit {
          let index = next.add(1, ordering: .relaxed).oldValue
          _ = try source.example(split, index % count, side: side)
        }
      } catch {
        failure.withLock { $0 = error }
      }
    }
    if let error = failure.withLock({ $0 }) { throw error }
    let elapsed = (ContinuousClock.now - start) / .seconds(1)
    return Double(next.load(ordering: .relaxed)) / elapsed
  }
}
