import ArgumentParser
import Foundation
import Processes
import Reporting

/// A chapter: an executable that runs one section of the paper and writes its page.
///
/// ```swift
/// @main
/// struct Classification: Chapter {
///   static let heading = ChapterHeading.classification
///   @OptionGroup var options: RunOptions
///   func write(to page: inout Page, _ session: Session) throws { … }
/// }
/// ```
public protocol Chapter: ParsableCommand {
  /// What it is called and what it reproduces.
  static var heading: ChapterHeading { get }
  /// The options of the command line.
  var options: RunOptions { get }
  /// Runs the section's experiments and tells them, from the top of the page down.
  func write(to page: inout Page, _ session: Session) throws
}

extension Chapter {
  /// The command's name and help, from the heading.
  public static var configuration: CommandConfiguration {
    CommandConfiguration(
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

  /// Opens the session, writes the page, saves it, and says where.
  public func run() throws {
    PassiveWaiting.ensure()
    try Ending.report {
      let session = try Session(options)
      let clock = RunClock()
      var page = Page(
        slug: Self.heading.slug, section: Self.heading.section, title: Self.heading.title,
        reproduces: Self.heading.reproduces, setting: session.pageSetting)
      session.say("\(Self.heading.slug): \(session.summary)")
      do {
        try write(to: &page, session)
      } catch let interruption as Interruption {
        throw interruption
      } catch {
        // What was written before the failure is kept, and the report shows why there is no more.
        page.failure = "\(error)"
        page.provenance = Provenance.entries(session, clock)
        try page.save(to: session.output)
        throw error
      }
      page.wallSeconds = clock.wallSeconds
      page.provenance = Provenance.entries(session, clock)
      try page.save(to: session.output)
      session.say(
        "\(Self.heading.slug): written to \(Page.folder(of: page.slug, in: session.output).path)"
          + " in \(ProgressLine.duration(clock.elapsed))")
      let failed = page.claims.filter { $0.verdict == .notReproduced }
      if options.strict, !failed.isEmpty {
        session.say("not reproduced, under --strict: " + failed.map(\.id).joined(separator: ", "))
        throw ExitCode(2)
      }
    }
  }
}
