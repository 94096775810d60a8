import ArgumentParser
import Datasets
import Experiments
import Figures
import Files
import Foundation
import Kernels
import Networks
import Replication
import Tensors
import Visualization

/// Figure 2 of any network: of maps of a layer, the nine strongest activations and what caused them.
struct Units: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract:
      "Draw what excites the feature maps of a network, as in Figure 2, for your own network and images.",
    discussion: """
      All images are searched for the nine that excite each map most, at most one place an image. Of each map, on the left are the deconvnet's \
      projections of these nine activations, each scaled by itself around gray, and on the right the patches of the images that caused them; below, \
      the most frequent class of the nine and how often it stands there. Without --map, the seed chooses eight, or --count, among the maps whose peak is at least half \
      of the layer's median peak. --json prints the nine places of each of these maps. --tensors writes the numbers themselves: "projections", [places, 3, side, side] in \
      red, green and blue, in units of the activation by those of the network's input; the metadata "units" say in the same order of which map, image, row, and \
      column each is, as --json does, and "rule" by which rule it was made. zfnet describe lists the layers.

      \(RankingChoice.explanation)

      EXAMPLES
        zfnet units squeezenet.safetensors images:PATH --layer n58 --out n58.png
        zfnet units network.safetensors scenes --layer conv4 --map 12 --map 40 --out maps.pdf
        zfnet units squeezenet.safetensors images:PATH --by relevance --class tabby --json
        zfnet units squeezenet.safetensors images:PATH --map 12 --tensors units.safetensors
      """)

  @OptionGroup var file: NetworkFile
  @OptionGroup var searched: SearchedImages

  @OptionGroup var choice: MapChoice

  @OptionGroup var ranked: RankingChoice

  @Option(help: "What a ReLU does on the way down: deconvnet, gradient or guided.")
  var rule: BackwardRule = .deconvnet

  @Option(help: ArgumentHelp("The figure: a .png, .svg or .pdf file.", valueName: "file"))
  var out = "units.png"

  @Option(help: ArgumentHelp("A .safetensors file for the numbers.", valueName: "file"))
  var tensors: String?

  @Flag(help: "Print JSON instead of the figure's name.")
  var json = false

  /// One place of a map, as it is printed for scripts.
  private struct Place: Encodable {
    let layer: String
    let map: Int
    let image: String
    let className: String
    let row: Int
    let column: Int
    let activation: Float
    let relevance: Float?
  }

  /// The strongest two of a hundred pixels are clipped: without that they leave the others gray.
  private static let display = ProjectionDisplay.clippedSymmetric(0.98)

  func run() throws {
    try Ending.report {
      let target = try FigureFile(out, option: "--out", by: "zfnet units")
      let numbers = try tensors.map {
        try TensorFile($0, option: "--tensors", network: file.network, by: "zfnet units")
      }
      let model = try file.read()
      let layer = try choice.layer(of: model)
      let ranking = try ranked.ranking(for: model)
      let source = try searched.open(writing: (out, "--out"), usesSeed: choice.maps.isEmpty)
      if let tensors { try source.refuse(tensors, option: "--tensors") }
      let progress = ProgressLine(isQuiet: false)
      let cache = try searched.decoded(source, side: model.preprocessing.storedSide, progress)
      let top = try TopActivations.search(
        model, layers: [layer], by: ranking, images: cache, indices: Array(0..<cache.count),
        progress: { try progress.show("looking for the strongest activations", $0, of: cache.count) })[0]
      let chosen =
        choice.maps.isEmpty
        ? top.drawnMaps(choice.count ?? 8, seed: searched.options.seed, peaksAbove: 0.5) : choice.maps
      let places = chosen.flatMap { map in
        top.hits[map].map {
          Place(
            layer: layer, map: map, image: cache.name($0.image),
            className: cache.classNames[cache.label($0.image)], row: $0.row, column: $0.column,
            activation: $0.value, relevance: $0.relevance)
        }
      }
      guard !places.isEmpty else {
        throw ConfigurationError.badOption(
          option: "--layer \(layer)",
          cause: ranking == .activation
            ? "none of the \(cache.count) images excites the maps that were asked for"
            : "the maps that were asked for count in none of the \(cache.count) images for the class")
      }
      if numbers != nil {
        try TensorFile.refuseTooMany(
          places.count * model.graph.inputShape.count, option: "--tensors", hint: "take fewer maps")
      }
      let projections = try projections(of: chosen, top, model, cache, progress)
      let figure = grid(of: chosen, projections, top, ranking, model, cache)
      try target.write(figure, title: "\(layer) of \(model.origin.title)", isNamed: !json)
      let side = model.graph.inputSide
      try numbers?.write(
        [("projections", Tensor([places.count, 3, side, side], projections.flatMap(\.scalars)))],
        metadata: [
          "units": CanonicalJSON.text(places), "rule": rule.rawValue, "network": model.origin.digest,
          "source": cache.contentDigest,
        ], isNamed: !json)
      if json { print(try CanonicalJSON.text(places)) }
    }
  }

  /// The strongest places of maps, map by map, projected to the pixels: `[3, side, side]` each, in red, green and blue.
  private func projections(
    of maps: [Int], _ top: TopActivations, _ model: Model, _ images: ImageCache, _ progress: ProgressLine
  ) throws -> [Tensor<Float>] {
    let units = maps.flatMap { map in
      top.hits[map].map { Unit(image: $0.image, channel: map, row: $0.row, column: $0.column) }
    }
    var choices = DeconvnetOptions()
    choices.rule = rule
    return try Deconvnet(model, options: choices).project(
      units, of: top.layer, images: images,
      progress: { try progress.show("projecting \(top.layer)", $0, of: units.count) }
    ).map { model.preprocessing.inRGB($0) }
  }

  private func grid(
    of maps: [Int], _ projections: [Tensor<Float>], _ top: TopActivations, _ ranking: Ranking, _ model: Model,
    _ images: ImageCache
  ) -> ImageGrid {
    var next = 0
    let blocks = maps.map { map -> ImageGrid.Block in
      let hits = top.hits[map]
      let windows = hits.map {
        PatchWindow(model.graph, layer: top.layer, row: $0.row, column: $0.column)
      }
      let shown = hits.indices.map {
        windows[$0].cut(Self.display.image(projections[next + $0]))
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
        name: "\(top.layer) · map \(map)\(Self.mostFrequent(hits, images, ranking))")
    }
    return ImageGrid(blocks: blocks, blocksAcross: min(2, blocks.count), gap: 0.75)
  }

  /// The most frequent class of a map's images, and how many of them it has.
  private static func mostFrequent(
    _ hits: [TopActivations.Hit], _ images: ImageCache, _ ranking: Ranking
  ) -> String {
    guard !hits.isEmpty else {
      return ranking == .activation ? " · answers to no image" : " · counts in no image"
    }
    let (label, count) = LabelCounts(hits.map { images.label($0.image) }).mostFrequent
    return count == 1 && hits.count > 1
      ? " · \(hits.count) classes" : " · \(images.classNames[label].printable) \(count)/\(hits.count)"
  }
}

extension BackwardRule: ExpressibleByArgument {}
