import ArgumentParser
import Downloads
import Foundation
import Processes
import Replication

/// Fetches a published data set.
struct DataGet: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "get", abstract: "Fetch a published data set, check it and unpack it.",
    discussion: """
      Ends by printing the option of a report that takes the set, and leaves it in <into>/<name>, whole or not at all. A download that \
      was stopped or lost goes on where it was. The archive's size and digest are checked where they are published, and written into \
      the set's folder; paths in it that lead elsewhere, links and devices are refused. It needs the program curl, or, with \
      --from-file, an archive that was downloaded by hand.

      Read the license of a set on its page before you use it.

      SETS
      \(Self.list)

      EXAMPLES
        zfnet data get imagenette
        zfnet data get tiny-imagenet --into /large/disk
        zfnet data get voc2012 --from-file VOCtrainval_11-May-2012.tar
      """)

  @Argument(help: ArgumentHelp("The set: \(Self.names).", valueName: "name"))
  var name: String

  @Option(help: ArgumentHelp("The folder that the set's own folder is made in.", valueName: "folder"))
  var into = "data"

  @Option(help: ArgumentHelp("The archive, where it was downloaded by hand; it stays.", valueName: "archive"))
  var fromFile: String?

  @Option(help: ArgumentHelp("Another address of the same archive, such as a mirror's.", valueName: "url"))
  var mirror: String?

  @Flag(help: "Take an archive whose size or digest is not the published one. What was seen is written down.")
  var anyDigest = false

  private static let names = PublishedSet.all.map(\.name).joined(separator: ", ")

  private static let list = PublishedSet.all.map { set in
    let size = set.bytes.map { "\(($0 + 500_000) / 1_000_000) MB" } ?? "size not published"
    return "  \(set.name.padded(to: 15))\(set.summary); \(size)\n  \("".padded(to: 15))\(set.page)"
  }.joined(separator: "\n")

  func validate() throws {
    if into.isEmpty { throw ValidationError("--into is empty; name a folder.") }
    if fromFile != nil, mirror != nil {
      throw ValidationError("--mirror has no effect with --from-file: leave one of them out.")
    }
    if let mirror, !mirror.hasPrefix("http://"), !mirror.hasPrefix("https://") {
      throw ValidationError("--mirror is an address that begins with http:// or https://.")
    }
  }

  func run() throws {
    try Ending.report {
      guard let set = PublishedSet.all.first(where: { $0.name == name }) else {
        let nearest = NearestName.to(name, among: PublishedSet.all.map(\.name))
        throw ConfigurationError.badOption(
          option: name,
          cause: "no such set; " + (nearest.map { "did you mean “\($0)”? " } ?? "")
            + "there are \(Self.names)")
      }
      Interruption.watch()
      let progress = ProgressLine(isQuiet: false)
      let retrieval = Retrieval(of: set, into: into, address: mirror, given: fromFile, takesAny: anyDigest)
      let outcome = try retrieval.run(
        waiting: { reason, seconds in
          progress.say("\(set.name): \(reason); trying again in \(ProgressLine.duration(seconds))")
        },
        progress: { step, done, total in
          try progress.show("\(step.rawValue) \(set.name)", megabytes: done, of: total)
        })
      print(Self.lines(set, outcome).joined(separator: "\n"))
    }
  }

  /// A word as a shell takes it, quoted where it must be.
  private static func quoted(_ word: String) -> String {
    let plain = /[A-Za-z0-9_.,:=@%+\/-]+/
    if word.wholeMatch(of: plain) != nil { return word }
    return "'" + word.printable.replacing("'", with: "'\\''") + "'"
  }

  /// What is there now, and how to use it.
  private static func lines(_ set: PublishedSet, _ outcome: Retrieval.Outcome) -> [String] {
    let published =
      outcome.isAsPublished
      ? "as published" : set.digest == nil ? "no digest is published" : "not the published archive"
    return [
      "\(set.name) is \(outcome.wasThere ? "there already" : "there"): \(outcome.folder.printable)",
      "archive: \(outcome.digests.bytes) bytes, SHA-256 \(outcome.digests.sha256), \(published)",
      "use it by: report \(set.use(in: outcome.folder).split(separator: " ", maxSplits: 1).map { Self.quoted(String($0)) }.joined(separator: " "))",
    ]
  }
}

extension ProgressLine {
  /// Shows how many bytes of a piece of work are done, in megabytes.
  ///
  /// - Throws: `Interruption` where a stop was asked for.
  func show(_ work: String, megabytes done: Int, of total: Int?) throws {
    let megabyte = 1_000_000
    if let total {
      try show("\(work), MB", done / megabyte, of: max((total + megabyte - 1) / megabyte, 1))
    } else {
      try show("\(work), MB", done / megabyte)
    }
  }
}
