import Experiments
import Figures
import Replication
import Reporting

/// Section 5.3 and Table 7: what each layer's features are worth.
package struct FeatureAnalysis: Chapter {
  package static let heading = ChapterHeading(
    slug: "feature-analysis", section: "5.3", title: "What each layer's features are worth",
    reproduces: "Table 7")
  package static let quickSeconds = 250.0
  package static let networkUse = NetworkUse.looksInto
  package static let additionalUse = AdditionalUse.measures

  package init() {}

  package func networks(_ session: Session) -> [NetworkRequest] { TransferNetworks(session).group.requests }

  package func untested(_ session: Session) throws -> [String] {
    try TransferRole.allCases.filter { try session.images.source(for: $0.datasetRole) == nil }.map { role in
      "\(role.rawValue)'s half of Table 7. \(session.images.reasonWithoutImages(for: role.datasetRole))"
    }
  }

  package func write(to page: inout PageBuilder, _ session: Session) throws {
    let group = try TransferNetworks(session).studied()
    let sets = try TransferRole.allCases.map { try LayerScores($0, group, session) }
    introduce(on: &page, session, sets)
    LayerTable(sets).write(to: &page)
    DepthCurves(sets).write(to: &page)
    try AdditionalScores(session).write(to: &page)
    let networks = NetworkSample([group.arm.atMost(session.configuration.roles.analysisFolds)])
    let hasLayer7 = !group.networks[0].layers.endsInMaps
    DepthClaims(sets, sample: networks, hasLayer7: hasLayer7, seed: session.options.seed).write(to: &page)
    discuss(sets, on: &page)
  }

  private func introduce(on page: inout PageBuilder, _ session: Session, _ sets: [LayerScores]) {
    let subject =
      session.imported.map { "*\(InlineMarkup.escaped($0.name))*" }
      ?? "the ZFNets of *\(session.images.source.name)*, another of them for each fold"
    page.prose(
      """
      If deeper layers have learned more useful features, a classifier on them should do better. The paper keeps \
      layers 1 to *n* of its network, puts a linear support vector machine or a softmax on top, and trains that on the \
      largest draws of Caltech-101 and Caltech-256: accuracy rises from layer to layer, up to layer 5 on the one and to layer 7 on the other. Here the features are those of \
      \(subject), and the classifiers are fitted as in the [chapter before](#transfer).

      The lower layers' maps have far more numbers than a linear classifier can be fitted to, and the paper does not say how they \
      were reduced. Here a layer is represented by its output, after any pooling and normalization, the mean over an image and its mirror image; its maps \
      are averaged over an even grid of at most \(NetworkFeatures.largestSide) × \(NetworkFeatures.largestSide) places, fewer where the maps are \
      many, to at most \(NumberText.whole(NetworkFeatures.largestDimension)) numbers; dense layers stay whole. \
      That leaves layers of different size, and one may win because it is larger, not because it is deeper. So \
      every larger layer is also brought to the size of the smallest, by a random projection of its features, standardized over all of \
      the set's images, which keeps distances about as they are and knows nothing of the classes. (The paper's table leaves layer 6 out.)
      """)
    for set in sets {
      if let perClass = set.perClass, perClass < set.paperPerClass {
        page.note(
          "\(set.role.rawValue)'s role has too few images for the paper's \(set.paperPerClass) per class: \(perClass) are learned from."
        )
      } else if set.perClass == nil {
        page.note(set.reason)
      }
    }
  }

  private func discuss(_ sets: [LayerScores], on page: inout PageBuilder) {
    let control = sets.compactMap(\.controlSentence).joined(separator: " ")
    page.heading("What this says")
    page.prose(
      """
      Depth is confounded with more than the number of features. At inputs smaller than the paper's 224 px, receptive fields cover more of \
      the image: where a deeper layer is worth more, a wider view may be why. The networks with random weights show how much of it is: their layers \
      see as far, at the same size, and have learned nothing. \(control.isEmpty ? "" : control + " ")And the dense layers alone weigh all places at once, so that \
      a linear classifier on them need not learn where things are.

      The paper's own numbers need care. Its text says that using all layers is best, but on Caltech-101 the support vector machine on \
      layer 5 (86.2) beats that on layer 7 (85.5). Its softmax on layer 7 stands at 85.4 and 72.6 here and at 86.5 and 74.2 in Tables 4 and \
      5, for what reads as the same experiment. And the numbers are the same as in an earlier draft, whose network had \
      another first layer; they were most likely not measured again.
      """)
  }
}
