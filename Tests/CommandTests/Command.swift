import Foundation
import Testing

/// Runs the package's executables as a person would, in a folder of their own.
struct Command {
  /// How a command ended.
  struct Ending {
    let exitCode: Int32
    let output: String
    let errors: String
    /// What was said on the standard error, line by line.
    var errorLines: [String] { errors.split(separator: "\n").map(String.init) }
  }

  private let process = Process()
  private let output: URL
  private let errors: URL

  /// A command that is ready to start.
  ///
  /// - Parameter launcher: a program, by its path, and its arguments, that starts the command; none starts it by itself.
  init(
    _ name: String, _ arguments: [String], in folder: URL, environment: [String: String] = [:],
    launcher: [String] = []
  ) throws {
    // The executables stand beside the test runner.
    let runner = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    let executable = Command.candidates(beside: URL(fileURLWithPath: runner), name).first {
      FileManager.default.isExecutableFile(atPath: $0.path)
    }
    guard let executable else { throw NotBuilt(name: name) }
    output = folder.appendingPathComponent("stdout-\(UUID().uuidString)")
    errors = folder.appendingPathComponent("stderr-\(UUID().uuidString)")
    for file in [output, errors] { FileManager.default.createFile(atPath: file.path, contents: nil) }
    process.executableURL = launcher.first.map { URL(fileURLWithPath: $0) } ?? executable
    process.arguments = launcher.isEmpty ? arguments : launcher.dropFirst() + [executable.path] + arguments
    process.currentDirectoryURL = folder
    process.environment = ProcessInfo.processInfo.environment
      .merging(["CI": "true"]) { _, new in new }
      .merging(environment) { _, new in new }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: errors)
  }

  /// The executable is not there.
  struct NotBuilt: Error { let name: String }

  /// Runs to the end.
  func run() throws -> Ending {
    try start()
    return try wait()
  }

  /// Runs until something has happened, sends a signal, and waits for the end; a command that ends earlier is left alone.
  func run(until hasHappened: () throws -> Bool, then signal: Int32) throws -> Ending {
    try run(until: hasHappened) { kill($0, signal) }
  }

  /// Runs until something has happened, does something to the process, and waits for the end; a command that ends earlier is left
  /// alone.
  func run(until hasHappened: () throws -> Bool, then disturb: (_ process: Int32) -> Void) throws -> Ending {
    try start()
    while process.isRunning, try !hasHappened() { usleep(500) }
    if process.isRunning { disturb(process.processIdentifier) }
    return try wait()
  }

  /// Starts the process with no signal blocked, as a shell does: the threads that run tests block most, and a child inherits that.
  private func start() throws {
    var (none, before) = (sigset_t(), sigset_t())
    sigemptyset(&none)
    pthread_sigmask(SIG_SETMASK, &none, &before)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
    try process.run()
  }

  private func wait() throws -> Ending {
    // Polled: waiting through a run loop is for threads that have one.
    while process.isRunning { usleep(2000) }
    defer {
      try? FileManager.default.removeItem(at: output)
      try? FileManager.default.removeItem(at: errors)
    }
    return Ending(
      exitCode: process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus,
      output: try String(contentsOf: output, encoding: .utf8),
      errors: try String(contentsOf: errors, encoding: .utf8))
  }

  private static func candidates(beside runner: URL, _ name: String) -> [URL] {
    var folder = runner.deletingLastPathComponent()
    return (0..<4).map { _ in
      defer { folder = folder.deletingLastPathComponent() }
      return folder.appendingPathComponent(name)
    }
  }
}

/// A folder that goes with the test that made it.
final class Workplace {
  let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("command-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// A place in the folder.
  func at(_ path: String) -> URL { folder.appendingPathComponent(path) }

  /// Writes a file, with the folders that lead to it.
  func write(_ data: Data, to path: String) throws {
    let url = at(path)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try data.write(to: url)
  }

  /// Expects that a command refuses its arguments, with an exit code and a word in what it says.
  func expectRefusal(
    by program: String = "zfnet", _ arguments: [String], _ code: Int32, saying word: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let ending = try Command(program, arguments, in: folder).run()
    #expect(ending.exitCode == code, "\(ending.errors)", sourceLocation: sourceLocation)
    #expect(ending.errors.contains(word), "\(ending.errors)", sourceLocation: sourceLocation)
  }

  /// Paths of all files below a folder, sorted, without their bytes; none where the folder is not there.
  func paths(below path: String) -> [String] {
    ((try? FileManager.default.subpathsOfDirectory(atPath: at(path).path)) ?? []).sorted().filter { name in
      var isFolder: ObjCBool = false
      let place = at(path).appendingPathComponent(name).path
      return FileManager.default.fileExists(atPath: place, isDirectory: &isFolder) && !isFolder.boolValue
    }
  }

  /// Paths of all files below a folder, sorted, with their bytes.
  func files(below path: String) throws -> [(path: String, bytes: Data)] {
    try paths(below: path).map { ($0, try Data(contentsOf: at(path).appendingPathComponent($0))) }
  }
}
