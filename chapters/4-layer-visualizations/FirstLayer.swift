import Experiments
import Figures
import Reporting
import Tensors
import Visualization

/// Layer 1: its filters can be looked at as they are, and so can the patches that answer to them.
struct FirstLayer {
  private let portrait: Portrait
  private let top: TopActivations
  /// The most filters whose patches are shown.
  private static let shownFilters = 24

  init(_ portrait: Portrait, _ top: TopActivations) {
    self.portrait = portrait
    self.top = top
  }

  func write(to page: inout Page, seed: UInt64) {
    let filters = portrait.network.parameters["conv1"].weights
    let images = ProjectionDisplay.symmetric.images(ofFilters: filters)
    page.heading("Layer 1: filters")
    page.prose(
      """
      The first layer's filters live in the space of pixels and need no deconvnet. On photographs they become edges of all \
      orientations, and blobs and edges of opposed colours.
      """)
    page.figure(
      id: "layer-1-filters", title: "The \(images.count) filters of layer 1",
      caption: """
        Each \(filters.shape[2])×\(filters.shape[3]) filter is scaled by itself, zero is grey. Look for oriented \
        edges, for opposed colours, and for filters that stayed noise.
        """,
      alt: "A grid of \(images.count) small filters in colour.",
      ImageGrid(images.map { ImageGrid.Cell($0) }, columns: 16, interpolation: .nearest, largestCell: 27))
    let chosen = top.drawnMaps(Self.shownFilters, seed: seed)
    guard !chosen.isEmpty else { return }
    page.figure(
      id: "layer-1-patches", title: "What answers to the filters of layer 1",
      caption: """
        Of \(chosen.count) filters, chosen by the seed where there are more: the filter, and the patches of the nine pictures of \
        \(portrait.searched.count) that excite its map most, at most one a picture, the strongest first.
        """,
      alt: "Rows of a filter and nine small patches.",
      ImageGrid(
        blocks: chosen.map { map in
          let patches = top.hits[map].map { hit in
            PatchWindow(portrait.architecture, layer: top.layer, row: hit.row, column: hit.column)
              .cut(portrait.view(hit.picture))
          }
          return ImageGrid.Block([
            ImageGrid.Part([ImageGrid.Cell(images[map])], columns: 1),
            ImageGrid.Part(patches, columns: 9),
          ])
        }, blocksAcross: 2, interpolation: .nearest, largestCell: 21))
  }
}
