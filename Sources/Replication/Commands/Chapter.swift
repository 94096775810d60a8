import ArgumentParser
import Foundation
import Reporting

/// A chapter: an executable that runs one section of the paper and writes its page.
///
/// ```swift
/// @main
/// struct Classification: Chapter {
///   static let heading = ChapterHeading(slug: "classification", section: "3", title: "…", reproduces: "Table 2")
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

/// What a chapter is called and what of the paper it reproduces.
public struct ChapterHeading: Sendable {
  /// The executable's name and the page's folder.
  public let slug: String
  /// The paper's section.
  public let section: String
  /// The title.
  public let title: String
  /// Figures and tables of the paper.
  public let reproduces: String

  /// A chapter's heading.
  public init(slug: String, section: String, title: String, reproduces: String) {
    self.slug = slug
    self.section = section
    self.title = title
    self.reproduces = reproduces
  }
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
      try write(to: &page, session)
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
