import ModelFiles
import Datasets
import Files
import Foundation
import Images
import MessagePassing
import Networks
import Processes
import Replication
import Reporting
import Testing
import Training

@Suite struct EndingTests {
  private struct Unheard: Error {}

  @Test func eachErrorHasItsCode() {
    let cases: [(any Error, Int32)] = [
      (ConfigurationError.unknownKey(key: "a", nearest: nil), 64),
      (ConfigurationError.badValue(key: "a", value: "b", wanted: "c"), 64),
      (ConfigurationError.missingInput(path: "a", hint: "b"), 66),
      (ConfigurationError.unreadableInput(path: "a", cause: "b", hint: "c"), 66),
      (DatasetError.missing(path: "a", cause: "b", hint: "c"), 66),
      (DatasetError.malformed(path: "a", cause: "b", hint: "c"), 65),
      (DatasetError.brokenImage(path: "a", cause: "b", hint: "c"), 65),
      (ImageError.unreadable(path: "a", cause: "b", hint: "c"), 66),
      (ImageError.notAnImage(path: "a", cause: "b", hint: "c"), 65),
      (ImageError.damaged(path: "a", cause: "b", hint: "c"), 65),
      (ImageError.tooLarge(path: "a", cause: "b", hint: "c"), 65),
      (ImageError.notEncoded(path: "a", cause: "b", hint: "c"), 74),
      (WeightFileError.unreadable(path: "a", cause: "b", hint: "c"), 66),
      (WeightFileError.malformed(path: "a", cause: "b", hint: "c"), 65),
      (WeightFileError.unsupported(path: "a", cause: "b", hint: "c"), 65),
      (WeightFileError.damaged(path: "a", cause: "b", hint: "c"), 65),
      (TrainingError.foreignCheckpoint(path: "a"), 65),
      (MessagePassingError.failed(cause: "a"), 69),
      (MessagePassingError.noLibrary(processes: 2, cause: "a"), 69),
      (ProcessGroup.SharedError(Interruption(signal: SIGTERM)), 143),
      (ReportingError.missing(path: "a", cause: "b"), 66),
      (ReportingError.damaged(path: "a", cause: "b"), 65),
      (FileError(path: "a", step: .write, code: ENOSPC), 74),
      (Interruption(signal: SIGINT), 130), (Interruption(signal: SIGTERM), 143),
      (Interruption(signal: SIGUSR1), 75), (Unheard(), 1),
    ]
    for (error, code) in cases { #expect(Ending.exitCode(for: error) == code, "\(error)") }
  }

  @Test func aCodeTellsTheSignalThatStoppedACommand() {
    for signal in [SIGINT, SIGTERM, SIGUSR1] {
      let stop = Interruption(signal: signal)
      #expect(Ending.interruption(for: Ending.exitCode(for: stop)) == stop)
    }
    for code in [0, 1, 2, 64, 65, 66, 74, 137] as [Int32] { #expect(Ending.interruption(for: code) == nil) }
  }

  @Test func aStopSaysWhatStoppedIt() {
    #expect(Interruption(signal: SIGTERM).description.hasPrefix("stopped by SIGTERM; "))
    #expect(Interruption.requested == nil)
    #expect(throws: Never.self) { try Interruption.check() }
  }
}
