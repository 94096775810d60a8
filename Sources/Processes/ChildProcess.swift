import Files
import Foundation

/// Another program, run as a child of this process.
///
/// It is waited for by the system's own call, which depends on no run loop and no socket: a sandbox without any network
/// interface runs children too. Waiting notices signals, and a child that this process must leave is told.
public final class ChildProcess {
  /// How a child ended.
  public enum Ending: Equatable, Sendable {
    /// By itself, with an exit code.
    case exited(Int32)
    /// By a signal of this number.
    case signaled(Int32)

    /// Whether it ended by itself, with 0.
    public var isSuccess: Bool { self == .exited(0) }
  }

  /// A program that could not be started.
  public struct StartError: Error, CustomStringConvertible {
    /// The path of the program as it was given.
    public let path: String
    /// The system's error number.
    public let code: Int32

    /// For example `/usr/bin/git: cannot be started (no such file or directory)`.
    public var description: String { "\(path.printable): cannot be started (\(systemMessage(code)))" }
  }

  /// The child's process number.
  public let identifier: pid_t
  /// Where its output is read; -1 where it goes where ours goes.
  private var output: Int32
  private var ending: Ending?
  private var wasTold = false

  /// Starts a program, in a process group of its own.
  ///
  /// - Parameters:
  ///   - path: the program's file.
  ///   - arguments: its arguments, without its name.
  ///   - readsOutput: whether its standard output is read by `read()`, and its standard input is empty; otherwise both are ours.
  ///   - hidesErrors: whether what it says on the standard error is thrown away.
  /// - Throws: `StartError`.
  public init(
    _ path: String, _ arguments: [String], readsOutput: Bool = false, hidesErrors: Bool = false
  ) throws {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    var ends: [Int32] = [-1, -1]
    if readsOutput {
      guard pipe(&ends) == 0 else { throw StartError(path: path, code: errno) }
      for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
      posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO)
      posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    }
    if hidesErrors {
      posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
    }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var (defaults, none) = (sigset_t(), sigset_t())
    sigemptyset(&none)
    sigemptyset(&defaults)
    // What this process ignores, a child would ignore too.
    for signal in Interruption.signals + [SIGPIPE] { sigaddset(&defaults, signal) }
    posix_spawnattr_setsigdefault(&attributes, &defaults)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setpgroup(&attributes, 0)
    posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP))

    let words = ([path] + arguments).map { strdup($0) }
    defer { for word in words { free(word) } }
    var number: pid_t = 0
    let code = posix_spawn(&number, path, &actions, &attributes, words + [nil], environ)
    if ends[1] >= 0 { close(ends[1]) }
    guard code == 0 else {
      if ends[0] >= 0 { close(ends[0]) }
      throw StartError(path: path, code: code)
    }
    identifier = number
    output = ends[0]
  }

  deinit {
    if output >= 0 { close(output) }
    // A child that nobody waited for is not left as a zombie where it has ended.
    if ending == nil { waitpid(identifier, nil, WNOHANG) }
  }

  /// Waits for the end. Where a stop was asked for, the child is told, and still waited for.
  public func wait() -> Ending {
    while true {
      if let ending { return ending }
      var status: Int32 = 0
      let found = waitpid(identifier, &status, WNOHANG)
      if found == identifier {
        let signal = status & 0x7F
        ending = signal == 0 ? .exited(status >> 8 & 0xFF) : .signaled(signal)
      } else if found < 0, errno != EINTR {
        // Somebody else has waited for it: how it ended is not known.
        ending = .exited(-1)
      } else {
        tellOfStop()
        usleep(20_000)
      }
    }
  }

  /// Asks the child to end, by SIGTERM.
  public func stop() { if ending == nil { kill(identifier, SIGTERM) } }

  /// All that the child prints, to its end, for a child whose output is read. Where a stop was asked for, the child is told.
  ///
  /// - Parameter meanwhile: called about twenty times a second as long as the child prints nothing.
  public func read(_ meanwhile: () -> Void = {}) -> Data {
    precondition(output >= 0, "the output of process \(identifier) is not read")
    var data = Data()
    var block = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      var place = pollfd(fd: output, events: Int16(POLLIN), revents: 0)
      if poll(&place, 1, 50) == 0 {
        tellOfStop()
        meanwhile()
        continue
      }
      let got = Foundation.read(output, &block, block.count)
      if got < 0, errno == EINTR { continue }
      if got <= 0 { return data }
      data.append(contentsOf: block[..<got])
    }
  }

  private func tellOfStop() {
    guard !wasTold, let requested = Interruption.requested else { return }
    kill(identifier, requested.signal)
    wasTold = true
  }
}
