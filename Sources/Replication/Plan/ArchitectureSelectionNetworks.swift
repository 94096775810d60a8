import Networks

/// The networks of Figure 6.
public struct ArchitectureSelectionNetworks: Sendable {
  /// Krizhevsky et al.'s network under the run's own recipe, in as many seeds as the run has.
  public let alexnet: NetworkGroup
  /// The paper's own network likewise.
  public let zfnet: NetworkGroup
  /// Krizhevsky et al.'s network under the paper's recipe: panels b and d.
  public let paperAlexnet: NetworkGroup
  /// The paper's own network under the paper's recipe: panels c and e.
  public let paperZFNet: NetworkGroup
  /// The same without the filter clip: panel a.
  public let unclipped: NetworkGroup

  /// All of them in the order in which they are asked for.
  public var groups: [NetworkGroup] { [zfnet, alexnet, paperAlexnet, paperZFNet, unclipped] }
}

extension Session {
  /// The networks whose first layers Figure 6 compares.
  public func architectureSelectionNetworks() -> ArchitectureSelectionNetworks {
    func paper(_ kind: ArchitectureKind) -> NetworkGroup {
      paperGroup(kind) ?? group(kind, recipe: .paper, count: 1)
    }
    let clipped = paper(.zfnet)
    return ArchitectureSelectionNetworks(
      alexnet: group(.alexnet), zfnet: group(.zfnet),
      paperAlexnet: paper(.alexnet), paperZFNet: clipped,
      unclipped: group(.zfnet, recipe: .paper, isClipped: false, count: clipped.requests.count))
  }
}
