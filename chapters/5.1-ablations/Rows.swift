import Experiments
import Networks
import Replication
import Training

/// The networks of Table 3 with what they make of old and of new images.
struct Rows {
  /// Training images that the training error is measured on: as exact as the validation error, in a fraction of the time.
  private static let trainingImages = 4000

  let groups: [TrainedGroup]
  let outcomes: [Architecture: LayerRemoval.Outcome]
  let trainingCount: Int
  let allTrainingCount: Int
  let validationCount: Int

  /// The twelve networks of Table 3 in the paper's order, all under the run's own recipe.
  static func groups(_ session: Session) -> [NetworkGroup] {
    LayerRemoval.table3.map { session.networks.group($0.kind) }
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

  func errors(of kind: Architecture) -> LayerRemoval.Errors {
    guard let outcome = outcomes[kind] else { preconditionFailure("no networks of \(kind.title)") }
    return outcome.errors
  }

  /// How many networks stand behind the rows, in a sentence.
  var seedRemark: String {
    let lone = groups.filter { $0.networks.count == 1 }.count
    guard lone > 0 else { return "Every row is the mean of several networks." }
    return
      "\(lone) of the twelve rows are one network each, and borrow the spread from seed to seed that the ZFNets show."
  }
}
