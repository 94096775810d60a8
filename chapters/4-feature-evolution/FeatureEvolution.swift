import Datasets
import Figures
import Networks
import Replication
import Reporting
import Tensors
import Training

/// Section 4: how features come about during training.
package struct FeatureEvolution: Chapter {
  package static let heading = ChapterHeading(
    slug: "feature-evolution", section: "4", title: "How features come about during training",
    reproduces: "Figure 4")
  package static let quickSeconds = 140.0
  package static let networkUse = NetworkUse.trains(
    because:
      "This section looks at a network at eight moments of its training, and a file holds its end alone.")

  package init() {}

  package func networks(_ session: Session) -> [NetworkRequest] {
    session.networks.visualizationGroup.requests
  }

  package func untested(_ session: Session) -> [String] {
    guard session.networks.visualization.recipe.schedule.isKnownBeforehand else { return [] }
    return [
      "Figure 4's epochs: the learning-rate schedule is fixed beforehand and decides them; the layers' order is tested."
    ]
  }

  package func write(to page: inout PageBuilder, _ session: Session) throws {
    let group = try session.networks.trained(session.networks.visualizationGroup)
    let network = group.networks[0]
    let input = network.recipe.network.input
    let training = try session.images.cache(.train, input: input)
    let lives = try group.networks.map {
      try Life(
        $0, training: training, searched: session.configuration.figures.searchedTrainingImages,
        seed: session.options.seed)
    }
    let life = lives[0]
    introduce(life, networks: lives.count, on: &page)
    try EvolutionFigure(life, try life.strongest(session)).write(to: &page, session)
    let validation = try session.images.cache(.validation, input: input)
    let findings = EvolutionFindings(
      seed: session.options.seed, sample: group.sample, epochs: life.epochs, end: NetworkLibrary.paperEpochs,
      isScheduled: network.recipe.schedule.isKnownBeforehand,
      networks: try lives.map {
        .init(distances: try $0.distances(validation, session), strongest: try $0.strongest(session))
      })
    let distance = DistanceToEnd(life, findings, compared: Life.comparedCount(of: validation))
    distance.write(to: &page)
    Jumps(life, findings).write(to: &page)
    distance.discuss(on: &page)
    page.claim(findings.claims)
  }

  private func introduce(_ life: Life, networks: Int, on page: inout PageBuilder) {
    let network = life.network
    page.prose(
      """
      The paper looks into its network at eight moments of its training, after \(life.epochText) of 70 epochs: of some maps of each \
      layer it shows the strongest activation over all training images, projected down to the pixels. Its reading: the lower layers converge within a few epochs, while the upper layers need a \
      considerable number, 40 to 50, and models should be trained until they have converged.

      Here the parameters of \(networks == 1 ? "the visualization network" : "the \(networks) visualization networks") of [the chapter on layers](#layer-visualizations) were saved at the same *shares* of training, \
      \(NumberText.whole(network.recipe.samples)) samples seen or \
      \(NumberText.fixed(Double(network.recipe.samples) / Double(life.training.count), 1)) passes over \
      \(NumberText.whole(life.training.count)) images; the paper's saw \(NumberText.fixed(NetworkLibrary.paperEpochs, 0)) passes over \
      1.3 million. “Epoch 10” is therefore a share of \(NumberText.percent(10 / NetworkLibrary.paperEpochs, 0)) of the run, and not ten passes.
      """)
    page.note(
      network.recipe.schedule.isKnownBeforehand
        ? """
        The learning rate comes down toward the end, by a schedule that was fixed beforehand. This alone makes the weights of every layer settle by the end; only the *order* in which the layers settle tells something about the features.
        """
        : """
        The learning rate is divided by ten when the validation loss stops falling, as the paper's was by hand. Each reduction makes all layers settle faster at once; the *order* in which they settle says more about the features than the epochs do.
        """, kind: .warning, title: "What the schedule does")
  }
}
