import ArgumentParser
import Replication
import Reporting

/// Section 4.1: choosing the architecture by looking.
@main
struct ArchitectureSelection: Chapter {
  static let heading = ChapterHeading.architectureSelection

  @OptionGroup var options: RunOptions

  func write(to page: inout Page, _ session: Session) throws {}
}
