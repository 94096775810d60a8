import ArgumentParser
import Datasets
import Drawing
import Figures
import Files
import Foundation
import Processes
import Replication
import SceneWorld

/// Shows one image with its annotations.
struct DataShow: ParsableCommand {
  /// What marks its files.
  private static let name = "zfnet data show"

  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show one image: its masks, parts and boxes, and what was varied.",
    discussion: """
      Writes a PNG of the image with its annotations drawn over it, and prints the annotations as a table, or, with --json, as \
      one JSON object.

      EXAMPLES
        zfnet data show scenes --index 17
        zfnet data show scenes --role multilabel --index 3 --output three.png
        zfnet data show folder:PATH --split validation --index 0 --json
      """)

  @OptionGroup var options: ImageOptions

  @Option(help: "The part of the data set: \(Split.allCases.map(\.rawValue).joined(separator: ", ")).")
  var split: Split?

  @Option(help: "Which image, from 0.")
  var index: Int

  @Option(help: "The image's side in pixels.")
  var side = 224

  @Option(help: ArgumentHelp("The PNG to write.", valueName: "file"))
  var output = "output/image.png"

  @Flag(help: "Print JSON instead of a table.")
  var json = false

  func validate() throws {
    try ImageOptions.check(side: side)
    if output.isEmpty { throw ValidationError("--output is empty; name the PNG to write.") }
  }

  func run() throws {
    try Ending.report {
      let role = try options.chosenRole() ?? .source
      try options.refuseSeed()
      let source = try options.open(role)
      try source.refuse(output, option: "--output")
      try OwnFile(output, option: "--output").refuseStranger(to: Self.name)
      let split = try options.split(split, of: source)
      let count = source.count(split)
      guard (0..<count).contains(index) else {
        throw ConfigurationError.badOption(
          option: "--index \(index)",
          cause: count == 0
            ? "\(source.name) has no \(split.rawValue) images"
            : "\(source.name) has \(NumberText.whole(count)) \(split.rawValue) images, 0 to \(count - 1)")
      }
      let example = try source.example(split, index, side: side).resizedAndCropped(side: side)
      let truth = ImageTruth(example, classNames: source.classNames)
      let figure = figure(of: example, truth, classNames: source.classNames)
      let png = try Canvas.png(size: figure.size, pixelsPerPoint: 2) {
        figure.draw(on: $0, in: Rectangle(0, 0, figure.size.width, figure.size.height))
      }
      let file = URL(fileURLWithPath: output)
      try AtomicFile.makeFolder(file.deletingLastPathComponent())
      try AtomicFile.write(OwnFile.marked(png: Data(png), by: Self.name), to: file)
      if let sentence = MissingLetters.sentence { StandardStreams.tell(sentence) }
      print(json ? try CanonicalJSON.text(truth) : truth.table + "\nwritten to \(output)")
    }
  }

  /// The image's name and class, without the start of the name where there is no room for it.
  private static func title(_ example: LabeledImage, _ classNames: [String]) -> String {
    let (title, most) = ("\(example.name): \(classNames[example.label])", 40)
    return title.count > most ? "…" + title.suffix(most - 1) : title
  }

  /// The image, its masks, parts and boxes side by side, as far as they are known, over the table of what was varied.
  private func figure(
    of example: LabeledImage, _ truth: ImageTruth, classNames: [String]
  ) -> any Figure {
    let width = 220.0
    var panels: [any Figure] = [
      AnnotatedImage(example.image, title: Self.title(example, classNames), width: width)
    ]
    if example.mask != nil { panels.append(example.masksFigure(title: "masks", width: width)) }
    if !example.parts.isEmpty { panels.append(example.partsFigure(title: "parts", width: width)) }
    if example.objects.contains(where: { $0.box != nil }) {
      panels.append(example.boxesFigure(title: "boxes", classNames: classNames, width: width))
    }
    let row = FigureRow(panels, gap: 10)
    if truth.nuisances.isEmpty { return row }
    let values = truth.nuisances.sorted { $0.key < $1.key }.map {
      (name: $0.key, value: NumberText.fixed($0.value, 3))
    }
    return FigureColumn([row, ValueTable(values, columns: max(2, panels.count), width: row.size.width)])
  }
}
