import Networks

extension Session {
  /// The networks that a chapter asks for, each once, in the order in which it does.
  ///
  /// Chapters take their networks from the same functions, so that the plan cannot promise others.
  ///
  /// - Throws: what opening the images of other roles throws.
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
      [visualizationRequest]
    case ChapterHeading.transfer.slug: try transferNetworks()
    case ChapterHeading.featureAnalysis.slug: [featureNetwork]
    default: []
    }
  }

  /// The network that the images of features are taken from.
  public var visualizationRequest: NetworkRequest { request(.zfnet, .visualization) }
}
