import ArgumentParser
import Datasets
import Figures
import Networks
import Replication
import Reporting
import Training
import Visualization

/// Section 4 and Figure 2: what each layer's maps respond to, shown by the deconvnet.
@main
struct LayerVisualizations: Chapter {
  static let heading = ChapterHeading.layerVisualizations

  @OptionGroup var options: RunOptions

  func write(to page: inout Page, _ session: Session) throws {
    let network = try session.network(session.portraitRequest)
    let pictures = try session.pictures(.validation, input: network.recipe.network.input)
    let portrait = Portrait(
      network: network, pictures: pictures, classNames: session.source.classNames,
      searching: session.configuration.figures.searchedPictures)
    introduce(portrait, on: &page, session)
    let found = try strongest(portrait, session)
    FirstLayer(portrait, found[0]).write(to: &page, seed: session.options.seed)
    let deconvnet = Deconvnet(network)
    for (number, top) in zip(2..., found.dropFirst()) {
      try FeatureMaps(portrait, top, deconvnet: deconvnet, number: number)
        .write(
          to: &page, maps: session.configuration.figures.mapsPerLayer, seed: session.options.seed,
          progress: { try session.showProgress("projecting \(top.layer)", $0, of: $1) })
    }
    let before = try strongest(portrait.twin, session)
    try UntrainedTwin(portrait.twin, before).write(to: &page, session)
    let numbers = try LayerNumbers.measure(portrait, found, before, session)
    LayerNumbers(portrait, numbers).write(to: &page, seed: session.options.seed)
    ObjectShare(portrait, numbers).write(to: &page, seed: session.options.seed)
    LayerClaims(portrait, numbers).write(to: &page, seed: session.options.seed)
  }

  /// The nine strongest places of each map of each convolution.
  private func strongest(
    _ portrait: Portrait, _ session: Session
  ) throws -> [TopActivations] {
    let pictures = portrait.pictures
    let count = portrait.searched.count
    return try session.result(
      "layer-visualizations/top-nine", of: [portrait.network.digest, pictures.contentDigest, "\(count)"]
    ) {
      try TopActivations.search(
        portrait.network, layers: portrait.architecture.convolutionNames, pictures: pictures,
        indices: Array(portrait.searched),
        progress: { try session.showProgress("looking for the strongest activations", $0, of: count) })
    }
  }

  private func introduce(_ portrait: Portrait, on page: inout Page, _ session: Session) {
    let network = portrait.network
    let settings = network.recipe.network
    let error = network.trace.evaluations.last?.validationError ?? .nan
    page.prose(
      """
      What does a map of a trained network stand for? The paper's answer is to look: find the nine pictures of the validation set \
      that excite the map most, project each activation down to the pixels with the [deconvnet](#approach), \
      and put the patches that caused it beside the projections. What the nine projections share is what the map has found; what the \
      nine patches do not share is what it has learned to ignore.

      The pictures below are of the *portrait* network: a ZFNet at \(settings.input) pixels and \(NumberText.percent(settings.width)) of \
      the paper's width, trained for \(NumberText.whole(network.recipe.presentations)) presentations of \(session.source.name) to a validation error of \
      \(NumberText.percent(error)). It is larger than the networks of the [comparison](#classification), because a receptive field \
      does not shrink with the picture: \(portrait.fieldSentence).
      """)
    page.note(
      """
      A projection shows one picture's activation, not what the map would like best, and much of its form comes from the \
      switches, that is from the picture. It is evidence of where the activation came from; it is not a sample of the map's preference.
      """, kind: .warning, title: "What a projection is not")
  }
}
