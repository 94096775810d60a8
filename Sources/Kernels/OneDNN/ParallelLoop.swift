import Dispatch
import Foundation
import Synchronization

/// Loops over independent pieces of work on several threads: the one place where work is spread.
///
/// The threads are Dispatch's, which has as many as there are cores whoever asks, and wait without spinning. What a piece
/// computes depends on the piece alone, so that results are the same to the bit for any number of threads.
public enum ParallelLoop {
  private static let chosen = Atomic<Int>(ProcessInfo.processInfo.activeProcessorCount)

  /// How many threads take part at most; all cores unless it is set.
  public static var threads: Int {
    get { chosen.load(ordering: .relaxed) }
    set {
      precondition(newValue > 0, "\(newValue) threads")
      chosen.store(newValue, ordering: .relaxed)
    }
  }

  /// Calls `body` once for each task, in any order, and returns when all are done.
  ///
  /// - Parameters:
  ///   - tasks: how many there are; none is nothing to do.
  ///   - body: given the task, 0 ..< `tasks`. Calls run side by side: each writes memory that no other one touches.
  /// - Throws: what `body` throws first, after all tasks that had begun have ended.
  public static func run<Failure: Error>(
    _ tasks: Int, _ body: @Sendable (_ task: Int) throws(Failure) -> Void
  ) throws(Failure) {
    try run(tasks) { (_, task) throws(Failure) in try body(task) }
  }

  /// Calls `body` once for each task, in any order, and returns when all are done.
  ///
  /// - Parameters:
  ///   - tasks: how many there are; none is nothing to do.
  ///   - most: threads that take part at most, where memory is made for so many.
  ///   - body: given the worker that it is done by, 0 ..< `threads`, which does one task at a time, and the task.
  /// - Throws: what `body` throws first, after all tasks that had begun have ended.
  public static func run<Failure: Error>(
    _ tasks: Int, atMost most: Int = .max,
    _ body: @Sendable (_ worker: Int, _ task: Int) throws(Failure) -> Void
  ) throws(Failure) {
    let workers = min(threads, tasks, most)
    guard workers > 1 else {
      for task in 0..<tasks { try body(0, task) }
      return
    }
    let next = Atomic<Int>(0)
    let failure = Mutex<Failure?>(nil)
    DispatchQueue.concurrentPerform(iterations: workers) { worker in
      while true {
        let task = next.add(1, ordering: .relaxed).oldValue
        guard task < tasks else { return }
        do throws(Failure) {
          try body(worker, task)
        } catch {
          failure.withLock { $0 = $0 ?? error }
          next.store(tasks, ordering: .relaxed)
        }
      }
    }
    if let error = failure.withLock({ $0 }) { throw error }
  }
}
