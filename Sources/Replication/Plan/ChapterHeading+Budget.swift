extension ChapterHeading {
  /// How long the chapter measures and draws at the quick profile on two cores when its networks are all there, in
  /// seconds; the training of its networks comes on top.
  var quickSeconds: Double {
    switch slug {
    case Self.approach.slug: 5
    case Self.images.slug, Self.correspondence.slug: 15
    case Self.featureEvolution.slug: 45
    case Self.occlusionSensitivity.slug: 60
    case Self.featureAnalysis.slug: 120
    case Self.transfer.slug: 220
    default: 30
    }
  }
}
