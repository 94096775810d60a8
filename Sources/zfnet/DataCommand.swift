import ArgumentParser
import Datasets
import Drawing
import Foundation
import Images
import Replication
import SceneWorld

/// Questions about pictures.
struct DataCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "data", abstract: "Look at the pictures that networks learn from.",
    subcommands: [Sheet.self, DataAudit.self, DataStudy.self]
  )
}

/// Draws a contact sheet: one row a class, with its name.
struct Sheet: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Make a contact sheet: one row a class.",
    discussion: """
      EXAMPLES
        zfnet data sheet scenes
        zfnet data sheet scenes --role transfer --image transfer.png
        zfnet data sheet tiny-imagenet:PATH --classes 20
      """)

  @Argument(
    help: ArgumentHelp("The pictures: scenes, folder:PATH or tiny-imagenet:PATH.", valueName: "kind[:path]"))
  var source: String

  @Option(
    help: "The role of the drawn pictures: \(SceneRole.allCases.map(\.rawValue).joined(separator: ", ")).")
  var role: SceneRole = .source

  @Option(help: "Pictures a row.")
  var columns = 12

  @Option(help: "The pictures' side in pixels.")
  var side = 96

  @Option(help: "The first so many classes of a data set on disk; 0 takes all.")
  var classes = 0

  @Option(help: "Where the drawn pictures' random numbers start.")
  var seed: UInt64 = 1

  @Option(help: ArgumentHelp("The PNG to write.", valueName: "file"))
  var image = "sheet.png"

  func validate() throws {
    guard columns > 0, classes >= 0 else {
      throw ValidationError("--columns must be positive, --classes not negative.")
    }
    guard SceneSource.sides.contains(side) else {
      throw ValidationError(
        "--side must lie in \(SceneSource.sides.lowerBound) to \(SceneSource.sides.upperBound).")
    }
  }

  func run() throws {
    try Ending.report {
      let sheet = try ContactSheet(source: try open(), columns: columns, side: side)
      try labelled(sheet).write(to: URL(fileURLWithPath: image))
      print(image)
    }
  }

  private func open() throws -> SquaredSource {
    let choice = try SourceChoice(source)
    var data = RunConfiguration.Profile.quick.configuration.data
    data.classes = classes
    if choice.isDrawn {
      return SquaredSource(
        SceneSource(
          role: role, seed: seed, trainCount: data.trainingPictures, validationCount: data.validationPictures,
          difficulty: data.difficulty))
    }
    return SquaredSource(try choice.open(data, seed: seed))
  }

  /// The sheet with the classes' names before its rows.
  private func labelled(_ sheet: ContactSheet) throws -> Image {
    let style = TextStyle(.sans, Double(side) / 7, color: Palette.ink)
    let room = (sheet.names.map { Text($0, style).measured().width }.max() ?? 0) + Double(side) / 5
    let canvas = try Canvas(pixelsWide: Int(room.rounded(.up)) + sheet.image.width, high: sheet.image.height)
    canvas.draw(
      sheet.image, in: Rectangle(room.rounded(.up), 0, Double(sheet.image.width), Double(sheet.image.height)),
      interpolation: .nearest)
    for (row, name) in sheet.names.enumerated() {
      let middle = (Double(row) + 0.5) * Double(sheet.pitch)
      canvas.draw(Text(name, style), at: Point(room - Double(side) / 10, middle), anchor: .right)
    }
    return canvas.image()
  }
}

/// A source whose pictures are all squares of the side that was asked for.
private struct SquaredSource: PictureSource {
  private let source: any PictureSource

  init(_ source: any PictureSource) { self.source = source }

  var name: String { source.name }
  var digest: String { source.digest }
  var classNames: [String] { source.classNames }
  func count(_ split: Split) -> Int { source.count(split) }
  func label(_ split: Split, _ index: Int) -> Int { source.label(split, index) }

  func picture(_ split: Split, _ index: Int, side: Int) throws -> Picture {
    var picture = try source.picture(split, index, side: side)
    picture.image = picture.image.squared(side: side)
    return picture
  }
}

extension SceneRole: ExpressibleByArgument {}
