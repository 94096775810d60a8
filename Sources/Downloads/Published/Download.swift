import Files
import Foundation
import Processes

/// Fetches a file by the program curl, piece by piece where the connection is lost.
///
/// curl, and not a library: it has met every server, proxy and certificate, and each try is a process of its own that can be stopped.
/// What has come lies in the file from the first byte on, and the next try, of this process or another, goes on behind it.
struct Download {
  /// Where it comes from.
  let address: String
  /// Where it goes.
  let file: String
  /// How many bytes there should be; nil where that is not known.
  let bytes: Int?
  /// What to do instead, for messages.
  let instead: String
  /// The seconds before the second try; each further pause is twice as long.
  var pause = 1.0
  /// How many tries one after the other may bring nothing.
  var patience = 5

  /// How curl ended.
  private struct Ending {
    let code: Int32
    let status: Int
    let message: String
    /// Whether more came than there should be.
    let isTooLong: Bool
  }

  /// Fetches what is missing.
  ///
  /// - Parameters:
  ///   - waiting: called before each further try with why the last one failed and how many seconds are waited.
  ///   - progress: called with the number of bytes that are there.
  /// - Throws: `DownloadError`; `Interruption`, after which the same download goes on where it was.
  func run(
    waiting: (_ reason: String, _ seconds: Double) -> Void = { _, _ in }, progress: (Int) -> Void
  ) throws {
    let curl = try Self.curl(instead)
    var furthest = Self.size(of: file)
    var idle = 0
    var restarts = 0
    while bytes.map({ Self.size(of: file) < $0 }) ?? true {
      let start = Self.size(of: file)
      let ending = try fetch(curl, from: start, progress: progress)
      try Interruption.check()
      if ending.isTooLong {
        try AtomicFile.remove(URL(fileURLWithPath: file))
        throw DownloadError.malformed(
          path: address, cause: "more than the \(bytes ?? 0) bytes come that were published",
          hint: "\(instead); or take it with --any-digest, if you trust the address")
      }
      // Also where the server says that there is nothing behind what is there.
      if ending.code == 0 { return }
      // What lies there cannot be gone on with: the server gives the whole or nothing.
      let cannotContinue = ending.code == 33 || ending.status == 416
      if cannotContinue, start > 0, restarts < patience {
        try AtomicFile.remove(URL(fileURLWithPath: file))
        restarts += 1
        continue
      }
      guard Self.isPassing(ending.code, ending.status) else { throw unavailable(ending) }
      let size = Self.size(of: file)
      idle = size > furthest ? 0 : idle + 1
      furthest = max(furthest, size)
      guard idle < patience else { throw unavailable(ending) }
      let seconds = pause * pow(2, Double(idle))
      waiting(Self.cause(ending), seconds)
      try Self.wait(seconds)
    }
  }

  private func fetch(_ curl: String, from start: Int, progress: (Int) -> Void) throws -> Ending {
    var arguments = [
      "--fail", "--location", "--silent", "--globoff", "--proto", "=http,https", "--proto-redir",
      "=http,https",
      "--connect-timeout", "30", "--speed-limit", "1", "--speed-time", "60", "--user-agent", "zfnet",
      "--output", file, "--write-out", "%{http_code} %{errormsg}",
    ]
    if start > 0 { arguments += ["--continue-at", "\(start)"] }
    let child = try ChildProcess(curl, arguments + ["--url", address], readsOutput: true, hidesErrors: true)
    var isTooLong = false
    let output = child.read {
      let size = Self.size(of: file)
      progress(size)
      if let bytes, size > bytes, !isTooLong {
        isTooLong = true
        child.stop()
      }
    }
    let ending = child.wait()
    let words = String(decoding: output, as: UTF8.self).split(separator: " ", maxSplits: 1)
    let code: Int32 = if case .exited(let code) = ending { code } else { -1 }
    return Ending(
      code: code, status: words.first.flatMap { Int($0) } ?? 0,
      message: words.count > 1 ? String(words[1]).trimmingCharacters(in: .whitespacesAndNewlines) : "",
      isTooLong: isTooLong || bytes.map { Self.size(of: file) > $0 } ?? false)
  }

  /// Whether a fault may be gone at the next try: names not found, connections lost or too slow, servers that are overloaded.
  private static func isPassing(_ code: Int32, _ status: Int) -> Bool {
    if code == 22 { return [408, 425, 429, 500, 502, 503, 504].contains(status) }
    return [5, 6, 7, 16, 18, 28, 35, 52, 55, 56, 92].contains(code)
  }

  /// Why a try failed.
  private static func cause(_ ending: Ending) -> String {
    let cause =
      ending.code == 22
      ? "the server answers \(ending.status)"
      : ending.message.isEmpty ? "curl ends with \(ending.code)" : ending.message
    return cause.printable
  }

  private func unavailable(_ ending: Ending) -> DownloadError {
    .unavailable(
      path: address, cause: Self.cause(ending),
      hint: "try again later, and what has come stays; or \(instead)")
  }

  /// Waits, and looks for a request to stop meanwhile.
  private static func wait(_ seconds: Double) throws {
    let clock = RunClock()
    while clock.elapsed < seconds {
      try Interruption.check()
      usleep(useconds_t(min(seconds, 0.1) * 1e6))
    }
  }

  /// The number of bytes of a file; 0 where there is none.
  static func size(of path: String) -> Int {
    var status = stat()
    return stat(path, &status) == 0 ? Int(status.st_size) : 0
  }

  /// The program.
  private static func curl(_ instead: String) throws -> String {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    let places = folders.map { "\($0)/curl" }
    if let place = places.first(where: { access($0, X_OK) == 0 }) { return place }
    throw DownloadError.missing(
      path: "curl", cause: "the program that downloads is not there",
      hint: "install it (on Debian: apt-get install curl), or \(instead)")
  }
}
