import ArgumentParser
import Drawing
import MessagePassing
import Processes
import Reporting

/// A chapter's executable: the whole of its `main.swift` is `ChapterCommand<OcclusionSensitivity>.main()`.
///
/// It writes the chapter's page. With the hidden option `--describe` it prints what the report and the plan must know of
/// the chapter instead; see `ChapterDescription`.
public struct ChapterCommand<Content: Chapter>: ParsableCommand {
  /// The command's name and help, from the heading.
  public static var configuration: CommandConfiguration {
    let heading = Content.heading
    return CommandConfiguration(
      commandName: heading.slug,
      abstract: "Section \(heading.section): \(heading.title) (\(heading.reproduces)).",
      discussion: """
        Writes <output>/chapters/\(heading.slug)/page.json with figures/ (SVG, PNG, PDF) and data/ (CSV) beside it. \
        Networks come from <output>/store and are trained where they are missing.

        EXAMPLES
          swift run -c release \(heading.slug) --profile quick
          swift run -c release \(heading.slug) --source tiny-imagenet:PATH --set data.classes=40
        """)
  }

  /// The options that all chapters share.
  @OptionGroup public var options: RunOptions
  /// The chapter with options of its own.
  @OptionGroup public var chapter: Content
  /// What to print about the chapter instead of running it.
  @Option(help: .hidden) public var describe: ChapterDescription.Extent?
  /// The digest of the recipe of one of the chapter's networks, which is trained instead of writing the page: a job of its own on a
  /// cluster.
  @Option(help: .hidden) public var train: String?

  /// Parsed by the command line.
  public init() {}

  /// Runs the command by the arguments of the process.
  public static func main() {
    StandardStreams.prepare(repeatable: RunOptions.repeatable)
    ProcessLaunch.refuseOthers(Content.heading.slug)
    main(nil)
  }

  /// Describes the chapter, or opens the session, writes the page, saves it, and says where.
  public func run() throws {
    if let describe {
      try Ending.report { print(try ChapterDescription(chapter, options, describe).json) }
      return
    }
    try Ending.report {
      if let train { try trainNetwork(train) } else { try write() }
    }
  }

  /// Trains one of the chapter's networks if it is not in the store.
  private func trainNetwork(_ digest: String) throws {
    let session = try Session(options)
    guard let request = try chapter.networks(session).first(where: { $0.recipe.digest == digest }) else {
      throw ConfigurationError.badOption(
        option: "--train \(digest)",
        cause: "\(Content.heading.slug) asks for no such network with these options; plan the jobs again")
    }
    _ = try session.networks.trained(request)
  }

  /// The chapter's page, or, where the run looks into a network from a file, what there is of it for that.
  private func tell(_ session: Session, on page: inout PageBuilder) throws {
    switch (Content.networkUse, session.imported) {
    case (.trains(let reason), let imported?):
      NetworkUse.tellMissing(reason, network: imported.name, on: &page)
    case (.looksInto, let imported?):
      page.network = imported.name
      page.note(imported.introduction, kind: .scale, title: "The network of this page")
      try chapter.write(to: &page, session)
    default:
      try chapter.write(to: &page, session)
      Content.additionalUse.tell(of: session.additional, on: &page)
    }
  }

  private func write() throws {
    let session = try Session(options)
    let clock = RunClock()
    let heading = Content.heading
    let files = PageFiles(of: heading.slug, in: session.output)
    var page = PageBuilder(
      slug: heading.slug, section: heading.section, title: heading.title, reproduces: heading.reproduces,
      setting: session.pageSetting)
    session.progress.say("\(heading.slug): \(session.summary)")
    do {
      try tell(session, on: &page)
      try page.checkFigures()
    } catch let interruption as Interruption {
      throw interruption
    } catch {
      // What was written before the failure is kept, and the report shows why there is no more.
      page.failure = "\(error)"
      page.provenance = Provenance.entries(session, clock)
      try files.write(page)
      throw error
    }
    page.wallSeconds = clock.wallSeconds
    page.provenance = Provenance.entries(session, clock)
    try files.write(page)
    session.progress.say(
      "\(heading.slug): written to \(files.folder.path) in \(ProgressLine.duration(clock.elapsed))")
    if let sentence = MissingLetters.sentence { session.progress.say(sentence) }
    let failed = page.claims.filter { $0.verdict == .notReproduced }
    if options.strict, !failed.isEmpty {
      session.progress.say("not reproduced, under --strict: " + failed.map(\.id).joined(separator: ", "))
      throw ExitCode(2)
    }
  }
}
