import Experiments
import Figures
import Images
import Reporting
import Tensors
import Visualization

/// Layer 1: its filters can be looked at as they are, and so can the patches that answer to them.
struct FirstLayer {
  private let subject: VisualizationSubject
  private let top: TopActivations
  /// The most filters whose patches are shown.
  private static let shownFilters = 24

  init(_ subject: VisualizationSubject, _ top: TopActivations) {
    self.subject = subject
    self.top = top
  }

  func write(to page: inout PageBuilder, seed: UInt64) {
    if let filters = subject.firstFilters {
      let images = ProjectionDisplay.symmetric.images(ofFilters: filters)
      page.heading("Layer 1: filters")
      show(filters, images, on: &page)
      showPatches(beside: images, seed: seed, on: &page)
    } else {
      page.heading("Layer 1")
      showPatches(beside: nil, seed: seed, on: &page)
    }
  }

  private func show(_ filters: Tensor<Float>, _ images: [Image], on page: inout PageBuilder) {
    page.prose(
      """
      The first layer's filters live in the space of pixels and need no deconvnet. On photographs they become edges of all \
      orientations, and blobs and edges of opposed colors.
      """)
    page.figure(
      id: "layer-1-filters", answers: "2a", title: "The \(images.count) filters of layer 1",
      caption: """
        Each \(filters.shape[2])×\(filters.shape[3]) filter is scaled by itself, zero is gray. Look for oriented \
        edges, for opposed colors, and for filters that stayed noise.
        """,
      alt: "A grid of \(images.count) small filters in color.",
      ImageGrid(
        images.map { ImageGrid.Cell($0, as: .exact) }, columns: 16, interpolation: .nearest, gap: 1.5,
        largestCell: 22))
  }

  /// The patches that excite some maps most, beside the maps' filters where they are of pixels.
  private func showPatches(beside filters: [Image]?, seed: UInt64, on page: inout PageBuilder) {
    let chosen = top.drawnMaps(Self.shownFilters, seed: seed)
    guard !chosen.isEmpty else { return }
    page.figure(
      id: "layer-1-patches", answers: "2b",
      title: "What answers to the \(filters == nil ? "maps" : "filters") of layer 1",
      caption: """
        Of \(chosen.count) maps, chosen by the seed where there are more: \(filters == nil ? "" : "the filter, and ")the patches of the nine images of \
        \(subject.searched.count) that excite it most, at most one an image, the strongest first.
        """,
      alt: "Rows of nine small patches\(filters == nil ? "" : ", each beside a filter").",
      maps: chosen.map { ShownMap(top.layer, $0) },
      ImageGrid(
        blocks: chosen.map { map in
          let patches = top.hits[map].map { hit in
            PatchWindow(subject.graph, layer: top.layer, row: hit.row, column: hit.column)
              .cut(subject.view(hit.image))
          }
          let filter = filters.map { [ImageGrid.Part([$0[map]], as: .exact, columns: 1)] } ?? []
          return ImageGrid.Block(filter + [ImageGrid.Part(patches, as: .photograph, columns: 9)])
        }, blocksAcross: 3, interpolation: .nearest, gap: 0.75, largestCell: 21))
  }
}
