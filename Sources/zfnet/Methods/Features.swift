import ArgumentParser
import Datasets
import Experiments
import Files
import Foundation
import Networks
import Replication
import Tensors
import Visualization

/// What layers say of a set of images, as numbers for other programs (sections 5.2 and 5.3).
struct Features: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write what a network's layers say of images as a table of numbers.",
    discussion: """
      The file holds for each layer the tensor "features.LAYER", [images, features]: the values of the images' center crops, after the ReLU that \
      alone reads the layer. Maps are averaged over an even grid of at most \(NetworkFeatures.largestSide) × \(NetworkFeatures.largestSide) places, fewer where the maps are many, to at \
      most \(NetworkFeatures.largestDimension) numbers, as in Table 7; --whole keeps them as they are, [images, maps, height, width]. The tensor "labels", [images], \
      holds the classes' numbers, and the metadata "images" and "classes" the names, as JSON. Any node of the network can be named: zfnet describe lists \
      them.

      EXAMPLES
        zfnet features squeezenet.safetensors images:PATH --layer n58 --out features.safetensors
        zfnet features network.safetensors caltech101:PATH --layer pool5 --layer fc7 --images 2000
      """)

  @OptionGroup var file: NetworkFile
  @OptionGroup var searched: SearchedImages

  @Option(help: "A node of the network; may be repeated. [default: what its classifier reads]")
  var layer: [String] = []

  @Flag(help: "Keep maps whole.")
  var whole = false

  @Option(help: ArgumentHelp("The .safetensors file to write.", valueName: "file"))
  var out = "features.safetensors"

  func validate() throws {
    if let twice = layer.first(where: { name in layer.count { $0 == name } > 1 }) {
      throw ValidationError("--layer \(twice) is given twice.")
    }
  }

  func run() throws {
    try Ending.report {
      let target = try TensorFile(
        out, option: "--out", network: file.network, by: "zfnet features")
      let model = try file.read()
      let layers =
        try layer.isEmpty
        ? [Self.last(of: model)] : layer.map { try NetworkFile.node($0, of: model, option: "--layer") }
      let source = try searched.open(writing: (out, "--out"), usesSeed: false)
      let progress = ProgressLine(isQuiet: false)
      let images = try searched.decoded(source, side: model.preprocessing.storedSide, progress)
      let extents = layers.map { extent($0, in: model.graph) }
      try TensorFile.refuseTooMany(
        extents.reduce(0) { $0 + $1.count } * images.count, option: whole ? "--whole" : "--layer",
        hint: "take fewer layers, fewer images by --images\(whole ? ", or leave --whole out" : "")")
      var tables = extents.map { Tensor<Float>(zeros: Shape([images.count] + $0.dimensions)) }
      var done = 0
      try LayerActivations.visit(
        model, layers: layers, images: images, indices: Array(0..<images.count), precision: .float32
      ) { part, values in
        for (place, value) in values.enumerated() {
          let rows = whole ? value : NetworkFeatures.pooled(Self.asMaps(value))
          let length = extents[place].count
          tables[place].withUnsafeMutableBuffer { table in
            rows.withUnsafeBuffer {
              _ = UnsafeMutableBufferPointer(
                rebasing: table[done * length..<(done + part.count) * length]
              )
              .update(fromContentsOf: $0[..<(part.count * length)])
            }
          }
        }
        done += part.count
        try progress.show("features", done, of: images.count)
      }
      let labels = Tensor([images.count], (0..<images.count).map { Float(images.label($0)) })
      try target.write(
        zip(layers, tables).map { ("features.\($0)", $1) } + [("labels", labels)],
        metadata: [
          "images": CanonicalJSON.text((0..<images.count).map { images.name($0) }),
          "classes": CanonicalJSON.text(images.classNames), "network": model.origin.digest,
          "source": images.contentDigest,
        ], isNamed: true)
    }
  }

  /// What the classifier reads, by the rule of the report; where there is no such layer, the logits.
  private static func last(of model: Model) -> String {
    guard let layers = try? LayerAssignment(spacedOver: model.graph) else { return model.graph.logitsName }
    return layers.output(ofLayer: 7)
  }

  /// The shape of what is kept of one image.
  private func extent(_ layer: String, in graph: Graph) -> Shape {
    whole ? graph.shape(of: layer) : Shape([NetworkFeatures.dimension(of: layer, in: graph)])
  }

  /// Vectors as maps of one place.
  private static func asMaps(_ values: Tensor<Float>) -> Tensor<Float> {
    values.shape.rank == 4 ? values : values.reshaped(to: Shape([values.shape[0], values.shape[1], 1, 1]))
  }
}
