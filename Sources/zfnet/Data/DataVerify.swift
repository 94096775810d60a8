import ArgumentParser
import Datasets
import Figures
import Files
import Foundation
import Processes
import Replication

/// Checks a data set on the disk.
struct DataVerify: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Read and decode every image of a data set, and list what is wrong with it.",
    discussion: """
      Finds images that do not decode, labels, boxes and landmarks that do not fit, images that are the same pixel by pixel in both \
      splits or in two classes, and lists that name what is not there. Where an output folder keeps digests of the set's files, they \
      are held against all bytes. Ends with exit code 65 where the set is at fault.

      EXAMPLES
        zfnet data verify folder:PATH
        zfnet data verify imagenet:PATH --json > findings.json
      """)

  @OptionGroup var options: ImageOptions

  @Option(
    help: ArgumentHelp(
      "The folder that digests of the files are kept in, if it is there.", valueName: "folder"))
  var cache = "output/store/images"

  @Flag(help: "Print JSON instead of lines.")
  var json = false

  func run() throws {
    try Ending.report {
      guard try !options.isDrawn() else {
        throw ConfigurationError.badOption(
          option: options.source, cause: "the drawn scenes have no files; name a data set on the disk")
      }
      _ = try options.chosenRole()
      try options.refuseSeed()
      let source = try options.open()
      Interruption.watch()
      let progress = ProgressLine(isQuiet: false)
      let index = FolderContents.names(in: FilePath(cache)) == nil ? nil : URL(fileURLWithPath: cache)
      let check = try DatasetCheck(of: source, index: index) { work, done, total in
        try progress.show(work, done, of: total, silence: 3)
      }
      print(json ? try CanonicalJSON.text(check) : Self.text(check))
      if check.faults > 0 { throw ExitCode(65) }
    }
  }

  private static func text(_ check: DatasetCheck) -> String {
    var lines = check.findings.map { finding in
      "\(finding.isFault ? "" : "note: ")\(finding.kind.rawValue): \(finding.place.printable): \(finding.cause.printable)"
    }
    let counts = Split.allCases.map { "\(NumberText.whole(check.counts[$0.rawValue] ?? 0)) \($0.rawValue)" }
    lines.append(
      "\(check.source): \(counts.joined(separator: " and ")) images, "
        + (check.faults == 0
          ? "no faults" : check.faults == 1 ? "1 fault" : "\(NumberText.whole(check.faults)) faults"))
    return lines.joined(separator: "\n")
  }
}
