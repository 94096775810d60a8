import Files
@preconcurrency import Foundation

/// The streams that a process begins with, made safe: none of them is closed, and output that got lost is no success.
public enum StandardStreams {
  /// What is to be called first in a program.
  ///
  /// A stream that the caller has closed is opened on nothing, so that no other file takes its number; writing to it fails. A
  /// reader of a pipe who goes away ends nothing by itself. At the end of the process, output that could not be written is told of
  /// and turned into exit code 74. A program with an argument that is no text in UTF-8, or with an option's value given twice, says so, and
  /// ends with 64; one that has too little memory for its libraries, with 69.
  ///
  /// - Parameter repeatable: the options with a value that may be given more than once, with their hyphens.
  public static func prepare(repeatable: [String]) {
    for (number, mode) in [(STDIN_FILENO, O_WRONLY), (STDOUT_FILENO, O_RDONLY), (STDERR_FILENO, O_RDONLY)]
    where fcntl(number, F_GETFD) < 0 {
      // The lowest free number is this one. What was closed for writing is open for reading only, and the other way round.
      _ = open("/dev/null", mode)
    }
    signal(SIGPIPE, SIG_IGN)
    if let fault = MemoryLimit.fault(ofAddressSpace: MemoryLimit.addressSpace) {
      tell(fault)
      exit(69)
    }
    let arguments = Array(CommandLine.arguments.dropFirst())
    if let fault = ProgramArguments.fault
      ?? ProgramArguments.repetition(in: arguments, repeatable: repeatable)
    {
      tell(fault)
      exit(64)
    }
    atexit { StandardStreams.finish() }
  }

  /// Writes a line to the standard error; where that cannot be, nobody is there to be told.
  public static func tell(_ line: String) { writeError(line + "\n") }

  /// Writes text to the standard error as it is; where that cannot be, nothing happens.
  public static func writeError(_ text: String) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let written = bytes.withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count) }
      if written < 0 && errno == EINTR { continue }
      if written <= 0 { return }
      bytes = bytes.dropFirst(written)
    }
  }

  /// How many columns the terminal of the standard error has; nil where it is none, or does not say.
  public static var terminalWidth: Int? {
    var size = winsize()
    guard ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }

  /// Brings what was printed to its place, and ends the process with 74 where that fails.
  private static func finish() {
    let failed = fflush(stdout) != 0
    let code = errno
    guard failed || ferror(stdout) != 0 else { return }
    if failed && code == EPIPE || !failed && isBrokenPipe {
      // Who reads only the first lines is not in error: as elsewhere, the signal ends the program.
      signal(SIGPIPE, SIG_DFL)
      raise(SIGPIPE)
    }
    let reason = failed ? " (\(systemMessage(code)))" : ""
    tell("Error: standard output: cannot be written\(reason); check where it is sent to")
    _exit(74)
  }

  /// Whether the standard output is a pipe that nobody reads any more.
  private static var isBrokenPipe: Bool {
    var place = pollfd(fd: STDOUT_FILENO, events: Int16(POLLOUT), revents: 0)
    return poll(&place, 1, 0) > 0 && place.revents & Int16(POLLERR) != 0
  }
}
