import Figures
import Experiments
import Networks
import Replication
import Training

/// All networks that this chapter compares, with what each makes of the validation pictures.
struct Field {
  /// Networks that differ in their seed alone.
  struct Group {
    let kind: ArchitectureKind
    let recipe: RecipeKind
    let networks: [TrainedNetwork]
    let outcomes: [Classification.Outcome]

    /// How the figures call it.
    var title: String { recipe == .paper ? "\(kind.title), paper's recipe" : kind.title }
    /// Top-1 mistakes, a row a network.
    var mistakes: [[Double]] { outcomes.map { $0.mistakes(top: 1) } }
    /// Means over the networks.
    var top1: Double { mean(outcomes.map(\.score.top1Error)) }
    var top5: Double { mean(outcomes.map(\.score.top5Error)) }
  }

  /// A linear classifier's trace: the floor.
  struct Linear {
    let network: TrainedNetwork
    /// The lowest validation error it ever had: the reading that favours it most.
    var bestValidationError: Double { network.trace.evaluations.map(\.validationError).min() ?? 1 }
  }

  let groups: [Group]
  let linear: Linear
  let classes: Int
  let trainingCount: Int
  let presentations: String

  init(_ session: Session) throws {
    let pictures = try session.pictures(.validation, input: session.configuration.training.input)
    groups = try session.classificationNetworks().map { group in
      let networks = try group.requests.map { try session.network($0) }
      let outcomes = try networks.map { try Classification.evaluate($0, on: pictures) }
      return Group(kind: group.kind, recipe: group.recipe, networks: networks, outcomes: outcomes)
    }
    linear = Linear(network: try session.network(session.recipe(.linear)))
    classes = session.source.classNames.count
    trainingCount = session.source.count(.train)
    presentations = NumberText.whole(groups[0].networks[0].recipe.presentations)
  }

  /// The group of a kind under the run's own recipe.
  func group(_ kind: ArchitectureKind) -> Group {
    guard let group = groups.first(where: { $0.kind == kind && $0.recipe == groups[0].recipe }) else {
      preconditionFailure("no networks of kind \(kind)")
    }
    return group
  }

  /// The group under the paper's recipe, where this run has one beside its own.
  var paperGroup: Group? { groups.first { $0.recipe == .paper && groups[0].recipe != .paper } }

  func meanError(of kind: ArchitectureKind) -> Double { group(kind).top1 }

  /// The standard deviation of top-1 error from ZFNet seed to seed, which groups of one network borrow.
  var seedSpread: Double { GroupComparison.seedSpread(group(.zfnet).mistakes) }

  /// Networks that any comparison between kinds rests on.
  var seedCount: Int { groups.filter { $0.recipe == groups[0].recipe }.reduce(0) { $0 + $1.networks.count } }
}

/// The arithmetic mean of numbers; not a number of none.
func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }
