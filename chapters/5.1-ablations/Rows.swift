import Experiments
import Networks
import Replication
import Reporting
import Training

/// The networks of Table 3 that this run trains, with what they make of old and of new images.
struct Rows {
  /// Training images that the training error is measured on: as exact as the validation error, in a fraction of the time.
  private static let trainingImages = 4000

  let groups: [TrainedGroup]
  let outcomes: [Architecture: LayerRemoval.Outcome]
  let trainingCount: Int
  let allTrainingCount: Int
  let validationCount: Int

  /// Those of the twelve networks of Table 3 that the run trains, in the paper's order, all under the run's own recipe.
  static func groups(_ session: Session) -> [NetworkGroup] {
    LayerRemoval.table3.compactMap { session.networks.group($0.kind) }
  }

  init(_ session: Session) throws {
    let input = session.configuration.training.input
    let known = try session.images.cache(.train, input: input)
    let training = Judge(session, known, atMost: Self.trainingImages)
    let validation = Judge(session, try session.images.cache(.validation, input: input))
    groups = try Self.groups(session).map { try session.networks.trained($0) }
    var outcomes: [Architecture: LayerRemoval.Outcome] = [:]
    for group in groups {
      outcomes[group.kind] = LayerRemoval.Outcome(
        training: try group.judged(by: training).ranks, validation: try group.judged(by: validation).ranks)
    }
    self.outcomes = outcomes
    trainingCount = training.indices.count
    allTrainingCount = known.count
    validationCount = validation.indices.count
  }

  var samples: Int { groups[0].networks[0].recipe.samples }

  /// What the networks of a kind err on; nil where the run trains none.
  func errors(of kind: Architecture) -> LayerRemoval.Errors? { outcomes[kind]?.errors }

  /// What is to be said of the networks of each row.
  var arms: [Architecture: NetworkSample.Arm] {
    Dictionary(uniqueKeysWithValues: groups.map { ($0.kind, $0.arm) })
  }

  /// How many networks stand behind the rows, in a sentence.
  var seedRemark: String {
    let lone = groups.filter { $0.networks.count == 1 }.count
    let absent = LayerRemoval.table3.count - groups.count
    let left =
      absent == 0
      ? ""
      : " \(absent) of the paper's twelve are not trained in this run (seeds.removals, seeds.wide, seeds.others)."
    guard lone > 0 else { return "Every row is the mean of several networks.\(left)" }
    return
      "\(lone) of the rows are one network each, and borrow the spread from seed to seed that the ZFNets show, where there are several.\(left)"
  }
}
