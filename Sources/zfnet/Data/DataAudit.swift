import ArgumentParser
import Datasets
import Foundation
import Processes
import Replication

/// Tests a run's images for shortcuts to the class, and for their likeness to photographs.
struct DataAudit: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit",
    abstract:
      "Test whether the class can be told without the object, and how much the images resemble photographs.",
    discussion: """
      Each number is printed with its 95 % interval, its criterion, and whether it meets it. The networks are taken from \
      <output>/store and trained if they are missing. Under --strict, a test that fails or is undecided ends in exit code 2.

      EXAMPLES
        zfnet data audit
        zfnet data audit --photographs tiny-imagenet:PATH --json
        zfnet data audit --set data.trainingImages=4000 --set data.difficulty=0.5
      """)

  @OptionGroup var options: RunOptions

  @Option(
    help: ArgumentHelp(
      "Photographs to compare with, at most as many classes as the images have.", valueName: "kind:path"))
  var photographs: String?

  @Option(help: "The side in pixels at which spectra, edges and contrasts are compared, 32 to 512.")
  var side = 64

  @Flag(help: "Print JSON instead of lines.")
  var json = false

  func validate() throws {
    guard 32...512 ~= side else { throw ValidationError("--side is from 32 to 512, not \(side).") }
    try options.refuseNetwork()
  }

  func run() throws {
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
    let data = session.configuration.data
    let classes = session.images.source.classNames.count
    guard case .stored(let layout, let root) = try SourceChoice(text, option: "--photographs") else {
      throw ConfigurationError.badOption(
        option: "--photographs \(text)", cause: "photographs are wanted: a data set on the disk")
    }
    return try layout.open(
      root,
      DatasetLimits(
        classes: classes, imagesPerClass: min(500, max(data.trainingImages / classes, 1)), takesFewer: true))
  }
}
