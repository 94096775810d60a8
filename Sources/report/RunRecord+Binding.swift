import Files
import Foundation
import Replication
import Reporting

/// A report whose pages one command made and another bound again.
extension RunRecord {
  /// The record of the run whose report lies in a folder; nil where there is none that can be read.
  static func read(in output: URL) -> RunRecord? {
    FileManager.default.contents(atPath: output.appendingPathComponent(fileName).path)
      .flatMap { try? CanonicalJSON.decode(from: $0) }
  }

  /// The record of the same run after its pages were bound again.
  ///
  /// - Throws: `EncodingError`, which no configuration causes.
  func boundAgain(_ session: Session, _ document: ReportDocument) throws -> RunRecord {
    RunRecord(
      configuration: try JSONValue(encoding: session.configuration), arguments: arguments,
      setting: session.pageSetting, provenance: document.provenance, images: images, chapters: chapters,
      started: started, wallSeconds: wallSeconds, boundBy: Provenance.command)
  }

  /// The provenance of a report that a command has only bound: which command made the results, and which bound them.
  ///
  /// - Parameter record: of the run that made the results; nil where its chapters were run one by one.
  static func provenance(_ entries: [ProvenanceEntry], boundAfter record: RunRecord?) -> [ProvenanceEntry] {
    let made = record?.provenance.first { $0.name == commandName }?.value
    return entries.flatMap { entry in
      guard entry.name == commandName else { return [entry] }
      return [
        ProvenanceEntry(commandName, made ?? "each chapter's own: see the chapters"),
        ProvenanceEntry("Bound again by", entry.value),
      ]
    }
  }

  private static let commandName = "Command"
}
