import Foundation

/// Starts the process over with OpenMP's waiting set to passive.
///
/// The kernels' threads wait for one another many times a step. By default they spin, which costs a machine that does
/// anything else a large part of its speed (a fifth of it was left where two other processes computed); waiting
/// passively costs nothing that could be measured on a quiet one. OpenMP reads the setting when it is loaded, before
/// `main`, so that a process can only change it by starting over. A setting of the user's own stands.
public enum PassiveWaiting {
  private static let name = "OMP_WAIT_POLICY"

  /// Returns at once where the setting is made, and otherwise does not return but starts the same command over.
  public static func ensure() {
    guard getenv(name) == nil else { return }
    setenv(name, "passive", 1)
    var arguments = CommandLine.arguments.map { strdup($0) }
    arguments.append(nil)
    // Where it fails, the command goes on as it is: slower at worst.
    execv("/proc/self/exe", arguments)
    for argument in arguments { free(argument) }
  }
}
