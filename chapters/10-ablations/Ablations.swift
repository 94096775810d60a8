import ArgumentParser
import Replication
import Reporting

/// Section 5.1: networks without some of their layers.
@main
struct Ablations: Chapter {
  static let heading = ChapterHeading.ablations

  @OptionGroup var options: RunOptions

  func write(to page: inout Page, _ session: Session) throws {}
}
