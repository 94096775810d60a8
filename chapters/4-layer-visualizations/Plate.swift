import Experiments
import Figures
import Networks
import Replication
import Reporting
import Visualization

/// The most selective map of each of layers 3 to 5, for the report's first page: chosen for what they show, as Figure 2's are not.
package struct Plate {
  private let subject: VisualizationSubject
  private let found: [TopActivations]
  private let deconvnet: Deconvnet

  /// - Parameter found: the strongest activations of each layer, from the first.
  init(_ subject: VisualizationSubject, _ found: [TopActivations], deconvnet: Deconvnet) {
    self.subject = subject
    self.found = found
    self.deconvnet = deconvnet
  }

  func write(to page: inout PageBuilder, _ session: Session) throws {
    var maps: [ShownMap] = []
    let blocks = try zip(3..., found.dropFirst(2)).flatMap { number, top -> [ImageGrid.Block] in
      guard let map = SelectiveMaps.of(top, count: 1, label: { subject.images.label($0) }).first else {
        return []
      }
      maps.append(ShownMap(top.layer, map))
      return try FeatureMaps(subject, top, deconvnet: deconvnet, number: number)
        .blocks([map], progress: { try session.progress.show("projecting \(top.layer)", $0, of: $1) })
    }
    guard !blocks.isEmpty else { return }
    page.plate(
      id: "plate-layers",
      caption: """
        Of layers 3, 4 and 5 the map whose nine strongest images agree most on their class: left their projections, right the patches of the \
        images. \(Self.reading(isTrial: session.pageSetting.isTrial)) Figures 2c to 2f have more such maps, and maps chosen at random.
        """,
      alt: "Three blocks of nine projections beside nine patches of images, one for each of layers 3 to 5.",
      maps: maps,
      ImageGrid(blocks: blocks, blocksAcross: 3, gap: 0.5))
  }

  /// What the projections say: of a network that has hardly learned, nothing of what it detects.
  package static func reading(isTrial: Bool) -> String {
    isTrial
      ? "In a run of this size the network has hardly learned: they show that the method works, and not what a network detects."
      : "What the projections share is evidence of what the map detects."
  }
}
