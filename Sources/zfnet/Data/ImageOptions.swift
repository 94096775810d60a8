import ArgumentParser
import Datasets
import Foundation
import Replication
import SceneWorld

/// Which images a command looks at.
struct ImageOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp("The images: \(SourceChoice.forms).", valueName: "kind[:path]"))
  var source: String

  @Option(help: "The role of the drawn images: \(SceneRole.names). [default: \(SceneRole.source.rawValue)]")
  var role: String?

  @Option(help: "Where the drawn images' random numbers start.")
  var seed: UInt64 = 1

  @Option(help: "How hard the drawn images are, 0 (posed) to 1.")
  var difficulty = ImageOptions.quick.difficulty

  @Option(help: "The first so many classes of a data set on disk; 0 takes all.")
  var classes = 0

  /// What the commands take their defaults from: the run that people start with.
  private static let quick = RunConfiguration.Profile.quick.configuration.data

  func validate() throws {
    guard (0...1).contains(difficulty) else {
      throw ValidationError("--difficulty is from 0 to 1, not \(difficulty).")
    }
    guard classes >= 0 else { throw ValidationError("--classes must not be negative.") }
  }

  /// Whether the images are drawn rather than photographed.
  func isDrawn() throws -> Bool { try SourceChoice(source).isDrawn }

  /// The role that was asked for; nil where none was, or the images have only one.
  ///
  /// - Throws: `ConfigurationError.badOption` where there is no such role, with the nearest.
  func chosenRole() throws -> SceneRole? {
    guard let role else { return nil }
    guard try isDrawn() else {
      throw ConfigurationError.badOption(option: "--role \(role)", cause: "only the drawn scenes have roles")
    }
    if let role = SceneRole(rawValue: role) { return role }
    let names = SceneRole.allCases.map(\.rawValue)
    let nearest = NearestName.to(role, among: names).map { "did you mean “\($0)”? " } ?? ""
    throw ConfigurationError.badOption(
      option: "--role \(role)", cause: "no such role; \(nearest)there are \(SceneRole.names)")
  }

  /// The images of one role, in the numbers of a quick run.
  ///
  /// - Throws: `ConfigurationError`, `DatasetError`.
  func open(_ role: SceneRole = .source) throws -> any ImageSource {
    let choice = try SourceChoice(source)
    guard choice.isDrawn else {
      var data = Self.quick
      data.classes = classes
      return try choice.open(data, seed: seed)
    }
    return SceneSource(
      role: role, seed: seed, trainCount: Self.quick.trainingImages,
      validationCount: Self.quick.validationImages, difficulty: difficulty)
  }

  /// A side that the drawn images can have.
  static func check(side: Int) throws {
    guard SceneSource.sides.contains(side) else {
      throw ValidationError(
        "--side is from \(SceneSource.sides.lowerBound) to \(SceneSource.sides.upperBound), not \(side).")
    }
  }
}

extension SceneRole {
  /// All roles' names, for help and messages.
  static let names = allCases.map(\.rawValue).joined(separator: ", ")
}

extension Split: ExpressibleByArgument {}
