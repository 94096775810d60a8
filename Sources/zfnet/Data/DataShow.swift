import ArgumentParser
import Datasets
import Drawing
import Figures
import Files
import Foundation
import Replication
import SceneWorld

/// Shows one picture with all that is known of it.
struct DataShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show one picture: its masks, parts and boxes, and what was varied.",
    discussion: """
      Writes the picture with all that is known of it drawn over it (PNG), and prints the same as a table, or, with --json, as \
      one JSON object.

      EXAMPLES
        zfnet data show scenes --index 17
        zfnet data show scenes --role multilabel --index 3 --output three.png
        zfnet data show folder:PATH --split validation --index 0 --json
      """)

  @OptionGroup var options: PictureOptions

  @Option(help: "The part of the data set: \(Split.allCases.map(\.rawValue).joined(separator: ", ")).")
  var split: Split?

  @Option(help: "Which picture, from 0.")
  var index: Int

  @Option(help: "The picture's side in pixels.")
  var side = 224

  @Option(help: ArgumentHelp("The PNG to write.", valueName: "file"))
  var output = "picture.png"

  @Flag(help: "Print JSON instead of a table.")
  var json = false

  func validate() throws { try PictureOptions.check(side: side) }

  func run() throws {
    try Ending.report {
      let role = try options.chosenRole() ?? .source
      let source = try options.open(role)
      let split = split ?? source.firstSplit
      let count = source.count(split)
      guard (0..<count).contains(index) else {
        throw ConfigurationError.badOption(
          option: "--index \(index)",
          cause: count == 0
            ? "\(source.name) has no \(split.rawValue) pictures"
            : "\(source.name) has \(NumberText.whole(count)) \(split.rawValue) pictures, 0 to \(count - 1)")
      }
      let picture = try source.picture(split, index, side: side).squared(side: side)
      let truth = PictureTruth(picture, classNames: source.classNames)
      let figure = figure(of: picture, truth, classNames: source.classNames)
      let png = try Canvas.png(size: figure.size, pixelsPerPoint: 2) {
        figure.draw(on: $0, in: Rectangle(0, 0, figure.size.width, figure.size.height))
      }
      try AtomicFile.write(Data(png), to: URL(fileURLWithPath: output))
      print(json ? try truth.json() : truth.table + "\nwritten to \(output)")
    }
  }

  /// The picture, its masks, parts and boxes side by side, as far as they are known, over the table of what was varied.
  private func figure(
    of picture: Picture, _ truth: PictureTruth, classNames: [String]
  ) -> any Figure {
    let width = 220.0
    var panels: [any Figure] = [
      AnnotatedPicture(picture.image, title: "\(picture.name): \(classNames[picture.label])", width: width)
    ]
    if picture.mask != nil { panels.append(picture.masksFigure(title: "masks", width: width)) }
    if !picture.parts.isEmpty { panels.append(picture.partsFigure(title: "parts", width: width)) }
    if picture.objects.contains(where: { $0.box != nil }) {
      panels.append(picture.boxesFigure(title: "boxes", classNames: classNames, width: width))
    }
    let row = FigureRow(panels, gap: 10)
    if truth.nuisances.isEmpty { return row }
    let values = truth.nuisances.sorted { $0.key < $1.key }.map {
      (name: $0.key, value: NumberText.fixed($0.value, 3))
    }
    return FigureColumn([row, ValueTable(values, columns: max(2, panels.count), width: row.size.width)])
  }
}
