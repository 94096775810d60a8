import ArgumentParser
import Replication
import Reporting

/// Section 5.3: what each layer's features are worth.
@main
struct FeatureAnalysis: Chapter {
  static let heading = ChapterHeading.featureAnalysis

  @OptionGroup var options: RunOptions

  func write(to page: inout Page, _ session: Session) throws {}
}
