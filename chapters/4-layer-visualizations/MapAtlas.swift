import Atlas
import Figures
import Replication
import Reporting

/// The atlas beside the report: what figures show of a few maps, of every one.
struct MapAtlas {
  private let subject: VisualizationSubject

  init(_ subject: VisualizationSubject) { self.subject = subject }

  func write(to page: inout PageBuilder, _ session: Session) throws {
    let folder = session.output.appendingPathComponent(ReportAtlas.folderName)
    guard Atlas.mayWrite(to: folder) else {
      throw ConfigurationError.badOption(
        option: folder.path,
        cause:
          "it is a file, or holds something else than an atlas, which the report writes there; move it, or choose another --output"
      )
    }
    let most = session.configuration.figures.atlasMaps
    let atlas = try Atlas(
      subject.network.model, subject.images, layers: subject.layers, searching: subject.searched,
      limit: most > 0
        ? MapLimit(count: most, seed: session.options.seed, peaksAbove: FeatureMaps.leastPeak) : nil
    ).write(to: folder, progress: { try session.progress.show($0, $1, of: $2) })
    page.atlas()
    page.heading("All maps")
    page.prose(
      """
      Figures have room for a few maps. In the report's folder, [an atlas](\(ReportAtlas.index)) has a card for each of \(NumberText.whole(atlas.count)) maps of \
      these \(subject.layers.count) layers: nine projections and patches as above, in how many images the map answers and how strongly, to which classes, and which \
      figures show it.
      """)
  }
}
