import ArgumentParser
import Replication
import Reporting

/// Section 4: how features come about during training.
@main
struct FeatureEvolution: Chapter {
  static let heading = ChapterHeading.featureEvolution

  @OptionGroup var options: RunOptions

  func write(to page: inout Page, _ session: Session) throws {}
}
