import ArgumentParser
import Replication
import Reporting

/// Section 4.2: hiding parts of a picture.
@main
struct OcclusionSensitivity: Chapter {
  static let heading = ChapterHeading.occlusionSensitivity

  @OptionGroup var options: RunOptions

  func write(to page: inout Page, _ session: Session) throws {}
}
