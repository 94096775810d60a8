import Networks
import Replication

/// The networks of Table 2, and what is held against them.
struct ClassificationNetworks {
  /// Table 2's networks, ZFNet first, then ZFNet without normalization and, where the run's own recipe is not the paper's, ZFNet and
  /// AlexNet under the paper's; without those that the run does not train.
  let groups: [NetworkGroup]
  /// The floor that the networks must rise above: a linear classifier on the same pixels.
  let linear: NetworkRequest

  /// The networks of a run.
  init(_ session: Session) {
    let networks = session.networks
    let own =
      [networks.zfnets, networks.alexnets]
      + [Architecture.zfnetWide, .zfnetWithoutNormalization].compactMap { networks.group($0) }
    let isPaper = session.configuration.training.recipe == .paper
    groups = own + (isPaper ? [] : [Architecture.zfnet, .alexnet].compactMap { networks.paperGroup($0) })
    linear = networks.request(.linear)
  }

  /// All of them in the order in which they are asked for.
  var requests: [NetworkRequest] { groups.flatMap(\.requests) + [linear] }
}
