import ArgumentParser
import Drawing
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

/// Figure 7 of any network: what a gray square at each place of an image does to a map, a class and the label.
struct Occlude: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Slide a gray square over images and draw what a network makes of them, as in Figure 7.",
    discussion: """
      A row an image, the five panels of the paper's figure: the image with the square where it costs most; the summed activation of the layer's map that answers most to the whole \
      image, as a share of what it is without the square; the projection of that map's strongest activation by the deconvnet; the probability of the class; the most probable class. Maps are drawn by the place of the square's middle. Without --class, the class \
      is the one that the network sees in the whole image.

      EXAMPLES
        zfnet occlude squeezenet.safetensors dog.jpg
        zfnet occlude network.safetensors a.png b.png --class dog --square 0.2 --out covered.pdf
      """)

  @OptionGroup var file: NetworkFile

  @OptionGroup var images: NamedImages

  @Option(
    name: .customLong("class"), help: "The class, by name or number from 0. [default: the most probable]")
  var chosen: String?

  @Option(help: "The convolution whose map is watched. [default: the last below the classifier]")
  var layer: String?

  @Option(help: "The square's side as a share of the image's. [default: 1/7]")
  var square: Double?

  @Option(help: "The step between two places as a share of the image's side, 0.005 to 0.25. [default: 1/28]")
  var stride: Double?

  @Option(help: ArgumentHelp("The figure: a .png, .svg or .pdf file.", valueName: "file"))
  var out = "occlusion.png"

  @Flag(help: "Print all maps as JSON instead of a sentence an image.")
  var json = false

  private static let panel = 100.0

  /// What a square at each place does to one image; the maps' rows from the top.
  private struct Row: Encodable {
    let image: String
    let layer: String
    let map: Int
    let label: Int
    let squareSide: Int
    /// The square's upper edge in pixels of the network's input, a row of the maps; its left edge, a column.
    let tops, lefts: [Int]
    /// The summed activation of the map without a square, and by place.
    let wholeResponse: Float
    let response: [[Float]]
    /// The class's probability, 0…1.
    let wholeProbability: Float
    let probability: [[Float]]
    /// The most probable class.
    let labels: [[Int]]
  }

  func validate() throws {
    if let square, !(square > 0 && square < 1) {
      throw ValidationError("--square is between 0 and 1, not \(square).")
    }
    if let stride, !(0.005...0.25 ~= stride) {
      throw ValidationError("--stride is from 0.005 to 0.25, not \(stride).")
    }
  }

  func run() throws {
    try Ending.report {
      let target = try FigureFile(
        out, option: "--out", by: "zfnet occlude", reading: images.images)
      let model = try file.read()
      let layer = try NetworkFile.convolution(layer, of: model)
      let label = try chosen.map { try NetworkFile.label($0, in: model) }
      let side = model.graph.inputSide
      let setting = OcclusionSetting(square: square ?? 1 / 7, stride: stride ?? 1 / 28, coverage: .centered)
      let occlusion = setting.occlusion(side: side)
      let engine = try OcclusionEngine(
        model.graph, model.parameters, occlusion: occlusion, watching: layer)
      let projector = try ImageProjector(model, layer: layer)
      let progress = ProgressLine(isQuiet: false)
      var rows: [any Figure] = []
      var records: [Row] = []
      var done = 0
      let failure = try images.forEach { path, image in
        try progress.show("covering images", done, of: images.images.count)
        done += 1
        let (view, pixels) = model.preprocessing.prepared(image, name: path)
        let fill = occlusion.fill.image(
          for: pixels, square: occlusion.side, preprocessing: model.preprocessing)
        let maps = try engine.maps(of: pixels, fill: fill, class: label)
        let peak = try projector.peaks(in: pixels).filter { $0.channel == maps.channel }
        let projection = try projector.project(peak, of: pixels, by: .deconvnet).first
        rows.append(
          row(
            view, maps, projection, model, step: occlusion.stride,
            name: URL(fileURLWithPath: path).lastPathComponent))
        if json { records.append(Self.record(path, maps)) } else { print(sentence(path, maps, model)) }
      }
      if !rows.isEmpty {
        try target.write(
          FigureColumn(rows, gap: 10), title: "Occlusion of \(model.origin.title)", isNamed: !json)
      }
      if json { print(try CanonicalJSON.text(records)) }
      if let failure { throw failure }
    }
  }

  private static func record(_ path: String, _ maps: OcclusionMap) -> Row {
    func table(_ values: Tensor<Float>?) -> [[Float]] {
      let scalars = values?.scalars ?? []
      let columns = maps.columns.count
      return Swift.stride(from: 0, to: scalars.count, by: columns).map { Array(scalars[$0..<$0 + columns]) }
    }
    return Row(
      image: path, layer: maps.layer, map: maps.channel, label: maps.classIndex ?? 0,
      squareSide: maps.rows.map(\.count).max() ?? 0, tops: maps.rows.map(\.lowerBound),
      lefts: maps.columns.map(\.lowerBound), wholeResponse: maps.unoccluded.response,
      response: table(maps.response), wholeProbability: maps.unoccluded.probability ?? 0,
      probability: table(maps.probability), labels: maps.labels ?? [])
  }

  private func row(
    _ view: Image, _ maps: OcclusionMap, _ projection: Tensor<Float>?, _ model: Model, step: Int,
    name: String
  ) -> any Figure {
    let columns = maps.columns.count
    // The maps' cells are the steps of the square's middle, and the last step may end beyond the image.
    let cut = Double(columns * step - view.width) / Double(step)
    let whole = Double(max(maps.unoccluded.response, .leastNormalMagnitude))
    let probability = (maps.probability?.scalars ?? []).map { Double($0) * 100 }
    let label = maps.classIndex ?? 0
    let size = Size(Self.panel + 44, Self.panel + 18)
    return FigureRow(
      [
        Photograph(covered(view, maps), title: Self.short(name), width: Self.panel),
        Heatmap(
          title: "\(Self.short(maps.layer, 12)), map \(maps.channel), share",
          maps.response.scalars.map { Double($0) / whole },
          columns: columns, cut: cut, size: size),
        ImageGrid(
          title: "projection",
          [
            projection.map {
              ImageGrid.Cell(ProjectionDisplay.clippedSymmetric(0.98).image($0), as: .projection)
            } ?? .empty
          ], columns: 1, width: Self.panel, largestCell: Self.panel),
        Heatmap(
          title: "P(\(Self.short(model.title(ofClass: label)))), %", probability, columns: columns,
          range: 0...max(1, probability.max() ?? 1), cut: cut, size: size),
        LabelMap(
          title: "label", (maps.labels ?? []).flatMap(\.self), columns: columns, first: label, most: 4,
          cut: cut, width: Self.panel, name: { Self.short(model.title(ofClass: $0)) }),
      ], gap: 8)
  }

  /// A name as far as there is room for it above a panel.
  private static func short(_ name: String, _ length: Int = 18) -> String {
    let name = name.printable
    return name.count > length ? name.prefix(length - 1) + "…" : name
  }

  /// The image with the gray square where the class is least probable.
  private func covered(_ image: Image, _ maps: OcclusionMap) -> Image {
    let values = maps.probability?.scalars ?? []
    guard let lowest = values.indices.min(by: { values[$0] < values[$1] }) else { return image }
    let (rows, columns) = (maps.rows[lowest / maps.columns.count], maps.columns[lowest % maps.columns.count])
    var result = image
    for y in rows {
      for x in columns {
        for channel in 0..<3 { result[x, y, channel] = OcclusionFill.grayLevel }
      }
    }
    return result
  }

  private func sentence(_ path: String, _ maps: OcclusionMap, _ model: Model) -> String {
    let name = model.title(ofClass: maps.classIndex ?? 0).printable
    let (whole, lowest) = (maps.unoccluded.probability ?? 0, maps.probability?.scalars.min() ?? 0)
    let changed = (maps.labels ?? []).joined().filter { $0 != maps.unoccluded.label }.count
    let places = max(1, maps.rows.count * maps.columns.count)
    return
      "\(path.printable): P(\(name)) \(NumberText.fixed(Double(whole), 3)), \(NumberText.fixed(Double(lowest), 3)) at its lowest; the label changes at \(NumberText.percent(Double(changed) / Double(places))) of \(places) places"
  }
}
