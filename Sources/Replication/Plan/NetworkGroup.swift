import Networks
import Training

/// Networks that differ in their seed alone.
public struct NetworkGroup: Sendable {
  /// The networks' architecture.
  public let kind: ArchitectureKind
  /// How they are trained.
  public let recipe: RecipeKind
  /// Whether the renormalization of section 3 holds their filters back; the paper's Figure 6 shows what is without it.
  public let isClipped: Bool
  /// The networks themselves, seed by seed.
  public let requests: [NetworkRequest]
}

extension Session {
  /// So many networks of a kind at the size of the comparison, at least one, seed by seed.
  ///
  /// - Parameter recipe: how they are trained; nil takes the run's own recipe.
  public func group(
    _ kind: ArchitectureKind, recipe: RecipeKind? = nil, isClipped: Bool = true, count: Int
  ) -> NetworkGroup {
    NetworkGroup(
      kind: kind, recipe: recipe ?? configuration.training.recipe, isClipped: isClipped,
      requests: (0..<max(count, 1)).map { index in
        var recipe = self.recipe(kind, recipe: recipe, seedIndex: index)
        if !isClipped { recipe.filterClip = nil }
        return NetworkRequest(recipe, learningFrom: source)
      })
  }

  /// How many networks of a kind this run trains under its own recipe.
  public func seedCount(of kind: ArchitectureKind) -> Int {
    let seeds = configuration.seeds
    return switch kind {
    case .zfnet: seeds.zfnet
    case .alexnet: seeds.alexnet
    case .zfnetWide: seeds.wide
    default: seeds.others
    }
  }

  /// The networks of a kind under the run's own recipe, as many as its configuration says.
  public func group(_ kind: ArchitectureKind) -> NetworkGroup { group(kind, count: seedCount(of: kind)) }

  /// Networks under the paper's recipe: the run's own where that is the paper's; nil where the run trains none.
  public func paperGroup(_ kind: ArchitectureKind) -> NetworkGroup? {
    if configuration.training.recipe == .paper { return group(kind) }
    let count = configuration.seeds.paperRecipe
    return count > 0 ? group(kind, recipe: .paper, count: count) : nil
  }
}
