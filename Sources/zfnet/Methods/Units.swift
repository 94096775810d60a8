import ArgumentParser
import Datasets
import Experiments
import Figures
import Files
import Foundation
import Kernels
import Networks
import Replication
import Visualization

/// Figure 2 of any network: of maps of a layer, the nine strongest activations and what caused them.
struct Units: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract:
      "Draw what excites the feature maps of a network, as in Figure 2, for your own network and images.",
    discussion: """
      All images are searched for the nine that excite each map most, at most one place an image. Of each map, on the left are the deconvnet's \
      projections of these nine activations, each scaled by itself around gray, and on the right the patches of the images that caused them; below, \
      the most frequent class of the nine and how often it stands there. Without --map, the seed chooses among the maps whose peak is at least half \
      of the layer's median peak. zfnet describe lists the layers.

      EXAMPLES
        zfnet units squeezenet.safetensors images:PATH --layer n58 --out n58.png
        zfnet units network.safetensors scenes --layer conv4 --map 12 --map 40 --out maps.pdf
      """)

  @OptionGroup var file: NetworkFile
  @OptionGroup var searched: SearchedImages

  @Option(help: "The convolution whose maps are drawn. [default: the last below the classifier]")
  var layer: String?

  @Option(name: .customLong("map"), help: "A map to draw, by its number from 0; may be repeated.")
  var maps: [Int] = []

  @Option(name: .customLong("count"), help: "How many maps the seed draws where none is named. [default: 8]")
  var chosenCount: Int?

  @Option(help: "What a ReLU does on the way down: deconvnet, gradient or guided.")
  var rule: BackwardRule = .deconvnet

  @Option(help: ArgumentHelp("The figure: a .png, .svg or .pdf file.", valueName: "file"))
  var out = "units.png"

  /// The strongest two of a hundred pixels are clipped: without that they leave the others gray.
  private static let display = ProjectionDisplay.clippedSymmetric(0.98)

  private var count: Int { chosenCount ?? 8 }

  func validate() throws {
    guard count > 0 else { throw ValidationError("--count is above 0, not \(count).") }
    if let twice = maps.first(where: { map in maps.count { $0 == map } > 1 }) {
      throw ValidationError("--map \(twice) is given twice.")
    }
    if chosenCount != nil, !maps.isEmpty {
      throw ValidationError("--count has no effect beside --map: the maps that are named are drawn.")
    }
  }

  func run() throws {
    try Ending.report {
      let target = try FigureFile(out, option: "--out")
      let model = try file.read()
      let layer = try NetworkFile.convolution(layer, of: model)
      let channels = model.graph.shape(of: layer)[0]
      if let wrong = maps.first(where: { !(0..<channels ~= $0) }) {
        throw ConfigurationError.badOption(
          option: "--map \(wrong)", cause: "\(layer) has the maps 0 to \(channels - 1)")
      }
      let source = try searched.open(writing: (out, "--out"), usesSeed: maps.isEmpty)
      let progress = ProgressLine(isQuiet: false)
      let cache = try searched.decoded(source, side: model.preprocessing.storedSide, progress)
      let top = try TopActivations.search(
        model, layers: [layer], images: cache, indices: Array(0..<cache.count),
        progress: { try progress.show("looking for the strongest activations", $0, of: cache.count) })[0]
      let chosen =
        maps.isEmpty ? top.drawnMaps(count, seed: searched.options.seed, peaksAbove: 0.5) : maps
      guard chosen.contains(where: { !top.hits[$0].isEmpty }) else {
        throw ConfigurationError.badOption(
          option: "--layer \(layer)",
          cause: "none of the \(cache.count) images excites the maps that were asked for")
      }
      let figure = try grid(of: chosen, top, model, cache, progress)
      try target.write(figure, title: "\(layer) of \(model.origin.title)")
    }
  }

  private func grid(
    of maps: [Int], _ top: TopActivations, _ model: Model, _ images: ImageCache, _ progress: ProgressLine
  ) throws -> ImageGrid {
    let units = maps.flatMap { map in
      top.hits[map].map { Unit(image: $0.image, channel: map, row: $0.row, column: $0.column) }
    }
    var choices = DeconvnetOptions()
    choices.rule = rule
    let projections = try Deconvnet(model, options: choices).project(
      units, of: top.layer, images: images,
      progress: { try progress.show("projecting \(top.layer)", $0, of: units.count) })
    var next = 0
    let blocks = maps.map { map -> ImageGrid.Block in
      let hits = top.hits[map]
      let windows = hits.map {
        PatchWindow(model.graph, layer: top.layer, row: $0.row, column: $0.column)
      }
      let shown = hits.indices.map {
        windows[$0].cut(Self.display.image(model.preprocessing.inRGB(projections[next + $0])))
      }
      let patches = hits.indices.map { index in
        windows[index].cut(model.preprocessing.centerCrop(of: images.example(hits[index].image)).image)
      }
      next += hits.count
      return ImageGrid.Block(
        [
          ImageGrid.Part(shown, as: .projection, columns: 3),
          ImageGrid.Part(patches, as: .photograph, columns: 3),
        ],
        name: "\(top.layer) · map \(map)\(Self.mostFrequent(hits, images))")
    }
    return ImageGrid(blocks: blocks, blocksAcross: min(2, blocks.count), gap: 0.75)
  }

  /// The most frequent class of a map's images, and how many of them it has.
  private static func mostFrequent(_ hits: [TopActivations.Hit], _ images: ImageCache) -> String {
    guard !hits.isEmpty else { return " · answers to no image" }
    let (label, count) = LabelCounts(hits.map { images.label($0.image) }).mostFrequent
    return count == 1 && hits.count > 1
      ? " · \(hits.count) classes" : " · \(images.classNames[label].printable) \(count)/\(hits.count)"
  }
}

extension BackwardRule: ExpressibleByArgument {}
