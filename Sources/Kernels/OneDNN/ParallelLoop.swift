import Foundation
import Synchronization

/// Loops over independent pieces of work on the very threads that oneDNN computes on.
///
/// A second pool beside oneDNN's would have twice as many threads as there are cores, each waiting for the other's to give
/// way, and would not heed `ComputeDevice.setThreads`. oneDNN is built on OpenMP, whose entry point for a parallel
/// region is looked up at run time; where it is not found, Dispatch does the work.
package enum ParallelLoop {
  /// Runs `body` for every index once, in any order, and returns when all are done.
  package static func run(_ iterations: Int, _ body: @Sendable (Int) -> Void) {
    guard iterations > 1 else {
      for index in 0..<iterations { body(index) }
      return
    }
    guard let parallel else {
      DispatchQueue.concurrentPerform(iterations: iterations, execute: body)
      return
    }
    withoutActuallyEscaping(body) { body in
      let work = Work(iterations, body)
      withExtendedLifetime(work) { parallel(region, Unmanaged.passUnretained(work).toOpaque(), 0, 0) }
    }
  }

  private typealias Region = @convention(c) (UnsafeMutableRawPointer?) -> Void
  private typealias Parallel = @convention(c) (Region, UnsafeMutableRawPointer?, UInt32, UInt32) -> Void

  private static let parallel: Parallel? = {
    // The device's libraries are loaded by now, and with them OpenMP.
    _ = ComputeDevice.shared
    return dlsym(nil, "GOMP_parallel").map { unsafeBitCast($0, to: Parallel.self) }
  }()

  /// What each thread does: it takes the next few indices until none is left.
  private static let region: Region = { pointer in
    guard let pointer else { return }
    let work = Unmanaged<Work>.fromOpaque(pointer).takeUnretainedValue()
    while true {
      let first = work.next.add(work.atOnce, ordering: .relaxed).oldValue
      guard first < work.iterations else { return }
      for index in first..<min(first + work.atOnce, work.iterations) { work.body(index) }
    }
  }

  private final class Work: Sendable {
    let next = Atomic<Int>(0)
    let iterations: Int
    let atOnce: Int
    let body: @Sendable (Int) -> Void

    init(_ iterations: Int, _ body: @escaping @Sendable (Int) -> Void) {
      self.iterations = iterations
      self.body = body
      // Few enough turns that taking them costs nothing, enough that no thread waits long for the last.
      atOnce = max(1, iterations / 32)
    }
  }
}
