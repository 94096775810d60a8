import ArgumentParser
import Replication
import Reporting

/// Section 4.3: whether parts of different faces correspond.
@main
struct Correspondence: Chapter {
  static let heading = ChapterHeading.correspondence

  @OptionGroup var options: RunOptions

  func write(to page: inout Page, _ session: Session) throws {}
}
