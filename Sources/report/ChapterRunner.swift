import ArgumentParser
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
  /// - Throws: `ExitCode` where a stop was asked for and the chapter has saved itself and said so; `Interruption` where it
  ///   could not.
  func run(_ chapter: ChapterExecutable) throws -> Outcome {
    let clock = RunClock()
    // A page left from before must not pass for this run's.
    let old = PageFiles(of: chapter.slug, in: output).file
    if FileManager.default.fileExists(atPath: old.path), unlink(old.path) != 0 {
      throw FileError(path: old.path, step: .write, code: errno)
    }
    let process: ChildProcess
    do {
      process = try chapter.start(options)
    } catch {
      return Outcome(slug: chapter.slug, exitCode: 1, message: "\(error)", seconds: 0)
    }
    let ending = process.wait()
    if case .exited(let code) = ending, Ending.interruption(for: code) != nil {
      // The chapter has said that it was stopped: where it alone got the signal, the run stops as well.
      throw ExitCode(code)
    }
    if let requested = Interruption.requested { throw requested }
    switch ending {
    case .signaled(let signal):
      return Outcome(
        slug: chapter.slug, exitCode: 1,
        message: "the chapter ended on signal \(signal); run it by itself to see why",
        seconds: clock.elapsed)
    case .exited(let code):
      return Outcome(
        slug: chapter.slug, exitCode: code,
        message: code == 0 ? nil : "the chapter ended with exit code \(code)",
        seconds: clock.elapsed)
    }
  }
}
