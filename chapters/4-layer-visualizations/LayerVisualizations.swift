import Datasets
import Figures
import Networks
import Replication
import Reporting
import Training
import Visualization

/// Section 4 and Figure 2: what each layer's maps respond to, shown by the deconvnet.
package struct LayerVisualizations: Chapter {
  package static let heading = ChapterHeading(
    slug: "layer-visualizations", section: "4", title: "What the layers have learned",
    reproduces: "Figure 2")
  package static let quickSeconds = 120.0
  package static let networkUse = NetworkUse.looksInto
  package static let additionalUse = AdditionalUse.measures

  package init() {}

  package func networks(_ session: Session) -> [NetworkRequest] {
    session.networks.visualizationGroup.requests
  }

  package func untested(_ session: Session) -> [String] {
    session.images.areDrawn ? [] : ["What needs masks in Figure 2."]
  }

  package func write(to page: inout PageBuilder, _ session: Session) throws {
    let group = try session.networks.visualized()
    let network = group.networks[0]
    let images = try session.images.cache(.validation, for: network.model)
    let subjects = group.networks.map {
      VisualizationSubject(
        network: $0, images: images, classNames: session.images.source.classNames,
        searching: session.configuration.figures.searchedImages, isPapers: group.trained != nil)
    }
    let subject = subjects[0]
    try introduce(subject, group, on: &page, session)
    page.convergence(
      of: group.trainedGroups, id: "visualization-convergence", explained: "tab-classification-convergence")
    let found = try strongest(subject, session)
    FirstLayer(subject, found[0]).write(to: &page, seed: session.options.seed)
    let deconvnet = Deconvnet(network.model)
    var explained: Int?
    for (number, top) in zip(2..., found.dropFirst()) {
      let isShown = try FeatureMaps(subject, top, deconvnet: deconvnet, number: number)
        .write(
          to: &page, maps: session.configuration.figures.mapsPerLayer, seed: session.options.seed,
          explained: explained,
          progress: { try session.progress.show("projecting \(top.layer)", $0, of: $1) })
      if isShown, explained == nil { explained = number }
    }
    try MapAtlas(subject).write(to: &page, session)
    try Plate(subject, found, deconvnet: deconvnet).write(to: &page, session)
    let before = try strongest(subject.control, session)
    try RandomWeightControl(subject.control, before).write(to: &page, session)
    try AdditionalLayers(session, strongest: strongest).write(to: &page)
    let numbers = try subjects.map { subject in
      try LayerNumbers.measure(
        subject, try strongest(subject, session), try strongest(subject.control, session), session)
    }
    LayerNumbers(subject, numbers).write(to: &page, seed: session.options.seed)
    ObjectShare(numbers).write(to: &page, seed: session.options.seed)
    LearnedPart(numbers).write(to: &page, seed: session.options.seed)
    LayerClaims(
      numbers, sample: group.sample, chancePurity: subject.chancePurity(seed: session.options.seed),
      seed: session.options.seed
    ).write(to: &page)
  }

  private struct TopNine: StoredExperiment {
    typealias Value = [TopActivations]
    static let name = "layer-visualizations/top-nine"
    static let version = 1
    let network: String
    let images: String
    /// How many of the images are searched, from the first.
    let searched: Int
    let layers: [String]
  }

  /// The nine strongest places of each map of each convolution.
  private func strongest(
    _ subject: VisualizationSubject, _ session: Session
  ) throws -> [TopActivations] {
    let images = subject.images
    let count = subject.searched.count
    let experiment = TopNine(
      network: subject.network.digest, images: images.contentDigest, searched: count,
      layers: subject.layers)
    return try session.results.value(of: experiment) {
      try TopActivations.search(
        subject.network.model, layers: subject.layers, images: images,
        indices: Array(subject.searched),
        progress: { try session.progress.show("looking for the strongest activations", $0, of: count) })
    }
  }

  private func introduce(
    _ subject: VisualizationSubject, _ group: StudiedGroup, on page: inout PageBuilder, _ session: Session
  ) throws {
    page.prose(
      """
      What does a channel of a trained network represent? The paper answers by looking: find the nine validation images \
      that excite the map most, project each activation down to the pixels with the [deconvnet](#approach), \
      and put the patches that caused it beside the projections. What the nine projections have in common is what the channel detects; what varies between the patches is what it has learned to ignore. The images below are of \(group.first). \(try origin(subject, group, session))
      """)
    if let imported = session.imported { NetworkLayers(imported).write(to: &page) }
    page.note(
      """
      A projection shows what caused one activation in one image, and much of its form comes from the switches, that is, from the image. It is no sample of what the map prefers.
      """, kind: .warning, title: "What a projection is not")
  }

  /// What the first network learned from and how well, as far as that is known.
  private func origin(
    _ subject: VisualizationSubject, _ group: StudiedGroup, _ session: Session
  ) throws -> String {
    let source = InlineMarkup.escaped(session.images.source.name)
    if let network = group.trained?.networks.first {
      return
        "It was trained on \(NumberText.whole(network.recipe.samples)) samples of \(source) to a validation error of \(NumberText.percent(network.lastValidationError)). Its images are larger than those of the networks of the [comparison](#classification), because a receptive field does not shrink with the image: \(subject.fieldSentence)."
    }
    let confidence = try session.results.confidence(of: subject.network.model, on: subject.images)
    let right = Double(confidence.correctlyClassified.count) / Double(max(subject.images.count, 1))
    return
      "What it learned from is not known here. Of the \(NumberText.whole(subject.images.count)) images that it is looked at with, it gives \(NumberText.percent(right)) their own class among its \(subject.classNames.count). How much of the image a unit sees: \(subject.fieldSentence)."
  }
}
