import Files
import Foundation
import Processes
import Replication
import Reporting

/// Runs a chapter's executable, which stands beside this one.
struct ChapterRunner {
  /// How a chapter ended.
  struct Outcome {
    let slug: String
    let exitCode: Int32
    /// What there is to say where it ended without a page of its own.
    let message: String?
    let seconds: Double

    /// Whether the chapter failed; 2 means that it is whole but a claim was not reproduced.
    var failed: Bool { exitCode != 0 && exitCode != 2 }
  }

  private let options: RunOptions
  private let output: URL

  init(_ options: RunOptions, output: URL) {
    self.options = options
    self.output = output
  }

  /// Runs a chapter to its end; its progress goes where ours goes.
  ///
  /// - Throws: `Interruption` where a stop was asked for, after the chapter has saved itself.
  func run(_ chapter: ChapterExecutable) throws -> Outcome {
    let started = Date()
    // A page left from before must not pass for this run's.
    let old = PageFiles(of: chapter.slug, in: output).file
    if FileManager.default.fileExists(atPath: old.path), unlink(old.path) != 0 {
      throw FileError(path: old.path, step: .write, code: errno)
    }
    let process = chapter.process(options)
    do {
      try process.run()
    } catch {
      return Outcome(
        slug: chapter.slug, exitCode: 1,
        message: "\(chapter.url.path) cannot be started: \(error)",
        seconds: 0)
    }
    try wait(for: process)
    let seconds = Date().timeIntervalSince(started)
    if process.terminationReason == .uncaughtSignal {
      return Outcome(
        slug: chapter.slug, exitCode: 1,
        message: "the chapter ended on signal \(process.terminationStatus); run it by itself to see why",
        seconds: seconds)
    }
    let code = process.terminationStatus
    return Outcome(
      slug: chapter.slug, exitCode: code,
      message: code == 0 ? nil : "the chapter ended with exit code \(code)",
      seconds: seconds)
  }

  /// Waits, and hands a signal on to a chapter that has not got it itself.
  private func wait(for process: Process) throws {
    let isApart = getpgid(process.processIdentifier) != getpgrp()
    var told = false
    while process.isRunning {
      if let requested = Interruption.requested, !told {
        if isApart { kill(process.processIdentifier, requested.signal) }
        told = true
      }
      usleep(20_000)
    }
    if let requested = Interruption.requested { throw requested }
    // Where the chapter alone got the signal, the run stops as if we had got it.
    if process.terminationReason == .exit,
      let interruption = Ending.interruption(for: process.terminationStatus)
    {
      throw interruption
    }
  }
}
