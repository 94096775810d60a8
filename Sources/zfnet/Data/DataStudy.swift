import ArgumentParser
import Datasets
import Foundation
import Processes
import Replication
import SceneWorld

/// Trains networks that show how hard a run's images are.
struct DataStudy: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "study",
    abstract:
      "Measure how hard the images are: learning curves, differences between networks, transfer of features.",
    discussion: """
      Trains about twenty networks of the profile's size. Each is kept in <output>/store, and a study that was stopped goes \
      on with the next one.

      EXAMPLES
        zfnet data study
        zfnet data study --part transfer --per-class 5 --folds 3
        zfnet data study --set data.trainingImages=16000 --json
      """)

  @OptionGroup var options: RunOptions

  @Option(
    help: "One part alone: \(Part.allCases.map(\.rawValue).joined(separator: ", ")). May be repeated.")
  var part: [Part] = []

  @Option(
    name: .customLong("per-class"), help: "Training images of each class in the transfer part. [default: 5]")
  var chosenPerClass: Int?

  @Option(
    name: .customLong("folds"), help: "Random divisions of the images in the transfer part. [default: 3]")
  var chosenFolds: Int?

  @Flag(help: "Print JSON instead of lines.")
  var json = false

  enum Part: String, CaseIterable, ExpressibleByArgument {
    case images
    case epochs
    case networks
    case transfer
  }

  private var perClass: Int { chosenPerClass ?? 5 }
  private var folds: Int { chosenFolds ?? 3 }

  func validate() throws {
    guard part.isEmpty || part.contains(.transfer) || chosenPerClass == nil && chosenFolds == nil else {
      throw ValidationError("--per-class and --folds have an effect on the transfer part alone.")
    }
    guard 1...100_000 ~= perClass, 1...1000 ~= folds else {
      throw ValidationError("--per-class is from 1 to 100000, --folds from 1 to 1000.")
    }
    try options.refuseNetwork()
  }

  func run() throws {
    try Ending.report {
      let session = try Session(options)
      let study = DifficultyStudy(session)
      let parts = part.isEmpty ? Part.allCases : part
      var findings: [AuditFinding] = []
      for part in Part.allCases where parts.contains(part) {
        switch part {
        case .images: findings += try study.errorsByImages()
        case .epochs: findings += try study.errorsByEpochs()
        case .networks: findings += try study.errorsByNetwork()
        case .transfer:
          guard session.images.areDrawn else {
            session.progress.say("transfer: only the drawn world has other classes to transfer features to")
            continue
          }
          findings += try study.transfer(to: target(of: session), perClass: perClass, folds: folds)
        }
      }
      try AuditPrinter.print(findings, asJSON: json)
    }
  }

  /// Images of the drawn world's other classes, enough to train on and fifty a class to test on.
  private func target(of session: Session) -> SceneSource {
    let difficulty = session.configuration.data.difficulty
    let classes = SceneSource(role: .transfer, seed: options.seed, trainCount: 0, validationCount: 0)
      .classNames.count
    return SceneSource(
      role: .transfer, seed: options.seed, trainCount: classes * (perClass + 50), validationCount: 0,
      difficulty: difficulty)
  }
}
