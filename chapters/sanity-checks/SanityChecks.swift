import ArgumentParser
import Datasets
import Figures
import Images
import Networks
import Replication
import Reporting
import Tensors
import Visualization

/// What has been criticized since the paper, each criticism run as a test.
package struct SanityChecks: Chapter {
  package static let heading = ChapterHeading(
    slug: "sanity-checks", section: "–", title: "Later criticism",
    reproduces: "what has been contested since the paper")
  package static let quickSeconds = 40.0
  package static let networkUse = NetworkUse.looksInto
  package static let additionalUse = AdditionalUse.measures

  @Option(help: "Validation images that each check is averaged over.")
  package var images = 64

  package init() {}

  package func networks(_ session: Session) -> [NetworkRequest] {
    session.networks.visualizationGroup.requests
  }

  package func write(to page: inout PageBuilder, _ session: Session) throws {
    let group = try session.networks.visualized()
    let subjects = try group.networks.map {
      try Subject($0, session, images: max(2, images), isPapers: group.trained != nil)
    }
    let subject = subjects[0]
    introduce(subject, group, on: &page)
    try ThreeRules(subject).write(to: &page)
    try WeightRandomization(subject).write(to: &page)
    try Switches(subject).write(to: &page)
    try Units(subject).write(to: &page)
    try Choices(subject).write(to: &page)
    try EffectiveFields(subject).write(to: &page)
    let findings = try subjects.map { try SanityFindings($0) }
    SanityClaims(findings, sample: group.sample).write(to: &page)
    WhatWasLearned(findings).write(to: &page)
    try AdditionalChecks(beside: findings, images: max(2, images), session).write(to: &page)
  }

  private func introduce(_ subject: Subject, _ group: StudiedGroup, on page: inout PageBuilder) {
    page.prose(
      """
      An image that looks like a dog's face persuades, whether or not the unit has anything to do with dogs. If projections are to tell us \
      about a *unit* of a *trained* network, they should change when the unit is another, and when the network has \
      forgotten what it learned. This chapter changes one thing at a time, and measures what becomes of the projection. The claims are the critics' of the paper: *reproduced* means that the criticism is borne out.

      The network of the figures and tables is \(group.first)\(group.networks.count > 1 ? "; the claims are judged over all of them" : ""). Everything is averaged over \
      \(subject.indices.count) images, drawn by the seed, with 95\u{202F}% bootstrap intervals over them. The *likeness* of two projections is the correlation of their pixels, all colors, signs included: 1 is the same \
      image up to contrast, 0 nothing in common.
      """)
  }
}
