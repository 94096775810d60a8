extension ChapterHeading {
  /// How long the chapter measures and draws at the quick profile on two cores when its networks are all there, in
  /// seconds; the training of its networks comes on top.
  var quickSeconds: Double {
    switch slug {
    case Self.pictures.slug: 20
    case Self.featureInvariance.slug, Self.occlusionSensitivity.slug: 60
    case Self.correspondence.slug: 15
    case Self.featureEvolution.slug: 45
    case Self.transfer.slug, Self.featureAnalysis.slug: 150
    default: 30
    }
  }
}
