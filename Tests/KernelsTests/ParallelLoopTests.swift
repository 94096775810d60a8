import Foundation
import Kernels
import Synchronization
import Testing

/// Suites run side by side and the number of threads is the process's: these tests hold for any.
@Suite(.serialized) struct ParallelLoopTests {
  private struct Failure: Error, Equatable { let task: Int }

  /// Runs a body with so many threads, whatever the machine has.
  private func withThreads<Result>(_ count: Int, _ body: () throws -> Result) rethrows -> Result {
    ParallelLoop.threads = count
    defer { ParallelLoop.threads = ProcessInfo.processInfo.activeProcessorCount }
    return try body()
  }

  @Test(arguments: [1, 2, 3], [0, 1, 2, 3, 31, 32, 33, 64, 65, 1000])
  func everyTaskIsDoneOnce(_ threads: Int, _ tasks: Int) {
    withThreads(threads) {
      let done = Mutex([Int](repeating: 0, count: tasks))
      ParallelLoop.run(tasks) { task in done.withLock { $0[task] += 1 } }
      #expect(done.withLock { $0 } == [Int](repeating: 1, count: tasks))
    }
  }

  /// Memory that a worker has to itself is used by one task at a time, and no more workers take part than it was made for.
  @Test func aWorkerDoesOneTaskAtATime() {
    withThreads(4) {
      let busy = Mutex(Set<Int>())
      let offenses = Atomic<Int>(0)
      ParallelLoop.run(500, atMost: 3) { worker, _ in
        let isFree = busy.withLock { $0.insert(worker).inserted }
        if !isFree || !(0..<3).contains(worker) { offenses.add(1, ordering: .relaxed) }
        sched_yield()
        busy.withLock { _ = $0.remove(worker) }
      }
      #expect(offenses.load(ordering: .relaxed) == 0)
    }
  }

  /// Loops of several threads, and loops within loops, do not wait for one another's ends.
  @Test func loopsRunSideBySideAndWithinOneAnother() {
    let done = Atomic<Int>(0)
    DispatchQueue.concurrentPerform(iterations: 6) { _ in
      ParallelLoop.run(5) { _ in
        ParallelLoop.run(8) { _ in done.add(1, ordering: .relaxed) }
      }
    }
    #expect(done.load(ordering: .relaxed) == 6 * 5 * 8)
  }

  @Test(arguments: [1, 3]) func whatATaskThrowsIsThrown(_ threads: Int) {
    withThreads(threads) {
      #expect(throws: Failure(task: 7)) {
        try ParallelLoop.run(20) { (task) throws(Failure) in
          if task == 7 { throw Failure(task: task) }
        }
      }
    }
  }
}
