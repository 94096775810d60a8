import ArgumentParser
import Datasets
import Drawing
import Figures
import Files
import Foundation
import Processes
import Replication
import SceneWorld

/// Draws posters: one a role, one row a class.
struct DataSheet: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sheet", abstract: "Make posters of the images: one row a class.",
    discussion: """
      Writes <output>/<kind>-<role>.png, one for each role of the drawn scenes where no role is named, and prints the paths. \
      With --unlabeled the images are shuffled and numbered, and their classes are written to \
      <kind>-<role>-key.csv: a test for somebody who has not seen them.

      EXAMPLES
        zfnet data sheet scenes
        zfnet data sheet scenes --role multilabel --side 160 --output posters
        zfnet data sheet tiny-imagenet:PATH --classes 20
      """)

  @OptionGroup var options: ImageOptions

  @Option(help: "The part of the data set: \(Split.allCases.map(\.rawValue).joined(separator: ", ")).")
  var split: Split?

  @Option(help: "Images of each class.")
  var perClass = 10

  @Option(help: "The images' side in pixels.")
  var side = 96

  @Option(help: ArgumentHelp("The folder of the posters.", valueName: "folder"))
  var output = "output/posters"

  @Flag(help: "Number the images and leave out their classes.")
  var unlabeled = false

  func validate() throws {
    guard (1...100).contains(perClass) else {
      throw ValidationError("--per-class is from 1 to 100, not \(perClass).")
    }
    try ImageOptions.check(side: side)
    if output.isEmpty { throw ValidationError("--output is empty; name the folder of the posters.") }
    guard side * perClass <= Self.longestSide else {
      throw ValidationError(
        "\(perClass) images of \(side) pixels are more than \(Self.longestSide) pixels a row; "
          + "choose a smaller --per-class or --side.")
    }
  }

  /// The most pixels that a poster has to a side, which is Cairo's limit, and in all.
  private static let (longestSide, mostPixels) = (32_000, 250_000_000)

  func run() throws {
    try Ending.report {
      let folder = URL(fileURLWithPath: output)
      let chosen = try options.chosenRole()
      try options.refuseSeed(unless: unlabeled)
      let roles = try options.isDrawn() ? chosen.map { [$0] } ?? DatasetRole.allCases : [.source]
      try AtomicFile.makeFolder(folder)
      for role in roles {
        let source = try options.open(role)
        try source.refuse(output + "/poster.png", option: "--output")
        let name =
          try options.isDrawn() ? "\(source.name.split(separator: "/")[0])-\(role.rawValue)" : source.name
        if unlabeled {
          try writeTest(of: source, to: folder, name: name)
        } else {
          try write(poster(of: source, role: role), to: folder, name: name)
        }
      }
    }
  }

  private func poster(of source: any ImageSource, role: DatasetRole) throws -> ImageRows {
    let split = try options.split(split, of: source)
    let rows = try Poster.rows(of: source, split: split, perClass: perClass, side: side, broken: tell)
    let what =
      try options.isDrawn() ? role.purpose : "\(source.count(split)) images of the \(split.rawValue) split"
    guard !rows.isEmpty else {
      throw DatasetError.malformed(
        path: source.folders.first ?? source.name, cause: "no image of the \(split.rawValue) split decodes",
        hint: "check the data set")
    }
    // A poster that is far higher than wide gets more columns of rows.
    let high = 16_000
    let columns = max(rows.count > 16 ? 2 : 1, (rows.count * side * 21 / 20 + high - 1) / high)
    return ImageRows(
      title: source.name, subtitle: "\(NumberText.whole(rows.count)) rows: \(what)", rows, side: Double(side),
      columns: columns)
  }

  /// Says that an image was passed over.
  private func tell(_ error: DatasetError) {
    StandardStreams.tell("skipped \(error.path.printable): \(error.cause.printable)")
  }

  /// Numbered images in a shuffled order, and beside them a file that says what each is.
  private func writeTest(of source: any ImageSource, to folder: URL, name: String) throws {
    let test = try Poster.unlabeled(
      of: source, split: try options.split(split, of: source), perClass: perClass, side: side,
      seed: options.seed,
      broken: tell)
    try write(test.grid, to: folder, name: "\(name)-unlabeled")
    let key = folder.appendingPathComponent("\(name)-key.csv")
    try AtomicFile.write(
      "number,class\n" + test.answers.enumerated().map { "\($0 + 1),\($1)\n" }.joined(), to: key)
    print(key.path)
  }

  private func write(_ figure: any Figure, to folder: URL, name: String) throws {
    let file = folder.appendingPathComponent("\(name).png")
    let margin = Double(side) / 4
    let size = Size(figure.size.width + 2 * margin, figure.size.height + 2 * margin)
    guard max(size.width, size.height) <= Double(Self.longestSide),
      size.width * size.height <= Double(Self.mostPixels)
    else {
      throw ConfigurationError.badOption(
        option: "--side \(side) --per-class \(perClass)",
        cause:
          "the poster would have \(NumberText.fixed(size.width, 0)) × \(NumberText.fixed(size.height, 0)) pixels; "
          + "choose a smaller --side or --per-class, or fewer --classes")
    }
    let png = try Canvas.png(size: size, pixelsPerPoint: 1) {
      figure.draw(on: $0, in: Rectangle(margin, margin, figure.size.width, figure.size.height))
    }
    try AtomicFile.write(Data(png), to: file)
    print(file.path)
    if let sentence = MissingLetters.sentence { StandardStreams.tell(sentence) }
  }
}
