import Figures
import Networks
import Reporting
import Training

/// Networks that a chapter looks into: those of a group that the run trained, or the one from a file.
///
/// Figures show the first; numbers are of all.
public struct StudiedGroup: Sendable {
  /// The networks; at least one.
  public let networks: [StudiedNetwork]
  /// What is to be said of them where something is claimed.
  public let arm: NetworkSample.Arm
  /// The group that the run trained; nil where the network is from a file.
  public let trained: TrainedGroup?
  /// What the first of them is, for a sentence such as “The figure's network is …”.
  public let first: String

  /// The networks of a group that the run trained.
  ///
  /// - Parameter name: what the group is called in prose, such as “visualization networks”.
  public init(_ group: TrainedGroup, called name: String) {
    networks = group.networks.map(StudiedNetwork.init)
    arm = group.arm
    trained = group
    let network = group.networks[0].recipe.network
    first =
      "the first of the *\(name)*: \(network.title)s at \(network.input) pixels and \(NumberText.percent(network.width)) of the paper's width"
  }

  /// The network from a file.
  init(_ network: ImportedNetwork, seed: UInt64) {
    networks = [StudiedNetwork(network, seed: seed)]
    arm = NetworkSample.Arm(only: network.name)
    trained = nil
    first = "*\(InlineMarkup.escaped(network.name))*, at \(network.model.inputSide) pixels"
  }

  /// The networks as all that something was measured on.
  public var sample: NetworkSample { NetworkSample([arm]) }
  /// The group as a table of convergence takes it: none where the run did not train it.
  public var trainedGroups: [TrainedGroup] { trained.map { [$0] } ?? [] }
  /// How many networks there are, in words for a caption.
  public var count: String { "\(networks.count) network\(networks.count == 1 ? "" : "s")" }
}

extension NetworkLibrary {
  /// The networks whose features are visualized: the one from a file where the run has one, and otherwise the visualization
  /// networks, trained now where they are not in the store.
  ///
  /// - Throws: as `trained(_:)` of a group.
  public func visualized() throws -> StudiedGroup {
    try studied { StudiedGroup(try trained(visualizationGroup), called: "visualization networks") }
  }

  /// The network from a file, or else the trained ones.
  func studied(_ trained: () throws -> StudiedGroup) rethrows -> StudiedGroup {
    guard let imported else { return try trained() }
    return StudiedGroup(imported, seed: seed)
  }
}

extension TransferNetworks {
  /// The networks whose features are carried over: the one from a file where the run has one, and otherwise those of `group`,
  /// trained now where they are not in the store.
  ///
  /// - Throws: as `NetworkLibrary.trained(_:)` of a group.
  public func studied() throws -> StudiedGroup {
    try networks.studied { StudiedGroup(try networks.trained(group), called: "networks of the comparison") }
  }
}
