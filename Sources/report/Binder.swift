import Foundation
import Replication
import Reporting

/// Reads the chapters' pages and puts them between front and back matter.
struct Binder {
  private let session: Session
  private let allowMixed: Bool

  init(_ session: Session, allowMixed: Bool) {
    self.session = session
    self.allowMixed = allowMixed
  }

  /// Refuses damaged pages and pages of other runs, which are there and would be bound as they are, before any work is done.
  ///
  /// - Throws: `ReportingError` for a damaged page, or a damaged file of one; `ConfigurationError` for pages of other runs, unless
  ///   they were allowed.
  func check(toRun chosen: [ChapterExecutable]) throws {
    for chapter in ChapterExecutable.all where !chosen.contains(where: { $0.slug == chapter.slug }) {
      let files = PageFiles(of: chapter.slug, in: session.output)
      guard FileManager.default.fileExists(atPath: files.file.path) else { continue }
      if !allowMixed, let difference = difference(try files.read()) {
        throw Self.foreign(chapter.slug, difference)
      }
      try ReportCrate.checkFiles(ofChapter: chapter.slug, in: session.output)
    }
  }

  /// Whether any chapter has a page.
  var hasPages: Bool {
    ChapterExecutable.all.contains {
      FileManager.default.fileExists(atPath: PageFiles(of: $0.slug, in: session.output).file.path)
    }
  }

  private static func foreign(_ slug: String, _ difference: String) -> ConfigurationError {
    .badOption(
      option: slug,
      cause:
        "its page belongs to another run (\(difference)); run it again, bind it with --allow-mixed, or choose "
        + "another --output")
  }

  /// The report of all pages that there are.
  ///
  /// - Parameter ran: how the chapters of this run ended; one without a page is shown as failed.
  /// - Throws: `ReportingError` for a damaged page; `ConfigurationError` for pages of other runs, unless they were allowed.
  func document(ran: [ChapterRunner.Outcome]) throws -> ReportDocument {
    var pages: [Page] = []
    var warnings: [String] = []
    for chapter in ChapterExecutable.all {
      let outcome = ran.first { $0.slug == chapter.slug }
      let files = PageFiles(of: chapter.slug, in: session.output)
      guard FileManager.default.fileExists(atPath: files.file.path) else {
        let heading = heading(of: chapter)
        if let outcome {
          pages.append(failed(heading, outcome.message ?? "the chapter left no page"))
        } else {
          warnings.append("The chapter “\(heading.title)” was not run and is not in this report.")
        }
        continue
      }
      var page = try files.read()
      if let outcome, outcome.failed, page.failure == nil {
        page.failure = outcome.message ?? "the chapter failed"
      }
      if let difference = difference(page) {
        guard allowMixed else { throw Self.foreign(chapter.slug, difference) }
        warnings.append("The chapter “\(page.title)” belongs to another run: \(difference).")
      }
      pages.append(page)
    }
    var document = FrontMatter(session).document(pages: pages)
    document.warnings = warnings
    return document
  }

  /// A chapter that cannot even say what it is called goes by its command's name.
  private func heading(of chapter: ChapterExecutable) -> ChapterHeading {
    (try? chapter.description(.heading, session.options))?.heading
      ?? ChapterHeading(slug: chapter.slug, section: "–", title: chapter.slug, reproduces: "")
  }

  private func failed(_ heading: ChapterHeading, _ message: String) -> Page {
    .failed(
      slug: heading.slug, section: heading.section, title: heading.title, reproduces: heading.reproduces,
      setting: session.pageSetting, message: message)
  }

  /// A line of provenance with the beginning of its digest.
  private static func described(_ entry: ProvenanceEntry) -> String {
    entry.digest.map { "\(entry.value) \($0.prefix(8))" } ?? entry.value
  }

  /// What sets a page apart from this run; nil where nothing does.
  private func difference(_ page: Page) -> String? {
    let (setting, own) = (page.setting, session.pageSetting)
    if setting.profile != own.profile { return "profile \(setting.profile), not \(own.profile)" }
    if setting.seed != own.seed { return "seed \(setting.seed), not \(own.seed)" }
    if setting.source != own.source || setting.sourceDigest != own.sourceDigest {
      return "other images: \(setting.source) \(setting.sourceDigest.prefix(8))"
    }
    if setting.configurationDigest != own.configurationDigest { return "other settings" }
    // Of other roles the settings know the folder, the provenance what was in it.
    for role in Provenance.roles(session) {
      if let entry = page.provenance.first(where: { $0.name == role.name }), entry != role {
        return "\(role.name.lowercased()): \(Self.described(entry)), not \(Self.described(role))"
      }
    }
    return nil
  }
}
