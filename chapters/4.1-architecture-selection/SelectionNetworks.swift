import Networks
import Replication

/// The networks of Figure 6.
struct SelectionNetworks {
  /// Networks under the paper's recipe.
  struct PaperRecipe {
    let alexnet: NetworkGroup
    let zfnet: NetworkGroup
    /// ZFNets without the filter clip: panel a.
    let unclipped: NetworkGroup
  }

  /// Krizhevsky et al.'s network under the run's own recipe, in as many seeds as the run has.
  let alexnet: NetworkGroup
  /// The paper's own network likewise.
  let zfnet: NetworkGroup
  /// The same under the paper's recipe, and without the clip; nil where the run trains none by that recipe.
  let paper: PaperRecipe?

  /// The networks of a run.
  init(_ session: Session) {
    let networks = session.networks
    (alexnet, zfnet) = (networks.alexnets, networks.zfnets)
    paper = networks.paperGroup(.alexnet).flatMap { alexnet in
      networks.paperGroup(.zfnet).map { zfnet in
        PaperRecipe(
          alexnet: alexnet, zfnet: zfnet,
          unclipped: networks.group(
            .zfnet, recipe: .paper, isClipped: false, count: zfnet.members.count))
      }
    }
  }

  /// All of them in the order in which they are asked for.
  var groups: [NetworkGroup] {
    [zfnet, alexnet] + (paper.map { [$0.alexnet, $0.zfnet, $0.unclipped] } ?? [])
  }
}
