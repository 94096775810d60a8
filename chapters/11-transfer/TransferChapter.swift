import ArgumentParser
import Replication
import Reporting

/// Section 5.2: what the features are worth on other pictures.
@main
struct TransferChapter: Chapter {
  static let heading = ChapterHeading.transfer

  @OptionGroup var options: RunOptions

  func write(to page: inout Page, _ session: Session) throws {}
}
