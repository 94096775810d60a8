import ArgumentParser
import Drawing
import Experiments
import Figures
import Files
import Foundation
import Images
import Networks
import Replication

/// Figure 5 of any network: how far its features and its output move when an image is moved, scaled and turned.
struct Invariance: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Move, scale and turn images and draw how far a network's features follow, as in Figure 5.",
    discussion: """
      A row a kind of change: vertical translation by up to 60 of the paper's 224 pixels, scale from 1 to 1.8, rotation by up to 350°. On the left each image at both ends and in the \
      middle of the range, framed in the color of its curves; then the Euclidean distance between the features of the changed and of the original image at a lower and at an \
      upper layer, and the probability of the class. Without --class, an image's class is the one that the network sees in it unchanged. --lower and --upper name any two \
      nodes, of which the one nearer to the image counts as the lower; zfnet describe lists them.

      EXAMPLES
        zfnet invariance squeezenet.safetensors dog.jpg gull.jpg
        zfnet invariance network.safetensors a.png b.png --lower conv2 --upper fc6 --out moved.pdf --json
      """)

  @OptionGroup var file: NetworkFile
  @OptionGroup var images: NamedImages

  @Option(
    name: .customLong("class"),
    help: "The class of all images, by name or number from 0. [default: each image's most probable]")
  var chosen: String?

  @Option(help: "The lower layer. [default: the first of five that are spread over the network's depth]")
  var lower: String?

  @Option(help: "The upper layer. [default: what the classifier reads]")
  var upper: String?

  @Option(help: ArgumentHelp("The figure: a .png, .svg or .pdf file.", valueName: "file"))
  var out = "invariance.png"

  @Flag(help: "Print all curves as JSON.")
  var json = false

  private static let ranges = TransformationRange.Kind.allCases.map { TransformationRange($0) }

  /// The curves of one image under one kind of change.
  private struct Row: Encodable {
    let image: String
    let label: Int
    let change: String
    /// Shares of the side, factors, or degrees.
    let sizes: [Double]
    let curve: InvarianceStudy.Curve
  }

  func run() throws {
    try Ending.report {
      let target = try FigureFile(
        out, option: "--out", by: "zfnet invariance", reading: images.images)
      let model = try file.read()
      let layers = try watched(in: model)
      let label = try chosen.map { try NetworkFile.label($0, in: model) }
      let studies = try Self.ranges.map {
        try InvarianceStudy(
          model.graph, model.parameters, model.preprocessing, lower: layers.lower, upper: layers.upper,
          views: $0.transformations.count)
      }
      let progress = ProgressLine(isQuiet: false)
      var rows: [Row] = []
      var stored: [Image] = []
      let failure = try images.forEach { path, image in
        try progress.show("moving images", stored.count, of: images.images.count)
        let image = image.resizedAndCropped(side: model.preprocessing.storedSide)
        // Any class will do to find the most probable one.
        let whole = try studies[0].curve(.init(image, label: 0), under: [.translation(0)])
        let subject = InvarianceStudy.Subject(image, label: label ?? whole.prediction[0])
        stored.append(image)
        for (range, study) in zip(Self.ranges, studies) {
          rows.append(
            Row(
              image: path, label: subject.label, change: range.kind.rawValue,
              sizes: range.transformations.map(\.size),
              curve: try study.curve(subject, under: range.transformations)))
        }
        if !json { print(Self.sentence(path, rows.suffix(Self.ranges.count), model)) }
      }
      if !stored.isEmpty {
        let parts = Self.ranges.map { range in
          row(range, rows.filter { $0.change == range.kind.rawValue }, stored, layers, model)
        }
        try target.write(
          FigureColumn(parts, gap: 10), title: "Invariance of \(model.origin.title)", isNamed: !json)
      }
      if json { print(try CanonicalJSON.text(rows)) }
      if let failure { throw failure }
    }
  }

  /// The two layers: those that were named, or the lowest and the uppermost by the report's rule.
  private func watched(in model: Model) throws -> (lower: String, upper: String) {
    let named = (
      lower: try lower.map { try NetworkFile.node($0, of: model, option: "--lower") },
      upper: try upper.map { try NetworkFile.node($0, of: model, option: "--upper") }
    )
    if let lower = named.lower, let upper = named.upper { return Self.ordered(lower, upper, in: model.graph) }
    let layers = try file.paperLayers(of: model, hint: "; name two of its nodes with --lower and --upper")
    return Self.ordered(
      named.lower ?? layers.output(ofLayer: 1), named.upper ?? layers.output(ofLayer: 7), in: model.graph)
  }

  /// Two nodes, the one that is computed first before the other.
  private static func ordered(_ one: String, _ other: String, in graph: Graph) -> (
    lower: String, upper: String
  ) {
    let names = graph.nodes.map(\.name)
    guard let first = names.firstIndex(of: one), let second = names.firstIndex(of: other), first > second
    else {
      return (one, other)
    }
    return (other, one)
  }

  private func row(
    _ range: TransformationRange, _ rows: [Row], _ stored: [Image],
    _ layers: (lower: String, upper: String), _ model: Model
  ) -> any Figure {
    let axis =
      switch range.kind {
      case .translation: Axis("Translation", unit: "px of 224", tickCount: 4)
      case .scaling: Axis("Scale", tickCount: 4)
      case .rotation: Axis("Rotation", unit: "°", tickCount: 4)
      }
    let x = range.transformations.map { $0.size * (range.kind == .translation ? 224 : 1) }
    func chart(
      _ title: String, _ values: (InvarianceStudy.Curve) -> [Float], _ y: ClosedRange<Double>? = nil
    ) -> LineChart {
      LineChart(
        title: title, x: axis, y: Axis("", range: y, includesZero: true),
        series: rows.map { LineChart.Series("", x: x, y: values($0.curve).map(Double.init)) },
        names: .none, size: Size(139, 126))
    }
    let all = range.transformations
    let cells = stored.enumerated().flatMap { place, image in
      [all[0], all[all.count / 2], all[all.count - 1]].map { change in
        ImageGrid.Cell(
          model.preprocessing.prepared(
            change.applied(to: image, side: model.graph.inputSide), name: ""
          ).view, as: .photograph, frame: Palette.series(place))
      }
    }
    return FigureRow(
      [
        ImageGrid(cells, columns: 3, gap: 1.5, width: 96, largestCell: 31),
        chart("Distance, \(layers.lower)", \.lower), chart("Distance, \(layers.upper)", \.upper),
        chart("P(class)", \.probability, 0...1),
      ], gap: 6)
  }

  /// How much of the class's probability each kind of change costs, at its most.
  private static func sentence(_ path: String, _ rows: ArraySlice<Row>, _ model: Model) -> String {
    let whole = rows.first.map { $0.curve.probability[$0.curve.probability.count / 2] } ?? 0
    let lowest = rows.map { row in
      "\(NumberText.fixed(Double(row.curve.probability.min() ?? 0), 3)) under \(row.change)"
    }
    let name = model.title(ofClass: rows.first?.label ?? 0).printable
    return
      "\(path.printable): P(\(name)) \(NumberText.fixed(Double(whole), 3)), at its lowest \(lowest.joined(separator: ", "))"
  }
}
