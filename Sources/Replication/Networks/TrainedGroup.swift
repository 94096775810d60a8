import Inference
import Experiments
import Networks
import Reporting
import Training

/// Trained networks that differ in their seed alone, and what each makes of images once they were judged.
public struct TrainedGroup: Sendable {
  /// The architecture that the networks share.
  public let kind: Architecture
  /// How they were trained.
  public let recipe: RecipeKind
  /// How figures and tables call them.
  public let title: String
  /// The networks, seed by seed.
  public let networks: [TrainedNetwork]
  /// Whether they have converged; nil for networks that were not trained, or of which only their ranks are known.
  public let convergence: Convergence?
  /// By how much twice the samples did lower the error, 0…1: the mean over the networks that were trained on as many; nil where
  /// none was.
  public let gainOfDoubling: Double?
  /// The place of each image's class among each network's classes, a network a row; empty before `judged(by:crops:)`.
  public private(set) var ranks: [ClassRanks] = []

  init(
    kind: Architecture, recipe: RecipeKind, title: String, networks: [TrainedNetwork],
    half: TrainedNetwork? = nil, doubled: [TrainedNetwork] = []
  ) {
    self.kind = kind
    self.recipe = recipe
    self.title = title
    self.networks = networks
    convergence = half.map { half in
      Convergence(
        error: networks.map(\.lastValidationError).mean, errorOfHalf: half.lastValidationError,
        classes: half.graph.classes)
    }
    gainOfDoubling =
      doubled.isEmpty
      ? nil : zip(networks, doubled).map { $0.lastValidationError - $1.lastValidationError }.mean
  }

  /// The networks as an arm of what is measured on them.
  public var arm: NetworkSample.Arm {
    NetworkSample.Arm(
      title, count: networks.count, samples: networks.map(\.recipe.samples).min(),
      isJudged: convergence != nil, objection: convergence?.objection(to: title))
  }

  /// The networks as all that something was measured on.
  public var sample: NetworkSample { NetworkSample([arm]) }

  /// Networks of which only their ranks are known.
  ///
  /// - Parameter ranks: a network a row.
  public init(kind: Architecture, recipe: RecipeKind, title: String, ranks: [ClassRanks]) {
    self.init(kind: kind, recipe: recipe, title: title, networks: [])
    self.ranks = ranks
  }

  /// The random-weight control of a network of a group, as a group of its own.
  public init(_ control: TrainedNetwork, of group: TrainedGroup) {
    self.init(kind: group.kind, recipe: group.recipe, title: "\(group.title), untrained", networks: [control])
  }

  /// The networks' architecture at this run's size.
  public var graph: Graph { networks[0].graph }

  /// How often the filter clip fired in all networks, in some layers.
  public func clipFirings(in layers: [String]) -> Int {
    networks.reduce(0) { sum, network in
      let firings = network.history.clipFirings
      return sum + layers.reduce(0) { $0 + (firings[$1] ?? 0) }
    }
  }

  /// The same networks with what each makes of a judge's images.
  ///
  /// - Throws: what judging throws.
  public func judged(by judge: Judge, crops: Evaluator.Crops = .center) throws -> TrainedGroup {
    var group = self
    group.ranks = try networks.map { try judge.ranks(of: [$0], crops: crops) }
    return group
  }

  /// Top-1 mistakes, 1 or 0 an image, a network a row.
  public var mistakes: [[Double]] { ranks.map { $0.mistakes(top: 1) } }
  /// Mean top-1 error over the networks, 0…1.
  public var top1: Double { ranks.map { $0.error(top: 1) }.mean }
}
