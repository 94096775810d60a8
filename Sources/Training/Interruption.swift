import Foundation

/// A request to stop that came from outside: SIGINT (Ctrl-C), SIGTERM, or SIGUSR1 (“save and make room”).
///
/// Handlers only note the signal; long work looks at `Interruption.requested` between steps, saves itself and throws.
public struct Interruption: Error, CustomStringConvertible, Equatable {
  /// The signal's number.
  public let signal: Int32

  /// A stop that a signal asked for.
  public init(signal: Int32) { self.signal = signal }

  /// The exit code that it asks for: 130, 143, or 75 (interrupted, can be resumed).
  public var exitCode: Int32 { signal == SIGUSR1 ? 75 : 128 + signal }

  /// Says what happened and how to go on.
  public var description: String {
    let name = [SIGINT: "SIGINT", SIGTERM: "SIGTERM", SIGUSR1: "SIGUSR1"][signal] ?? "signal \(signal)"
    return "stopped by \(name); what was done is saved, and the same command goes on from there"
  }

  /// The signal that asked to stop, if one did.
  public static var requested: Interruption? {
    let signal = InterruptionState.signal
    return signal == 0 ? nil : Interruption(signal: signal)
  }

  /// Throws where a stop was asked for.
  public static func check() throws {
    if let requested { throw requested }
  }

  /// Takes the three signals over for the rest of the process.
  public static func watch() {
    for number in [SIGINT, SIGTERM, SIGUSR1] {
      Foundation.signal(number) { received in
        InterruptionState.signal = received
        // A second request ends the process at once.
        Foundation.signal(received, SIG_DFL)
      }
    }
  }
}

/// One word that a signal handler writes and everybody reads.
private enum InterruptionState {
  nonisolated(unsafe) static var signal: Int32 = 0
}
