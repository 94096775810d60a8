import ArgumentParser
import Atlas
import Datasets
import Foundation
import Kernels
import Networks
import Replication

/// A browsable folder of what excites every map of any network.
struct MakeAtlas: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "atlas",
    abstract: "Make a folder of pages that show what excites every map of a network's layers.",
    discussion: """
      Each layer gets a page with a card for each map: the deconvnet's projections of its nine strongest activations beside the patches that caused \
      them (Figure 2), the classes that it answers to, and how often it answers at all. The pages are static files: open index.html in a browser, send the \
      folder to somebody, or link to one map (conv3.html#conv3-u117). The numbers stand beside them as JSON. An atlas that \
      was stopped goes on with the next layer. zfnet describe lists the layers.

      \(RankingChoice.explanation)

      EXAMPLES
        zfnet atlas squeezenet.safetensors images:PATH --layer n40 --layer n58 --out atlas
        zfnet atlas network.safetensors scenes --images 2000
        zfnet atlas squeezenet.safetensors images:PATH --layer n58 --by relevance --class tabby
      """)

  @OptionGroup var file: NetworkFile
  @OptionGroup var searched: SearchedImages

  @OptionGroup var ranked: RankingChoice

  @Option(help: "A convolution to show; may be repeated. [default: all of them]")
  var layer: [String] = []

  @Option(help: "What a ReLU does on the way down: deconvnet, gradient or guided.")
  var rule: BackwardRule = .deconvnet

  @Option(help: ArgumentHelp("The folder that the pages are written to.", valueName: "folder"))
  var out = "atlas"

  func validate() throws {
    guard !out.isEmpty else { throw ValidationError("--out is empty; name a folder.") }
    if let twice = layer.first(where: { name in layer.count { $0 == name } > 1 }) {
      throw ValidationError("--layer \(twice) is given twice.")
    }
  }

  func run() throws {
    try Ending.report {
      let folder = URL(fileURLWithPath: out)
      guard Atlas.mayWrite(to: folder) else {
        throw ConfigurationError.badOption(
          option: "--out \(out)",
          cause: Atlas.isFile(folder)
            ? "it is no folder; name one, which is made where it is missing"
            : "the folder holds something else than an atlas; name another")
      }
      let model = try file.read()
      let layers =
        try layer.isEmpty
        ? model.graph.convolutionNames
        : layer.map {
          try NetworkFile.convolution($0, of: model)
        }
      guard !layers.isEmpty else {
        throw ConfigurationError.badOption(option: file.network, cause: "the network has no convolution")
      }
      let ranking = try ranked.ranking(for: model)
      let source = try searched.open(writing: (out, "--out"), usesSeed: false)
      let progress = ProgressLine(isQuiet: false)
      let images = try searched.decoded(source, side: model.preprocessing.storedSide, progress)
      try Atlas(model, images, layers: layers, rule: rule, by: ranking).write(
        to: folder, progress: { try progress.show($0, $1, of: $2) })
      print(out + (out.hasSuffix("/") ? "" : "/") + "index.html")
    }
  }
}
