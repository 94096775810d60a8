import Networks
import Replication

/// The networks of Figure 6.
struct SelectionNetworks {
  /// Krizhevsky et al.'s network under the run's own recipe, in as many seeds as the run has.
  let alexnet: NetworkGroup
  /// The paper's own network likewise.
  let zfnet: NetworkGroup
  /// Krizhevsky et al.'s network under the paper's recipe: panels b and d.
  let paperAlexnet: NetworkGroup
  /// The paper's own network under the paper's recipe: panels c and e.
  let paperZFNet: NetworkGroup
  /// The same without the filter clip: panel a.
  let unclipped: NetworkGroup

  /// The networks of a run.
  init(_ session: Session) {
    func paper(_ kind: Architecture) -> NetworkGroup {
      session.networks.paperGroup(kind) ?? session.networks.group(kind, recipe: .paper, count: 1)
    }
    alexnet = session.networks.group(.alexnet)
    zfnet = session.networks.group(.zfnet)
    paperAlexnet = paper(.alexnet)
    paperZFNet = paper(.zfnet)
    unclipped = session.networks.group(
      .zfnet, recipe: .paper, isClipped: false, count: paperZFNet.requests.count)
  }

  /// All of them in the order in which they are asked for.
  var groups: [NetworkGroup] { [zfnet, alexnet, paperAlexnet, paperZFNet, unclipped] }
}
