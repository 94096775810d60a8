import ArgumentParser
import Datasets
import Foundation
import Processes
import Replication

/// Puts the questions of the audit to a run's images.
struct DataAudit: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit",
    abstract:
      "Ask whether the class can be had without looking at the object, and how alike photographs the images are.",
    discussion: """
      Each figure is printed with its 95 % interval, what it must be, and whether it is. The networks that are asked come \
      from <output>/store and are trained where they are missing. Under --strict, whatever does not pass ends in exit code 2.

      EXAMPLES
        zfnet data audit
        zfnet data audit --photographs tiny-imagenet:PATH --json
        zfnet data audit --set data.trainingImages=4000 --set data.difficulty=0.5
      """)

  @OptionGroup var options: RunOptions

  @Option(
    help: ArgumentHelp(
      "Photographs to compare with, as many classes as the images have.", valueName: "kind:path"))
  var photographs: String?

  @Option(help: "The side in pixels at which spectra, edges and contrasts are compared.")
  var side = 64

  @Flag(help: "Print JSON instead of lines.")
  var json = false

  func validate() throws {
    guard 32...512 ~= side else { throw ValidationError("--side is from 32 to 512, not \(side).") }
  }

  func run() throws {
    PassiveWaiting.ensure()
    try Ending.report {
      let session = try Session(options)
      let photographs = try photographs.map { try open($0, beside: session) }
      let findings =
        try ImageAudit.findings(session, photographs: photographs, side: side)
        + ShortcutAudit(session).findings(photographs: photographs)
      try AuditPrinter.print(findings, asJSON: json)
      if options.strict, findings.contains(where: { $0.verdict == .fail || $0.verdict == .undecided }) {
        throw ExitCode(2)
      }
    }
  }

  private func open(_ text: String, beside session: Session) throws -> any ImageSource {
    var data = session.configuration.data
    data.classes = session.images.source.classNames.count
    data.imagesPerClass = min(500, max(data.trainingImages / data.classes, 1))
    return try SourceChoice(text).open(data, seed: options.seed)
  }
}
