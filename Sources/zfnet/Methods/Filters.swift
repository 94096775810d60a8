import ArgumentParser
import Figures
import Networks
import Replication
import Visualization

/// The filters that a network applies to the pixels, which can be looked at as they are (Figures 2 and 6).
struct Filters: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Draw the filters of a network's first layer, as in Figure 6.",
    discussion: """
      Each filter is scaled by itself around gray, so that its form can be seen however small it is. With --one-scale all share one scale, and filters that \
      dominate the others, or have learned nothing, stand out.

      EXAMPLES
        zfnet filters squeezenet.safetensors
        zfnet filters network.safetensors --one-scale --out filters.pdf
      """)

  @OptionGroup var file: NetworkFile

  @Option(
    help: "The convolution of the image whose filters are drawn. [default: the first that reads the image]")
  var layer: String?

  @Flag(help: "Scale all filters alike.")
  var oneScale = false

  @Option(help: ArgumentHelp("The figure: a .png, .svg or .pdf file.", valueName: "file"))
  var out = "filters.png"

  func run() throws {
    try Ending.report {
      let target = try FigureFile(out, option: "--out", by: "zfnet filters")
      let model = try file.read()
      let layer = try chosen(in: model)
      let weights = model.preprocessing.inRGB(model.parameters[layer].weights)
      let images = ProjectionDisplay.symmetric.images(ofFilters: weights, onOneScale: oneScale)
      let cells = images.enumerated().map { ImageGrid.Cell($1, as: .exact, label: "\($0)") }
      let columns = min(images.count, 16)
      let grid = ImageGrid(cells, columns: columns, interpolation: .nearest, gap: 2, largestCell: 40)
      try target.write(
        grid, title: "The \(images.count) filters of \(layer) of \(model.origin.title)")
    }
  }

  /// The layer that was named, or the first that there is, which must be a convolution of the image's three colors.
  private func chosen(in model: Model) throws -> String {
    let ofImage = model.graph.convolutionNames.filter { name in
      let node = model.graph[name]
      guard case .convolution(let geometry) = node.operation else { return false }
      return geometry.groups == 1 && node.inputs == [Graph.inputName]
    }
    guard let layer else {
      guard let first = ofImage.first else {
        throw ConfigurationError.badOption(
          option: file.network, cause: "no convolution of it reads the image itself")
      }
      return first
    }
    let name = try NetworkFile.convolution(layer, of: model)
    guard ofImage.contains(name) else {
      let others = ofImage.isEmpty ? "" : ": \(ofImage.joined(separator: ", "))"
      throw ConfigurationError.badOption(
        option: "--layer \(layer)",
        cause:
          "its filters are not of the pixels, and cannot be shown as images; what can are the convolutions that read the image\(others)"
      )
    }
    return name
  }
}
