import Files
import Foundation
import Processes
import Replication
import Reporting

/// `run.json`: what made a report, for programs.
struct RunRecord: Encodable {
  private struct Chapter: Encodable {
    let slug: String
    let exitCode: Int32
    let seconds: Double?
  }

  private let format = 1
  private let configuration: RunConfiguration
  private let arguments: [String]
  private let setting: PageSetting
  private let provenance: [ProvenanceEntry]
  private let chapters: [Chapter]
  private let started: String
  private let wallSeconds: Double?

  init(_ session: Session, _ document: ReportDocument, _ outcomes: [ChapterRunner.Outcome], _ clock: RunClock)
  {
    configuration = session.configuration
    arguments = session.options.arguments
    setting = session.pageSetting
    provenance = document.provenance
    chapters = outcomes.map {
      Chapter(slug: $0.slug, exitCode: $0.exitCode, seconds: RunClock.isPinned ? nil : $0.seconds)
    }
    started = clock.startText
    wallSeconds = RunClock.isPinned ? nil : clock.elapsed
  }

  /// Writes the file.
  ///
  /// - Throws: `FileError`.
  func write(to output: URL) throws {
    try AtomicFile.write(
      try CanonicalJSON.encode(self, pretty: true), to: output.appendingPathComponent("run.json"))
    try AtomicFile.write(configuration.yaml, to: output.appendingPathComponent("configuration.yaml"))
  }
}
