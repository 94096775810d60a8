import ArgumentParser
import Datasets
import Figures
import Images
import Networks
import Replication
import Reporting
import Tensors
import Training
import Visualization

/// What has been criticized since the paper, each criticism run as a test.
package struct SanityChecks: Chapter {
  package static let heading = ChapterHeading(
    slug: "sanity-checks", section: "–", title: "Later criticism",
    reproduces: "what has been contested since the paper")
  package static let quickSeconds = 30.0

  @Option(help: "Validation images that each check is averaged over.")
  package var images = 64

  package init() {}

  package func networks(_ session: Session) -> [NetworkRequest] { [session.networks.visualization] }

  package func write(to page: inout PageBuilder, _ session: Session) throws {
    let subject = try Subject(session, images: max(2, images))
    introduce(subject, on: &page)
    try ThreeRules(subject).write(to: &page)
    let randomization = try WeightRandomization(subject)
    try randomization.write(to: &page)
    let switches = try Switches(subject)
    try switches.write(to: &page)
    let units = try Units(subject)
    try units.write(to: &page)
    try Choices(subject).write(to: &page)
    let fields = try EffectiveFields(subject)
    fields.write(to: &page)
    SanityFindings(subject, randomization, switches, units, fields).write(to: &page)
  }

  private func introduce(_ subject: Subject, on page: inout PageBuilder) {
    page.prose(
      """
      The deconvnet's images are persuasive, and that is the problem: an image that looks like a dog's face persuades whether or not the unit has anything to do with dogs. Several authors have since asked what such images depend on. If they are to tell us \
      about a *unit* of a *trained* network, they should change when the unit is another, and when the network has \
      forgotten what it learned. This chapter changes one thing at a time, and measures what becomes of the projection.

      The network is the [visualization network](#layer-visualizations). Everything is averaged over \
      \(subject.indices.count) validation images, drawn by the seed, with 95\u{202F}% bootstrap intervals over them. The measure is the \
      same throughout: the *likeness* of two projections is the correlation of their pixels, all colors, signs included: 1 is the same \
      image up to contrast, 0 nothing in common.
      """)
  }
}
