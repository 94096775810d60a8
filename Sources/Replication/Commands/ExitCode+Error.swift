import ArgumentParser
import Datasets
import Files
import Foundation
import Images
import Networks
import Reporting
import Training

/// One line for people and one number for scripts, for whatever a command ends with.
public enum Ending {
  /// The exit code that an error asks for: 64 usage, 65 bad data, 66 input missing, 74 input or output, 75 / 130 / 143
  /// interrupted, 1 for the rest.
  public static func exitCode(for error: any Error) -> Int32 {
    switch error {
    case let error as ConfigurationError: error.exitCode
    case let error as DatasetError: error.exitCode
    case let error as FileError: error.exitCode
    case let error as TrainingError: error.exitCode
    case let error as Interruption: error.exitCode
    case let error as ImageError: error.exitCode
    case let error as WeightFileError: error.exitCode
    case is ReportingError: 65
    default: 1
    }
  }

  /// Runs a command's work; what it throws becomes one line on the standard error and an exit code.
  public static func report(_ work: () throws -> Void) throws {
    do {
      try work()
    } catch let code as ExitCode {
      throw code
    } catch let error as ValidationError {
      throw error
    } catch {
      FileHandle.standardError.write(Data("error: \(error)\n".utf8))
      throw ExitCode(exitCode(for: error))
    }
  }
}
