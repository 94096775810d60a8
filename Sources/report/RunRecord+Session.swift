import Files
import Processes
import Replication
import Reporting

extension RunRecord {
  /// The record of a run of the report.
  ///
  /// - Throws: `EncodingError`, which no configuration causes.
  init(
    _ session: Session, _ document: ReportDocument, _ outcomes: [ChapterRunner.Outcome], _ clock: RunClock
  ) throws {
    self.init(
      configuration: try JSONValue(encoding: session.configuration), arguments: session.options.arguments,
      setting: session.pageSetting, provenance: document.provenance, images: Provenance.images(session),
      chapters: outcomes.map {
        Chapter(slug: $0.slug, exitCode: $0.exitCode, seconds: RunClock.isPinned ? nil : $0.seconds)
      },
      started: clock.startText, wallSeconds: RunClock.isPinned ? nil : clock.elapsed)
  }
}
