import ArgumentParser
import Replication
import Reporting

/// Section 4: what moving, scaling and turning a picture changes.
@main
struct FeatureInvariance: Chapter {
  static let heading = ChapterHeading.featureInvariance

  @OptionGroup var options: RunOptions

  func write(to page: inout Page, _ session: Session) throws {}
}
