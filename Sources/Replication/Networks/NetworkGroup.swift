import Networks
import Training

/// Networks that differ in their seed alone.
public struct NetworkGroup: Sendable {
  /// The architecture that the networks share.
  public let kind: Architecture
  /// How they are trained.
  public let recipe: RecipeKind
  /// How figures and tables call them.
  public let title: String
  /// The networks themselves, seed by seed.
  public let requests: [NetworkRequest]
}

extension NetworkLibrary {
  /// So many networks of a kind at the size of the comparison, at least one, seed by seed.
  ///
  /// - Parameters:
  ///   - recipe: how they are trained; nil takes the run's own recipe.
  ///   - isClipped: whether the renormalization of section 3 holds their filters back; the paper's Figure 6 shows what is without it.
  public func group(
    _ kind: Architecture, recipe: RecipeKind? = nil, isClipped: Bool = true, count: Int
  ) -> NetworkGroup {
    let own = configuration.training.recipe
    let recipe = recipe ?? own
    var title = kind.title
    if recipe != own { title += recipe == .paper ? ", paper's recipe" : ", standard recipe" }
    if !isClipped { title += ", no clip" }
    return NetworkGroup(
      kind: kind, recipe: recipe, title: title,
      requests: (0..<max(count, 1)).map { index in
        var recipe = self.recipe(kind, recipe: recipe, seedIndex: index)
        if !isClipped { recipe.filterClip = nil }
        return NetworkRequest(recipe, learningFrom: images.source)
      })
  }

  /// How many networks of a kind this run trains under its own recipe.
  public func seedCount(of kind: Architecture) -> Int {
    let seeds = configuration.seeds
    return switch kind {
    case .zfnet: seeds.zfnet
    case .alexnet: seeds.alexnet
    case .zfnetWide: seeds.wide
    default: seeds.others
    }
  }

  /// The networks of a kind under the run's own recipe, as many as its configuration says.
  public func group(_ kind: Architecture) -> NetworkGroup { group(kind, count: seedCount(of: kind)) }

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
    TrainedGroup(
      kind: group.kind, recipe: group.recipe, title: group.title,
      networks: try group.requests.map { try trained($0) })
  }
}
