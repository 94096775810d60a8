import ArgumentParser
import Replication
import Reporting

/// Section 6: what has been doubted since.
@main
struct SanityChecks: Chapter {
  static let heading = ChapterHeading.sanityChecks

  @OptionGroup var options: RunOptions

  func write(to page: inout Page, _ session: Session) throws {}
}
