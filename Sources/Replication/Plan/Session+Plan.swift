import Networks

extension Session {
  /// The networks that a chapter asks for, each once, in the order in which it does.
  ///
  /// Chapters take their networks from the same functions, so that the plan cannot promise others.
  ///
  /// - Throws: what opening the pictures of other roles throws.
  public func networks(of chapter: ChapterHeading) throws -> [NetworkRequest] {
    switch chapter.slug {
    case ChapterHeading.classification.slug:
      classificationNetworks().flatMap(\.requests) + [linearRequest]
    case ChapterHeading.architectureSelection.slug:
      architectureSelectionNetworks().groups.flatMap(\.requests)
    case ChapterHeading.ablations.slug: ablationNetworks().flatMap(\.requests)
    case ChapterHeading.layerVisualizations.slug, ChapterHeading.featureEvolution.slug,
      ChapterHeading.featureInvariance.slug, ChapterHeading.occlusionSensitivity.slug,
      ChapterHeading.correspondence.slug, ChapterHeading.sanityChecks.slug:
      [portraitRequest]
    case ChapterHeading.transfer.slug: try transferNetworks()
    case ChapterHeading.featureAnalysis.slug: [featureNetwork]
    default: []
    }
  }

  /// The network that the pictures of features are taken from.
  public var portraitRequest: NetworkRequest { request(.zfnet, .portrait) }
}
