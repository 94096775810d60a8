import Networks

/// Networks that differ in their seed alone.
public struct NetworkGroup: Sendable {
  /// The networks' form.
  public let kind: ArchitectureKind
  /// How they are trained.
  public let recipe: RecipeKind
  /// The networks themselves, seed by seed.
  public let requests: [NetworkRequest]
}

extension Session {
  /// So many networks of a kind at the size of the comparison, seed by seed.
  public func group(_ kind: ArchitectureKind, recipe: RecipeKind? = nil, count: Int) -> NetworkGroup {
    NetworkGroup(
      kind: kind, recipe: recipe ?? configuration.training.recipe,
      requests: (0..<max(count, 1)).map { request(kind, recipe: recipe, seedIndex: $0) })
  }

  /// Table 2's networks, ZFNet first; the one under the paper's recipe last, where this run has one beside its own.
  public func classificationNetworks() -> [NetworkGroup] {
    let seeds = configuration.seeds
    var groups = [
      group(.zfnet, count: seeds.zfnet), group(.alexnet, count: seeds.alexnet),
      group(.zfnetWide, count: seeds.wide),
    ]
    if configuration.training.recipe != .paper, seeds.paperRecipe > 0 {
      groups.append(group(.zfnet, recipe: .paper, count: seeds.paperRecipe))
    }
    return groups
  }
}
