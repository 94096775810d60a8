import ArgumentParser
import Drawing
import Files
import Foundation
import MessagePassing
import Processes
import Replication
import Reporting
import Training

/// Runs the chapters as processes and binds their pages into one HTML file and one PDF.
@main
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Run the chapters and write output/report.html and output/report.pdf.",
    discussion: """
      Each chapter is a process of its own: one that fails shows in the report and in the exit code, and leaves the others alone. \
      Networks and images are kept in <output>/store, so that a second run trains nothing.

      EXAMPLES
        swift run -c release report
        swift run -c release report --profile smoke --output /tmp/smoke
        swift run -c release report --only layer-visualizations
        swift run -c release report --poster
        swift run -c release report --source tiny-imagenet:PATH --set data.classes=40 --set data.imagesPerClass=300
        swift run -c release report --network squeezenet.safetensors --source images:PATH --caltech101 PATH --faces PATH

      EXIT CODES
        0 all is well; 1 a chapter failed or a figure is lost; 2 --strict and a claim was not reproduced; 64 usage; 65 bad data; \
      66 input missing; 74 input or output; 75, 130, 143 stopped by a signal, the same command goes on from there
      """, version: Provenance.version)

  @OptionGroup var options: RunOptions

  @Option(
    help: ArgumentHelp(
      "Run these chapters only, and bind the others as they are; it may be repeated.", valueName: "chapter,…")
  )
  var only: [String] = []

  @Option(
    help: ArgumentHelp(
      "Run from this chapter on, and bind the earlier ones as they are.", valueName: "chapter"))
  var from: String?

  @Flag(help: "Run no chapter: bind the pages that are there.")
  var bind = false

  @Flag(
    help: "Run no chapter: bind the pages that are there, and write poster.pdf, the report on one sheet (A1)."
  )
  var poster = false

  @Flag(
    help:
      "Run no chapter: bind the pages that are there, write rubric.json, which says what of the paper they answer, and print its sums."
  )
  var rubric = false

  @Flag(help: "Run the other chapters even where one fails.")
  var keepGoing = false

  @Flag(help: "Bind pages of another profile, seed or source too; the report says so.")
  var allowMixed = false

  /// Whether the pages that are there are bound, and no chapter is run.
  private var bindsOnly: Bool { bind || poster || rubric }

  static func main() {
    StandardStreams.prepare(repeatable: RunOptions.repeatable + ["--only"])
    ProcessLaunch.refuseOthers("report")
    main(nil)
  }

  func validate() throws {
    if bindsOnly, !only.isEmpty || from != nil || options.fresh || keepGoing {
      let name = poster ? "--poster" : rubric ? "--rubric" : "--bind"
      throw ValidationError(
        "\(name) runs no chapter: --only, --from, --keep-going and --fresh have no effect beside it.")
    }
  }

  func run() throws {
    try Ending.report {
      let clock = RunClock()
      let chosen = try chapters()
      let session = try Session(options)
      try session.images.openGivenRoles()
      session.progress.say("report: \(session.summary)")
      let binder = Binder(session, allowMixed: allowMixed)
      try binder.check(toRun: chosen)
      if bindsOnly, !binder.hasPages {
        throw ConfigurationError.missingInput(
          path: session.output.appendingPathComponent("chapters").path,
          hint: "there is no page to bind: run the chapters first")
      }
      let runner = ChapterRunner(options, output: session.output)
      var outcomes: [ChapterRunner.Outcome] = []
      for chapter in chosen {
        let outcome = try runner.run(chapter)
        outcomes.append(outcome)
        if outcome.failed, !keepGoing {
          session.progress.say(
            "\(chapter.slug) failed: \(outcome.message ?? ""); the chapters after it were not run (--keep-going runs them)"
          )
          break
        }
      }
      var document = try binder.document(ran: outcomes)
      let before = bindsOnly ? RunRecord.read(in: session.output) : nil
      if bindsOnly { document.provenance = RunRecord.provenance(document.provenance, boundAfter: before) }
      let lostAtlas = try AtlasBinding.bind(&document)
      let lost = try document.write()
      let own = try before ?? RunRecord(session, document, outcomes, clock)
      let record = bindsOnly ? try own.boundAgain(session, document) : own
      try record.write(to: session.output)
      try AtomicFile.write(
        session.configuration.yaml, to: session.output.appendingPathComponent("configuration.yaml"))
      let photographs =
        (session.images.areDrawn ? [] : [session.images.source.name]) + Provenance.roles(session).map(\.value)
      let besides = try writeBesides(document)
      try ReportCrate(
        document, record, version: Provenance.program, photographs: photographs, besides: besides
      ).write()
      let files =
        [session.output.appendingPathComponent("report.html").path, "report.pdf"] + besides.map(\.name)
      session.progress.say(
        "report: \(files.dropLast().joined(separator: ", ")) and \(files[files.count - 1]), in "
          + ProgressLine.duration(clock.elapsed))
      if let sentence = MissingLetters.sentence { session.progress.say(sentence) }
      for reason in lost { StandardStreams.tell("Error: a figure is lost: \(reason)") }
      for sentence in lostAtlas { StandardStreams.tell("Error: \(sentence)") }
      if !lost.isEmpty || !lostAtlas.isEmpty || document.pages.contains(where: { $0.failure != nil }) {
        throw ExitCode(1)
      }
      if options.strict, document.claims.contains(where: { $0.verdict == .notReproduced }) {
        throw ExitCode(2)
      }
    }
  }

  /// Writes the poster and the rubric where they are asked for.
  ///
  /// - Returns: the files' names in the output folder, each with what it is.
  private func writeBesides(_ document: ReportDocument) throws -> [(name: String, title: String)] {
    var written: [(name: String, title: String)] = []
    if poster {
      let name = PosterWriter.fileName
      try AtomicFile.write(
        Data(try PosterWriter(document).pdf()), to: document.output.appendingPathComponent(name))
      written.append((name, "The report as a poster"))
    }
    if rubric {
      let answered = Rubric.paper.answered(by: document, chapters: ChapterExecutable.all.map(\.slug))
      try AtomicFile.write(try answered.json(), to: document.output.appendingPathComponent(Rubric.fileName))
      written.append((Rubric.fileName, "What of the paper the report answers"))
      print(answered.summary.joined(separator: "\n"))
    }
    return written
  }

  /// The chapters to run, in the paper's order; at least one, unless all are to be bound as they are.
  private func chapters() throws -> [ChapterExecutable] {
    if bindsOnly { return [] }
    let slugs = ChapterExecutable.all.map(\.slug)
    func known(_ slug: String, _ option: String) throws -> String {
      guard slugs.contains(slug) else {
        throw ConfigurationError.badOption(
          option: "\(option) \(slug)", cause: "no such chapter; there are \(slugs.joined(separator: ", "))")
      }
      return slug
    }
    var chosen = ChapterExecutable.all
    if let from {
      let first = try known(from, "--from")
      chosen = Array(chosen.drop { $0.slug != first })
    }
    if !only.isEmpty {
      let names = only.flatMap { $0.split(separator: ",") }.map { $0.trimmingCharacters(in: .whitespaces) }
        .filter { !$0.isEmpty }
      guard !names.isEmpty else {
        throw ConfigurationError.badOption(
          option: "--only “\(only.joined(separator: ","))”",
          cause: "no chapter is named; there are \(slugs.joined(separator: ", "))")
      }
      let wanted = Set(try names.map { try known($0, "--only") })
      chosen = chosen.filter { wanted.contains($0.slug) }
    }
    guard !chosen.isEmpty else {
      throw ConfigurationError.badOption(
        option: "--from \(from ?? "") --only \(only.joined(separator: ","))",
        cause: "nothing is left to run: no chapter named by --only stands at or after that of --from")
    }
    return chosen
  }
}
