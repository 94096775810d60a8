import Networks

/// The networks of Figure 6.
public struct ArchitectureSelectionNetworks: Sendable {
  /// Krizhevsky et al.'s network: panels b and d.
  public let alexnet: NetworkGroup
  /// The paper's own network: panels c and e.
  public let zfnet: NetworkGroup
  /// The paper's network under the paper's recipe, as a control of panel a.
  public let clipped: NetworkGroup
  /// The same without the filter clip: panel a.
  public let unclipped: NetworkGroup

  /// All of them in the order in which they are asked for.
  public var groups: [NetworkGroup] { [zfnet, alexnet, clipped, unclipped] }
}

extension Session {
  /// The networks whose first layers Figure 6 compares.
  public func architectureSelectionNetworks() -> ArchitectureSelectionNetworks {
    let count = paperGroup(.zfnet)?.requests.count ?? 1
    return ArchitectureSelectionNetworks(
      alexnet: group(.alexnet), zfnet: group(.zfnet),
      clipped: group(.zfnet, recipe: .paper, count: count),
      unclipped: group(.zfnet, recipe: .paper, isClipped: false, count: count))
  }
}
