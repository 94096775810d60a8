import Figures
import Reporting
import Visualization

/// Layer 1: its filters can be looked at as they are.
struct FirstLayer {
  private let portrait: Portrait

  init(_ portrait: Portrait) { self.portrait = portrait }

  func write(to page: inout Page) {
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
  }
}
