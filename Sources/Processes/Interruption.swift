import Foundation
import Synchronization

/// A request to stop that came from outside: SIGINT (Ctrl-C), SIGTERM, or SIGUSR1 (“save and make room”).
///
/// Handlers only note the signal; long work looks at `Interruption.requested` between steps, saves itself and throws.
public struct Interruption: Error, CustomStringConvertible, Equatable {
  /// The number of the signal that asked for the stop, such as `SIGINT`.
  public let signal: Int32

  /// A stop that a signal asked for.
  public init(signal: Int32) { self.signal = signal }

  /// The signals that ask for a stop.
  public static let signals = [SIGINT, SIGTERM, SIGUSR1]

  /// Says what happened and how to go on.
  public var description: String {
    let name = [SIGINT: "SIGINT", SIGTERM: "SIGTERM", SIGUSR1: "SIGUSR1"][signal] ?? "signal \(signal)"
    return "stopped by \(name); what was done is saved, and the same command goes on from there"
  }

  /// The first signal that asked to stop since `watch` was called, if one did.
  public static var requested: Interruption? {
    let signal = received.load(ordering: .relaxed)
    return signal == 0 ? nil : Interruption(signal: signal)
  }

  /// Throws where a stop was asked for.
  ///
  /// - Throws: `Interruption`, the one that was requested.
  public static func check() throws {
    if let requested { throw requested }
  }

  /// Takes the three signals over for the rest of the process; a second one ends the process at once.
  public static func watch() {
    // Made here, and not when a handler first looks at it.
    received.store(0, ordering: .relaxed)
    for number in signals {
      Foundation.signal(number) { number in
        // A handler may do little: it writes a word that is written in one piece, and restores the default.
        _ = Interruption.received.compareExchange(expected: 0, desired: number, ordering: .relaxed)
        Foundation.signal(number, SIG_DFL)
      }
    }
  }

  /// The number of the first signal, or 0.
  private static let received = Atomic<Int32>(0)
}
