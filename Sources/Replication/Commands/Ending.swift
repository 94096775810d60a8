import ModelFiles
import ArgumentParser
import Datasets
import Downloads
import Files
import Foundation
import Images
import MessagePassing
import Networks
import Processes
import Reporting
import Training

/// How a command ends: one line for people and one number for scripts.
public enum Ending {
  /// The exit code for an error.
  ///
  /// | code | for |
  /// |---|---|
  /// | 64 | usage: a setting that does not exist or does not fit |
  /// | 65 | bad data: a file whose contents cannot be used |
  /// | 66 | an input that is missing or cannot be read |
  /// | 69 | no oneDNN that serves, said by `ComputeDevice` itself; no Open MPI where several processes were started, or one lost; a server that does not give what was asked for |
  /// | 74 | output that cannot be written |
  /// | 75 | stopped by SIGUSR1, to be started again |
  /// | 130, 143 | stopped by SIGINT or SIGTERM |
  /// | 1 | the rest |
  public static func exitCode(for error: any Error) -> Int32 {
    switch error {
    case ConfigurationError.missingInput, ConfigurationError.unreadableInput: 66
    case is ConfigurationError: 64
    case DatasetError.missing: 66
    case is DatasetError: 65
    case DownloadError.unavailable: 69
    case DownloadError.missing: 66
    case is DownloadError: 65
    case ImageError.unreadable: 66
    case ImageError.notEncoded: 74
    case is ImageError: 65
    case WeightFileError.unreadable: 66
    case is WeightFileError: 65
    case ForeignFileError.unreadable, PreprocessingError.unreadable: 66
    case is ForeignFileError, is PreprocessingError, is ForeignNetworkError, is KnownAnswerError: 65
    case is TrainingError: 65
    case is MessagePassingError: 69
    case let shared as ProcessGroup.SharedError: exitCode(for: shared.cause)
    case ReportingError.missing: 66
    case is ReportingError: 65
    case is FileError: 74
    case is ChildProcess.StartError: 66
    case let stop as Interruption: exitCode(for: stop)
    default: 1
    }
  }

  /// The exit code of a command that a signal stopped: 75, or 128 and the signal's number.
  private static func exitCode(for stop: Interruption) -> Int32 {
    stop.signal == SIGUSR1 ? 75 : 128 + stop.signal
  }

  /// The stop that a command's exit code tells of, if it does.
  public static func interruption(for exitCode: Int32) -> Interruption? {
    Interruption.signals.map(Interruption.init).first { self.exitCode(for: $0) == exitCode }
  }

  /// Joins the processes that this one was started together with; nil where it was started alone. What is in the way is told by the
  /// first alone.
  ///
  /// - Throws: `MessagePassingError`, or, in another process than the first, `ExitCode`.
  public static func join() throws -> ProcessGroup? {
    do { return try OpenMPI.join() } catch  where ProcessLaunch.current?.rank != 0 {
      throw ExitCode(exitCode(for: error))
    }
  }

  /// Runs the work of one of several processes that share a command. An error that all of them meet is told by the first; one that
  /// this process meets alone is told here, and ends the others.
  ///
  /// - Throws: `ExitCode`.
  public static func report(in group: ProcessGroup, _ work: () throws -> Void) throws {
    do {
      try work()
    } catch let error as ProcessGroup.SharedError {
      if group.rank == 0 { StandardStreams.tell("Error: \(error.cause)") }
      group.leave()
      throw ExitCode(exitCode(for: error))
    } catch {
      // A stop is the first process's to tell of, which has something to save.
      if group.rank == 0 {
        StandardStreams.tell("Error: \(error)")
      } else if !(error is Interruption) {
        StandardStreams.tell("Error: process \(group.rank) of \(group.size): \(error)")
      }
      group.abort(exitCode(for: error))
    }
    group.leave()
  }

  /// Runs a command's work; what it throws becomes one line on the standard error and an exit code.
  ///
  /// - Throws: `ExitCode`, and `ValidationError` as it is, whose text the argument parser prints.
  public static func report(_ work: () throws -> Void) throws {
    do {
      try work()
    } catch let code as ExitCode {
      throw code
    } catch let error as ValidationError {
      throw error
    } catch {
      StandardStreams.tell("Error: \(error)")
      throw ExitCode(exitCode(for: error))
    }
  }
}
