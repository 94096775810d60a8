import Networks
import Training

/// Networks that differ in their seed alone, and one of the same recipe that sees half as many samples, by which it is judged
/// whether they have converged; in long runs also some that see twice as many, by which that judgment is checked.
public struct NetworkGroup: Sendable {
  /// The architecture that the networks share.
  public let kind: Architecture
  /// How they are trained.
  public let recipe: RecipeKind
  /// How figures and tables call them.
  public let title: String
  /// The networks themselves, seed by seed.
  public let members: [NetworkRequest]
  /// The first of them after half as many samples, trained by itself to the end of its schedule.
  public let half: NetworkRequest
  /// The first of them after twice as many samples, which check what the half predicts; empty where a run leaves it at that.
  public let doubled: [NetworkRequest]

  /// All that is trained for the group.
  public var requests: [NetworkRequest] { members + [half] + doubled }

  /// - Parameters:
  ///   - members: the networks, seed by seed; at least one.
  ///   - doubled: how many of them are trained on twice the samples as well.
  init(
    kind: Architecture, recipe: RecipeKind, title: String, members: [NetworkRequest], doubled: Int
  ) {
    (self.kind, self.recipe, self.title, self.members) = (kind, recipe, title, members)
    half = members[0].shortened(by: 2)
    self.doubled = members.prefix(doubled).map(\.doubled)
  }
}

extension NetworkLibrary {
  /// So many networks of a kind, at least one, seed by seed.
  ///
  /// - Parameters:
  ///   - size: which of the configuration's two sizes they have.
  ///   - recipe: how they are trained; nil takes the run's own recipe.
  ///   - isClipped: whether the renormalization of section 3 holds their filters back; the paper's Figure 6 shows what is without it.
  public func group(
    _ kind: Architecture, _ size: Size = .comparison, recipe: RecipeKind? = nil, isClipped: Bool = true,
    count: Int
  ) -> NetworkGroup {
    let own =
      size == .comparison ? configuration.training.recipe : configuration.visualizationSettings.recipe
    let recipe = recipe ?? own
    var title = kind.title
    if recipe != own { title += recipe == .paper ? ", paper's recipe" : ", standard recipe" }
    if !isClipped { title += ", no clip" }
    return NetworkGroup(
      kind: kind, recipe: recipe, title: title,
      members: (0..<max(count, 1)).map { index in
        var recipe = self.recipe(kind, size, recipe: recipe, seedIndex: index)
        if !isClipped { recipe.filterClip = nil }
        return NetworkRequest(recipe, learningFrom: images.source)
      }, doubled: configuration.seeds.doubled)
  }

  /// How many networks of a kind this run trains under its own recipe.
  public func seedCount(of kind: Architecture) -> Int {
    let seeds = configuration.seeds
    return switch kind {
    case .zfnet: seeds.zfnet
    case .alexnet: seeds.alexnet
    case .zfnetWide: seeds.wide
    case .alexnetWithout34, .alexnetWithout67, .alexnetWithout3467: seeds.removals
    default: seeds.others
    }
  }

  /// The networks of a kind under the run's own recipe, as many as its configuration says; nil where that is none.
  public func group(_ kind: Architecture) -> NetworkGroup? {
    let count = seedCount(of: kind)
    return count > 0 ? group(kind, count: count) : nil
  }

  /// The paper's own networks, which every run trains.
  public var zfnets: NetworkGroup { group(.zfnet, count: configuration.seeds.zfnet) }

  /// Krizhevsky et al.'s networks, which every run trains.
  public var alexnets: NetworkGroup { group(.alexnet, count: configuration.seeds.alexnet) }

  /// The networks whose features are visualized: ZFNets at their own size. Figures show the first of them, numbers are of all.
  public var visualizationGroup: NetworkGroup {
    group(.zfnet, .visualization, count: configuration.seeds.visualization)
  }

  /// Networks under the paper's recipe: the run's own where that is the paper's; nil where the run trains none.
  public func paperGroup(_ kind: Architecture) -> NetworkGroup? {
    if configuration.training.recipe == .paper { return group(kind) }
    let count = configuration.seeds.paperRecipe
    return count > 0 ? group(kind, recipe: .paper, count: count) : nil
  }

  /// The networks of a group, trained now where they are not in the store.
  ///
  /// - Throws: as `trained(_:)` of a request.
  public func trained(_ group: NetworkGroup) throws -> TrainedGroup {
    let networks = try group.members.map { try trained($0) }
    return TrainedGroup(
      kind: group.kind, recipe: group.recipe, title: group.title, networks: networks,
      half: try trained(group.half), doubled: try group.doubled.map { try trained($0) })
  }
}
