import Foundation
import Replication

/// Prints findings for reading or for scripts.
enum AuditPrinter {
  static func print(_ findings: [AuditFinding], asJSON: Bool) throws {
    guard asJSON else {
      for finding in findings { Swift.print(finding.line) }
      return
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    // Images of one gray have neither edges nor a spectrum, and their numbers are none.
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "infinite", negativeInfinity: "-infinite", nan: "none")
    Swift.print(String(decoding: try encoder.encode(findings), as: UTF8.self))
  }
}
