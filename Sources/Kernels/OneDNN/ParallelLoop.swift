import Foundation
import Synchronization

/// Loops over independent pieces of work on the very threads that oneDNN computes on.
///
/// A second pool beside oneDNN's would have twice as many threads as there are cores, each waiting for the other's to give
/// way, and would not heed `ComputeDevice.setThreads`. oneDNN is built on OpenMP, whose entry points are looked up at run
/// time, as there is no header for them that Swift can read; where they are not found, one thread does the work.
package enum ParallelLoop {
  /// How many threads take part at most.
  package static var threads: Int { maximum.map { max(1, Int($0())) } ?? 1 }

  /// Calls `body` once for each task, in any order, and returns when all are done.
  ///
  /// - Parameters:
  ///   - tasks: how many there are; none is nothing to do.
  ///   - body: given the task, 0 ..< `tasks`. Calls run side by side: each writes memory that no other one touches. It
  ///     must not compute on the device.
  package static func run(_ tasks: Int, _ body: @Sendable (_ task: Int) -> Void) {
    run(tasks) { _, task in body(task) }
  }

  /// Calls `body` once for each task, in any order, and returns when all are done.
  ///
  /// - Parameters:
  ///   - tasks: how many there are; none is nothing to do.
  ///   - body: given the thread that it runs on, 0 ..< `threads`, which does one task at a time, and the task.
  package static func run(_ tasks: Int, _ body: @Sendable (_ thread: Int, _ task: Int) -> Void) {
    let threads = min(threads, tasks)
    guard threads > 1, let parallel, let current else {
      for task in 0..<tasks { body(0, task) }
      return
    }
    withoutActuallyEscaping(body) { body in
      let job = Job(tasks: tasks, current: current, body: body)
      withExtendedLifetime(job) {
        ComputeDevice.shared.exclusively {
          parallel(
            { Unmanaged<Job>.fromOpaque($0!).takeUnretainedValue().work() },
            Unmanaged.passUnretained(job).toOpaque(), UInt32(threads), 0)
        }
      }
    }
  }

  private final class Job: Sendable {
    private let tasks: Int
    private let current: Current
    private let body: @Sendable (Int, Int) -> Void
    private let next = Atomic<Int>(0)
    private let atOnce: Int

    init(tasks: Int, current: @escaping Current, body: @escaping @Sendable (Int, Int) -> Void) {
      self.tasks = tasks
      self.current = current
      self.body = body
      // Few enough turns that taking them costs nothing, enough that no thread waits long for the last.
      atOnce = max(1, tasks / 32)
    }

    func work() {
      let thread = Int(current())
      while true {
        let first = next.add(atOnce, ordering: .relaxed).oldValue
        guard first < tasks else { return }
        for task in first..<min(first + atOnce, tasks) { body(thread, task) }
      }
    }
  }

  private typealias Current = @convention(c) @Sendable () -> Int32
  private typealias Parallel =
    @convention(c) @Sendable (
      @convention(c) (UnsafeMutableRawPointer?) -> Void, UnsafeMutableRawPointer?, UInt32, UInt32
    ) -> Void
  private static let maximum = symbol("omp_get_max_threads", as: Current.self)
  private static let current = symbol("omp_get_thread_num", as: Current.self)
  private static let parallel = symbol("GOMP_parallel", as: Parallel.self)

  private static func symbol<Function>(_ name: String, as type: Function.Type) -> Function? {
    // The device's libraries are loaded by now, and with them OpenMP.
    dlsym(nil, name).map { unsafeBitCast($0, to: type) }
  }
}
