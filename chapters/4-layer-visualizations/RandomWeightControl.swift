import Figures
import Replication
import Reporting
import Visualization

/// The figure of layers 2 to 5 for weights that have learned nothing: those that a network started from, or others as large.
struct RandomWeightControl {
  private let control: VisualizationSubject
  private let found: [TopActivations]
  private static let mapsPerLayer = 2

  init(_ control: VisualizationSubject, _ found: [TopActivations]) {
    self.control = control
    self.found = found
  }

  func write(to page: inout PageBuilder, _ session: Session) throws {
    page.heading("The same with random weights")
    page.prose(
      """
      How much of this would appear if the network had learned nothing? The same network with \(control.isPapers ? "the random weights that it started from" : "random weights") has the \
      same fields, the same pooling and the same images to choose nine from; only its weights mean nothing. Whatever looks as good in [](#fig-untrained) as above is no evidence of learning.
      """)
    let deconvnet = Deconvnet(control.network.model)
    let blocks = try zip(2..., found.dropFirst()).flatMap { number, top in
      let maps = FeatureMaps(control, top, deconvnet: deconvnet, number: number)
      return try maps.blocks(
        top.drawnMaps(Self.mapsPerLayer, seed: session.options.seed),
        progress: { try session.progress.show("projecting \(top.layer) with random weights", $0, of: $1) })
    }
    guard !blocks.isEmpty else {
      page.note("No image excites any map of the network with random weights.", kind: .warning)
      return
    }
    page.appendix { page in
      page.figure(
        id: "untrained", title: "Layers 2 to 5 with random weights",
        caption: """
          As the figures above, for \(Self.mapsPerLayer) maps of each layer, chosen by the seed: the nine strongest activations, left the \
          projections through random weights, right the patches. Under each map: the most frequent class of the nine, and of how many.
          """,
        alt: "Blocks of nine projections beside nine patches, two for each of layers 2 to 5.",
        ImageGrid(
          blocks: blocks, blocksAcross: 4, gap: FeatureMaps.gap))
    }
  }
}
