import Figures
import Replication
import Reporting
import Visualization

/// Figure 2 of networks from files, with the images of the run: a few maps of layers 2 to 5, and the same with random weights.
struct AdditionalLayers {
  private let session: Session
  /// The strongest activations of each layer, from the first.
  private let strongest: (VisualizationSubject, Session) throws -> [TopActivations]
  private static let mapsPerLayer = 2

  init(
    _ session: Session, strongest: @escaping (VisualizationSubject, Session) throws -> [TopActivations]
  ) {
    self.session = session
    self.strongest = strongest
  }

  func write(to page: inout PageBuilder) throws {
    guard !session.additional.isEmpty else { return }
    page.heading("In networks from files")
    page.prose(
      """
      \(session.additional.map(\.introduction).joined(separator: " ")) The images are those of this run, of classes that \
      \(session.additional.count == 1 ? "the network need" : "the networks need") not know: what excites a map, and what the projections show of it, asks for none. The appendix has the same \
      graph\(session.additional.count == 1 ? "" : "s") with random weights: whatever looks as good there is no evidence of learning.
      """)
    for (number, other) in session.additional.enumerated() {
      let subject = VisualizationSubject(
        network: other.network, images: try session.images.cache(.validation, for: other.network.model),
        classNames: session.images.source.classNames,
        searching: session.configuration.figures.searchedImages, isPapers: false)
      try draw(other, subject, id: "layers-additional-\(number + 1)", hasRandomWeights: false, on: &page)
      try page.appendix { page in
        try draw(
          other, subject.control, id: "layers-additional-\(number + 1)-untrained", hasRandomWeights: true,
          on: &page)
      }
    }
  }

  private func draw(
    _ other: AdditionalNetwork, _ subject: VisualizationSubject, id: String, hasRandomWeights: Bool,
    on page: inout PageBuilder
  ) throws {
    let deconvnet = Deconvnet(subject.network.model)
    let blocks = try zip(2..., try strongest(subject, session).dropFirst()).flatMap { number, top in
      let maps = FeatureMaps(subject, top, deconvnet: deconvnet, number: number)
      let chosen = top.drawnMaps(
        Self.mapsPerLayer, seed: session.options.seed, peaksAbove: FeatureMaps.leastPeak)
      return try maps.blocks(
        chosen,
        progress: { try session.progress.show("projecting \(top.layer) of \(other.name)", $0, of: $1) })
    }
    let weights = hasRandomWeights ? ", with random weights" : ""
    guard !blocks.isEmpty else {
      page.note("No image excites any map of \(other.emphasis)\(weights).", kind: .warning)
      return
    }
    page.figure(
      id: id, title: "Layers 2 to 5 of \(other.name)\(weights)",
      caption: """
        \(Self.mapsPerLayer) maps of each layer of \(other.emphasis), a network from a file\(weights), chosen by the seed: the nine strongest activations over \
        \(subject.searched.count) images, at most one an image, left the projections, right the patches. Below: the most frequent class of the nine images, and of how many. \
        How much of the image a unit sees: \(subject.fieldSentence).
        """,
      alt: "Blocks of nine projections beside nine patches, \(Self.mapsPerLayer) for each of layers 2 to 5.",
      ImageGrid(blocks: blocks, blocksAcross: 2 * Self.mapsPerLayer, gap: FeatureMaps.gap))
  }
}
