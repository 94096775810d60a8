import ArgumentParser
import Files
import Foundation
import Replication
import Reporting

/// What differs between the output folders of two reports.
struct Compare: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Say what differs between two reports, and write a page with their figures side by side.",
    discussion: """
      A and B are output folders of report. Compared are what made them (configuration, program, machine), their images, the recipes of their \
      networks, and what came out: chapters, claims, figures, tables. A number has the same bytes in both, or differs within noise, where \
      the two 95 % intervals overlap, or has changed. Other intervals, criteria or verdicts, and what one report alone has, are changes; a \
      figure or table that differs is none, since it has no interval. The page is one HTML file that needs nothing else.

      EXAMPLES
        zfnet compare output elsewhere
        zfnet compare before after --output changes --fail-on changed
        zfnet compare output again --json --fail-on different > differences.json

      EXIT CODES
        0 the reports were compared; 2 --fail-on, and they differ so far; 64 usage; 65 a folder that is no report's, or damaged; \
      66 a folder that is not there; 74 output
      """)

  /// Which differences end the command with exit code 2.
  enum Failure: String, ExpressibleByArgument, CaseIterable {
    case changed, different

    /// Whether a comparison came out so.
    func isMet(by outcome: Comparison.Outcome) -> Bool {
      switch self {
      case .changed: outcome == .changed
      case .different: outcome != .same
      }
    }
  }

  @Argument(help: ArgumentHelp("The output folder of a report.", valueName: "A"))
  var a: String

  @Argument(help: ArgumentHelp("The output folder of another.", valueName: "B"))
  var b: String

  @Option(
    help: ArgumentHelp("The folder that \(Comparison.fileName) is written to.", valueName: "folder"))
  var output = "output/comparison"

  @Option(
    help:
      "End with exit code 2 where anything changed beyond noise (changed), or where any bytes differ (different)."
  )
  var failOn: Failure?

  @Flag(help: "Print JSON instead of lines.")
  var json = false

  func validate() throws {
    guard !output.isEmpty else { throw ValidationError("--output is empty; name a folder.") }
  }

  func run() throws {
    try Ending.report {
      let order = ChapterExecutable.all.map(\.slug)
      let (first, second) = (try read(a, order), try read(b, order))
      let comparison = try Comparison(first, second, folders: Pair(a, b))
      try comparison.write(to: URL(fileURLWithPath: output))
      if json {
        print(try CanonicalJSON.text(comparison))
      } else {
        for line in comparison.lines { print(line.printable) }
        let page = output + (output.hasSuffix("/") ? "" : "/") + Comparison.fileName
        print("page: \(page.printable)")
      }
      if let failOn, failOn.isMet(by: comparison.outcome) { throw ExitCode(2) }
    }
  }

  /// Reads the output folder of a report.
  private func read(_ folder: String, _ order: [String]) throws -> ReportOutput {
    guard FileManager.default.fileExists(atPath: folder) else {
      throw ConfigurationError.missingInput(
        path: folder, hint: "name a folder that report --output wrote")
    }
    return try ReportOutput(reading: URL(fileURLWithPath: folder), order: order)
  }
}
