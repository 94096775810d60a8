import Experiments
import Figures
import Networks
import Replication
import Training

/// All networks that this chapter compares, with what each makes of the validation images.
struct Field {
  let groups: [TrainedGroup]
  let linear: TrainedNetwork
  let classes: Int
  let trainingCount: Int
  let samples: String
  /// Judges by the validation images.
  let judge: Judge

  init(_ session: Session) throws {
    let images = try session.images.cache(.validation, input: session.configuration.training.input)
    let judge = Judge(session, images)
    let networks = ClassificationNetworks(session)
    self.judge = judge
    groups = try networks.groups.map { try session.networks.trained($0).judged(by: judge) }
    linear = try session.networks.trained(networks.linear)
    classes = session.images.source.classNames.count
    trainingCount = session.images.source.count(.train)
    samples = NumberText.whole(groups[0].networks[0].recipe.samples)
  }

  /// The error at chance level, 0…1.
  var chance: Double { ChanceLevel(classes: classes).error }

  /// Whether networks err within two points of chance level: they have learned nothing.
  func isStalled(_ group: TrainedGroup) -> Bool { ChanceLevel(classes: classes).isStalled(group.top1) }

  /// The recipe that the run's networks are trained by.
  var ownRecipe: RecipeKind { groups[0].recipe }

  /// The group of a kind under the run's own recipe; nil where this run has none.
  func group(_ kind: Architecture) -> TrainedGroup? {
    groups.first { $0.kind == kind && $0.recipe == ownRecipe }
  }

  /// The ZFNets under the run's own recipe.
  var zfnets: TrainedGroup { groups[0] }
  /// The AlexNets under the run's own recipe.
  var alexnets: TrainedGroup { groups[1] }

  /// The group of a kind under the paper's recipe; nil where this run has none.
  func paperGroup(_ kind: Architecture) -> TrainedGroup? {
    groups.first { $0.kind == kind && $0.recipe == .paper }
  }

  /// The ZFNets under the paper's recipe, where they are not the run's own.
  var paperArm: TrainedGroup? { ownRecipe == .paper ? nil : paperGroup(.zfnet) }

  /// The lowest validation error that the linear classifier ever had: the reading that favors it most.
  var linearError: Double { linear.history.evaluations.map(\.validationError).min() ?? 1 }

  /// The standard deviation of top-1 error from ZFNet seed to seed, which groups of one network borrow.
  var seedSpread: Double { GroupComparison.seedSpread(zfnets.mistakes) }
}
