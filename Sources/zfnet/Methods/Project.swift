import ArgumentParser
import Experiments
import Figures
import Files
import Foundation
import Images
import Kernels
import Networks
import Replication
import Tensors
import Visualization

/// The deconvnet on images of one's own: what in an image the maps of a layer answer to (section 2.1).
struct Project: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Project what a layer sees in images back to their pixels, by the deconvnet.",
    discussion: """
      A row an image: on the left the image as the network sees it; beside it the projections of the activations of the six maps, or --count, that answer most to \
      it, each at the one place where it answers most, scaled by itself around gray, with the map's number and the activation below; the caption has the class that the network sees in the image. With --map, the maps \
      that are named. Several --rule give a row each, so that the deconvnet can be held against the gradient and guided backpropagation. \
      --tensors writes the numbers themselves: "projections", [projections, 3, side, side] in red, green and blue, in units of the activation \
      by those of the network's input; the metadata "units" say in the same order of which image, rule, map, row, and column each is. zfnet describe \
      lists the layers.

      EXAMPLES
        zfnet project squeezenet.safetensors dog.jpg cat.jpg --layer n58 --out seen.png
        zfnet project network.safetensors dog.jpg --layer conv4 --map 12 --rule deconvnet --rule gradient --rule guided
        zfnet project network.safetensors dog.jpg --tensors seen.safetensors --json
      """)

  @OptionGroup var file: NetworkFile
  @OptionGroup var images: NamedImages

  @OptionGroup var choice: MapChoice

  @Option(
    name: .customLong("rule"),
    help:
      "What a ReLU does on the way down: deconvnet, gradient or guided; may be repeated. [default: deconvnet]"
  )
  var chosenRules: [BackwardRule] = []

  @Option(help: ArgumentHelp("The figure: a .png, .svg or .pdf file.", valueName: "file"))
  var out = "projections.png"

  @Option(help: ArgumentHelp("A .safetensors file for the numbers.", valueName: "file"))
  var tensors: String?

  @Flag(help: "Print JSON instead of a table.")
  var json = false

  /// One projected activation.
  struct Row: Encodable {
    let image: String
    let layer: String
    let rule: String
    let map: Int
    let row: Int
    let column: Int
    let activation: Float
  }

  /// How many maps stand side by side.
  private static let across = 6

  private var rules: [BackwardRule] { chosenRules.isEmpty ? [.deconvnet] : chosenRules }

  func validate() throws {
    if let twice = rules.first(where: { rule in rules.count { $0 == rule } > 1 }) {
      throw ValidationError("--rule \(twice.rawValue) is given twice.")
    }
  }

  func run() throws {
    try Ending.report {
      let target = try FigureFile(
        out, option: "--out", by: "zfnet project", reading: images.images)
      let numbers = try tensors.map {
        try TensorFile($0, option: "--tensors", network: file.network, by: "zfnet project")
      }
      let model = try file.read()
      let layer = try choice.layer(of: model)
      let projector = try ImageProjector(model, layer: layer)
      let progress = ProgressLine(isQuiet: false)
      var blocks: [ImageGrid.Block] = []
      var rows: [Row] = []
      var kept: [Tensor<Float>] = []
      var done = 0
      let failure = try images.forEach { path, image in
        try progress.show("projecting \(layer)", done, of: images.images.count)
        done += 1
        let (view, pixels) = model.preprocessing.prepared(image, name: path)
        let peaks = try chosen(projector.peaks(in: pixels))
        let named = Self.named(try projector.mostProbable(), in: model)
        if peaks.isEmpty {
          progress.say("\(path.printable): none of the maps that were asked for answers to it")
        }
        for rule in rules {
          let projections = try projector.project(peaks, of: pixels, by: rule)
          blocks.append(
            Self.block(
              view, projections, peaks, columns: min(max(1, peaks.count), Self.across),
              name:
                "\(URL(fileURLWithPath: path).lastPathComponent.printable) · \(named)\(layer) · \(rule.rawValue)"
            )
          )
          rows += peaks.map {
            Row(
              image: path, layer: layer, rule: rule.rawValue, map: $0.channel, row: $0.row,
              column: $0.column, activation: $0.value)
          }
          if numbers != nil { kept += projections }
        }
      }
      if !blocks.isEmpty {
        let grid = ImageGrid(blocks: blocks, blocksAcross: 1, gap: 2, largestCell: 90)
        try target.write(grid, title: "\(layer) of \(model.origin.title)", isNamed: !json)
        try numbers?.write(
          [("projections", Self.stacked(kept, side: model.graph.inputSide))],
          metadata: ["units": CanonicalJSON.text(rows), "network": model.origin.digest], isNamed: !json)
      }
      if json { print(try CanonicalJSON.text(rows)) } else { rows.forEach { print(Self.line($0)) } }
      if let failure { throw failure }
    }
  }

  /// The maps that were named, where they answer, in their order; or those that answer most.
  private func chosen(_ peaks: [ImageProjector.Peak]) -> [ImageProjector.Peak] {
    choice.maps.isEmpty
      ? Array(peaks.prefix(choice.count ?? 6))
      : choice.maps.compactMap { map in peaks.first { $0.channel == map } }
  }

  /// The class that the network sees in an image, for the caption; nothing where its output is no probabilities of classes.
  private static func named(_ class: (label: Int, probability: Float)?, in model: Model) -> String {
    `class`.map {
      "\(model.title(ofClass: $0.label).printable), P = \(NumberText.fixed(Double($0.probability), 2)) · "
    } ?? ""
  }

  private static func block(
    _ view: Image, _ projections: [Tensor<Float>], _ peaks: [ImageProjector.Peak], columns: Int, name: String
  ) -> ImageGrid.Block {
    let cells = zip(projections, peaks).map { projection, peak in
      ImageGrid.Cell(
        ProjectionDisplay.clippedSymmetric(0.98).image(projection), as: .projection,
        label: "map \(peak.channel) · \(NumberText.significant(Double(peak.value), 3))")
    }
    // A label of its own, so that the image stands as high as the projections.
    return ImageGrid.Block(
      [
        ImageGrid.Part([ImageGrid.Cell(view, as: .photograph, label: "image")], columns: 1),
        ImageGrid.Part(cells, columns: max(1, columns)),
      ], name: name)
  }

  private static func stacked(_ images: [Tensor<Float>], side: Int) -> Tensor<Float> {
    Tensor([images.count, 3, side, side], images.flatMap(\.scalars))
  }

  private static func line(_ row: Row) -> String {
    let value = NumberText.significant(Double(row.activation), 4)
    return
      "\(row.image.printable)  \(row.layer)  \(row.rule)  map \(row.map) at (\(row.row), \(row.column))  \(value)"
  }
}
