import Foundation
import Processes
import Synchronization

/// A word to a person who waits for work of which nobody knows how long it takes: told once, after some seconds, unless the work is done
/// by then.
final class WaitingWord: Sendable {
  private let isDone = Mutex(false)

  /// A word on the standard error after some seconds.
  init(_ text: String, after seconds: Double) {
    Thread.detachNewThread { [self] in
      Thread.sleep(forTimeInterval: seconds)
      isDone.withLock { if !$0 { StandardStreams.tell(text) } }
    }
  }

  /// The work is done, or has words of its own from now on.
  func done() { isDone.withLock { $0 = true } }
}
