import Experiments
import Figures
import Replication
import Reporting
import SceneWorld

/// Section 4 and Figure 5: how far features and output move when an image is moved, scaled and turned.
package struct FeatureInvariance: Chapter {
  package static let heading = ChapterHeading(
    slug: "feature-invariance", section: "4", title: "What moving, scaling and turning an image changes",
    reproduces: "Figure 5")
  package static let quickSeconds = 40.0
  package static let networkUse = NetworkUse.looksInto
  package static let additionalUse = AdditionalUse.measures

  package init() {}

  package func networks(_ session: Session) -> [NetworkRequest] {
    session.networks.visualizationGroup.requests
  }

  package func untested(_ session: Session) -> [String] {
    session.images.areDrawn ? [] : ["What needs classes of known symmetry in Figure 5."]
  }

  package func write(to page: inout PageBuilder, _ session: Session) throws {
    let group = try session.networks.visualized()
    let network = group.networks[0]
    page.prose(
      """
      A dog that moves a little to the left is still a dog. If the upper layers have learned that, their features should move less than the \
      pixels do. The paper moves, scales and turns five images and measures, at the first and at the seventh layer, the Euclidean \
      distance between the features of the changed image and those of the original, and the probability of the true class.

      The figure's network is \(group.first)\(group.networks.count > 1 ? "; numbers are of all \(group.networks.count)" : ""). The paper's ±60 pixels of 224 are converted to shares of the side. We use each layer's output, after any pooling and normalization. Beyond the border, the image is continued by the margin of the stored image (\(network.preprocessing.storedSide) pixels, of which the network sees the central \(network.preprocessing.inputSide)) and then by its mirror image, so that there are no black edges. Translations are whole pixels; scaled and turned images are interpolated between \
      four pixels, which blurs them slightly.
      """)
    let scenes = NamedScene.figure5 + [.turningBall]
    let figure = try FigureImages(scenes, for: network.model, session)
    let measured = try group.networks.map { try InvarianceMeasurements.measure($0, figure, session) }
    Figure5(network: network, images: figure, measured: measured[0]).write(to: &page)
    AverageCurves(measured, seed: session.options.seed).write(to: &page)
    let others = try additional(beside: network, session)
    PixelShifts(
      measured, besides: others.map { ($0.network.name, $0.measured.neighbors) }, images: figure,
      seed: session.options.seed
    ).write(to: &page)
    AdditionalCurves(measured, others, seed: session.options.seed).write(to: &page)
    InvarianceClaims(
      measured, sample: group.sample, isDrawn: session.images.areDrawn, seed: session.options.seed
    ).write(to: &page)
  }

  /// What there is to measure in networks from files, on the images of the run's own.
  private func additional(
    beside network: StudiedNetwork, _ session: Session
  ) throws -> [(network: AdditionalNetwork, measured: AdditionalDistances)] {
    guard !session.additional.isEmpty else { return [] }
    let images = try MeasuredImages(
      of: try session.images.cache(.validation, for: network.model), classifiedBy: network.model, session)
    return try session.additional.map { ($0, try AdditionalDistances.measure($0, images, session)) }
  }
}
