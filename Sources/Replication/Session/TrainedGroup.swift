import Experiments
import Networks
import Training

/// Trained networks that differ in their seed alone.
public struct TrainedGroup: Sendable {
  /// The networks' architecture.
  public let kind: ArchitectureKind
  /// How they were trained.
  public let recipe: RecipeKind
  /// How the figures call them.
  public let title: String
  /// The networks, seed by seed.
  public let networks: [TrainedNetwork]

  init(kind: ArchitectureKind, recipe: RecipeKind, title: String, networks: [TrainedNetwork]) {
    self.kind = kind
    self.recipe = recipe
    self.title = title
    self.networks = networks
  }

  /// The random-weight control of a network of a group, as a group of its own.
  public init(_ control: TrainedNetwork, of group: TrainedGroup) {
    self.init(kind: group.kind, recipe: group.recipe, title: "\(group.title), untrained", networks: [control])
  }

  /// The networks' architecture at this run's size.
  public var architecture: Architecture { networks[0].architecture }

  /// How often the filter clip fired in all networks, in some layers.
  public func clipFirings(in layers: [String]) -> Int {
    networks.reduce(0) { sum, network in
      let firings = network.history.clipFirings
      return sum + layers.reduce(0) { $0 + (firings[$1] ?? 0) }
    }
  }
}

/// A group of networks with what each makes of the validation images.
public struct JudgedGroup: Sendable {
  /// The networks.
  public let group: TrainedGroup
  /// What each makes of the images.
  public let ranks: [ClassRanks]

  /// Top-1 mistakes, a row a network.
  public var mistakes: [[Double]] { ranks.map { $0.mistakes(top: 1) } }
  /// Mean top-1 error over the networks, 0…1.
  public var top1: Double { ranks.map { $0.error(top: 1) }.mean }
  /// Mean top-5 error over the networks, 0…1.
  public var top5: Double { ranks.map { $0.error(top: 5) }.mean }
}

extension Session {
  /// The networks of a group, trained now where they are not in the store.
  public func trained(_ group: NetworkGroup) throws -> TrainedGroup {
    let isOwn = group.recipe == configuration.training.recipe
    var title = group.kind.title
    if !isOwn { title += group.recipe == .paper ? ", paper's recipe" : ", standard recipe" }
    if !group.isClipped { title += ", no clip" }
    return TrainedGroup(
      kind: group.kind, recipe: group.recipe, title: title,
      networks: try group.requests.map { try network($0) })
  }
}

extension TrainedGroup {
  /// The networks with what each makes of a judge's images.
  ///
  /// - Throws: what judging throws.
  public func judged(by judge: Judge, crops: Evaluator.Crops = .center) throws -> JudgedGroup {
    JudgedGroup(group: self, ranks: try networks.map { try judge.ranks(of: [$0], crops: crops) })
  }
}
