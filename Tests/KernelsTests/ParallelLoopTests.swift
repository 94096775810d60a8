import Foundation
import Kernels
import Synchronization
import Testing

@Suite(.serialized) struct ParallelLoopTests {
  /// Runs a body where the device has so many threads, whatever the machine has.
  private func withThreads(_ count: Int, _ body: () -> Void) {
    ParallelLoop.threads = count
    defer { ParallelLoop.threads = ProcessInfo.processInfo.activeProcessorCount }
    body()
  }

  /// Numbers of tasks around the number of threads, and around the share that a thread takes at once.
  @Test(arguments: [1, 2, 3], [0, 1, 2, 3, 31, 32, 33, 64, 65, 1000])
  func everyTaskIsDoneOnce(_ threads: Int, _ tasks: Int) {
    withThreads(threads) {
      #expect(ParallelLoop.threads == threads)
      let done = Mutex([Int](repeating: 0, count: tasks))
      ParallelLoop.run(tasks) { task in done.withLock { $0[task] += 1 } }
      #expect(done.withLock { $0 } == [Int](repeating: 1, count: tasks))
    }
  }

  /// Memory that a thread has to itself is used by one task at a time.
  @Test func aThreadDoesOneTaskAtATime() {
    withThreads(3) {
      let busy = Mutex(Set<Int>())
      let offenses = Atomic<Int>(0)
      ParallelLoop.run(500) { thread, _ in
        let isFree = busy.withLock { $0.insert(thread).inserted }
        if !isFree || !(0..<3).contains(thread) { offenses.add(1, ordering: .relaxed) }
        sched_yield()
        busy.withLock { _ = $0.remove(thread) }
      }
      #expect(offenses.load(ordering: .relaxed) == 0)
    }
  }

  /// Whoever asks at the same time from another thread waits: the loops do not mix.
  @Test func oneLoopRunsAtATime() {
    let running = Mutex<(owner: Int?, tasks: Int)>((nil, 0))
    let offenses = Atomic<Int>(0)
    let done = Atomic<Int>(0)
    DispatchQueue.concurrentPerform(iterations: 6) { owner in
      withThreads(2) {
        ParallelLoop.run(40) { _ in
          running.withLock { state in
            if state.tasks > 0, state.owner != owner { offenses.add(1, ordering: .relaxed) }
            state = (owner, state.tasks + 1)
          }
          sched_yield()
          running.withLock { $0.tasks -= 1 }
          done.add(1, ordering: .relaxed)
        }
      }
    }
    #expect(offenses.load(ordering: .relaxed) == 0)
    #expect(done.load(ordering: .relaxed) == 6 * 40)
  }
}
