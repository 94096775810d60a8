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

  @Option(
    help: "The role of the drawn images: \(DatasetRole.names). [default: \(DatasetRole.source.rawValue)]")
  var role: String?

  @Option(name: .customLong("seed"), help: "The seed of the drawn images. [default: 1]")
  var chosenSeed: UInt64?

  @Option(
    name: .customLong("difficulty"),
    help: "How hard the drawn images are, 0 (posed) to 1. [default: \(ImageOptions.quick.difficulty)]")
  var chosenDifficulty: Double?

  @Option(help: "How many classes of a data set on the disk to take, from the first; 0 takes all.")
  var classes = 0

  /// What the commands take their defaults from: the run that people start with.
  private static let quick = RunConfiguration.Profile.quick.configuration.data

  /// The seed of the drawn images, and of what else a command draws by chance.
  var seed: UInt64 { chosenSeed ?? 1 }
  /// How hard the drawn images are.
  var difficulty: Double { chosenDifficulty ?? Self.quick.difficulty }

  func validate() throws {
    guard (0...1).contains(difficulty) else {
      throw ValidationError("--difficulty is from 0 to 1, not \(difficulty).")
    }
    guard classes >= 0 else { throw ValidationError("--classes must not be negative.") }
  }

  /// Whether the images are drawn rather than photographed.
  func isDrawn() throws -> Bool { try choice().isDrawn }

  private func choice() throws -> SourceChoice { try SourceChoice(source, option: "") }

  /// The role that was asked for; nil where none was, or the images have only one.
  ///
  /// - Throws: `ConfigurationError.badOption` where there is no such role, with the nearest.
  func chosenRole() throws -> DatasetRole? {
    guard let role else { return nil }
    guard try isDrawn() else {
      throw ConfigurationError.badOption(option: "--role \(role)", cause: "only the drawn scenes have roles")
    }
    if let role = DatasetRole(rawValue: role) {
      let ofDrawing = [
        ("--seed", chosenSeed.map { "\($0)" }), ("--difficulty", chosenDifficulty.map { "\($0)" }),
      ]
      if role == .figures, case let (option, value?)? = ofDrawing.first(where: { $0.1 != nil }) {
        throw ConfigurationError.badOption(
          option: "\(option) \(value)",
          cause: "the scenes of the figures are the same in every run: leave it out")
      }
      return role
    }
    let names = DatasetRole.allCases.map(\.rawValue)
    let nearest = NearestName.to(role, among: names).map { "did you mean “\($0)”? " } ?? ""
    throw ConfigurationError.badOption(
      option: "--role \(role)", cause: "no such role; \(nearest)there are \(DatasetRole.names)")
  }

  /// The images of one role, in the numbers of a quick run.
  ///
  /// - Throws: `ConfigurationError`, `DatasetError`.
  func open(_ role: DatasetRole = .source) throws -> any ImageSource {
    let choice = try choice()
    if case .stored(let layout, let root) = choice {
      if let chosenDifficulty {
        throw ConfigurationError.badOption(
          option: "--difficulty \(chosenDifficulty)",
          cause: "it has an effect on the drawn images alone: leave it out")
      }
      return try layout.open(root, DatasetLimits(classes: classes > 0 ? classes : nil))
    }
    if classes > 0 {
      throw ConfigurationError.badOption(
        option: "--classes \(classes)", cause: "the drawn scenes have all their classes")
    }
    return SceneSource(
      role: role, seed: seed, trainCount: Self.quick.trainingImages,
      validationCount: Self.quick.validationImages, difficulty: difficulty)
  }

  /// Refuses a seed where the images are not drawn and the command draws nothing by chance.
  ///
  /// - Parameter isUsed: whether it decides anything besides the images.
  /// - Throws: `ConfigurationError.badOption`.
  func refuseSeed(unless isUsed: Bool = false) throws {
    guard let chosenSeed, !isUsed, try !isDrawn() else { return }
    throw ConfigurationError.badOption(
      option: "--seed \(chosenSeed)", cause: "nothing here is drawn by chance: leave it out")
  }

  /// The part of a data set that is looked at: the one that was named, or else the first that has images.
  ///
  /// - Throws: `ConfigurationError.badOption` where one was named and the set on the disk is not divided.
  func split(_ named: Split?, of source: any ImageSource) throws -> Split {
    guard let named else { return source.firstSplit }
    if try !isDrawn(), Split.allCases.contains(where: { source.count($0) == 0 }) {
      throw ConfigurationError.badOption(
        option: "--split \(named.rawValue)",
        cause: "\(source.name) is not divided into images to learn from and images to judge by: leave it out")
    }
    return named
  }

  /// A side that the drawn images can have.
  static func check(side: Int) throws {
    guard SceneSource.sides.contains(side) else {
      throw ValidationError(
        "--side is from \(SceneSource.sides.lowerBound) to \(SceneSource.sides.upperBound), not \(side).")
    }
  }
}

extension DatasetRole {
  /// All roles' names, for help and messages.
  static let names = allCases.map(\.rawValue).joined(separator: ", ")
}

extension Split: ExpressibleByArgument {}
