import Experiments
import Figures
import Replication
import Reporting
import SceneWorld
import Training

/// One of the two target sets in this run: its images, where it has any, and what was made of them.
struct TransferSet {
  let role: TransferRole
  let session: Session
  /// Nil where this run has no images for the role.
  let target: TransferTarget?
  /// The paper's numbers of images a class that the set has images enough for.
  let sizes: [Int]
  /// What captions say where drawn images follow photographs.
  let remark: String
  /// Whether its images are drawn.
  let isDrawn: Bool
  /// The network whose features the tables show.
  private let network: TrainedNetwork?

  init(_ role: TransferRole, _ session: Session) throws {
    self.role = role
    self.session = session
    guard let source = try session.images.source(for: role.datasetRole) else {
      (target, sizes, remark, isDrawn, network) = (nil, [], "", false, nil)
      return
    }
    let target = try TransferTarget(source, layers: [7], session)
    self.target = target
    sizes = role.sizes(for: target)
    remark = session.images.mixRemark(on: source)
    isDrawn = source is SceneSource
    network = try session.networks.trained(TransferNetworks(session).first)
  }

  /// The seed of the network whose features the tables show; none where the role has no images.
  var networkSeeds: [UInt64] { network.map { [$0.recipe.seed] } ?? [] }
  /// Why nothing is measured, where the role has no images.
  var reason: String { session.images.reasonWithoutImages(for: role.datasetRole) }
  /// The numbers of images a class that networks are trained from scratch on.
  var scratchSizes: [Int] { TransferNetworks(session).scratchSizes(sizes) }

  /// The folds of a classifier on layer 7; empty where the role has no images.
  func pretrained(_ method: LinearMethod, perClass: Int) throws -> [TransferOutcome] {
    guard let target, let network else { return [] }
    return try target.outcomes(
      of: network, .init(layer: 7, method: method, perClass: perClass),
      folds: session.configuration.roles.folds)
  }

  /// The folds of the networks from scratch; empty where none was trained.
  func scratch(perClass: Int) throws -> [TransferOutcome] {
    guard let target, scratchSizes.contains(perClass) else { return [] }
    return try (0..<session.configuration.roles.scratchFolds).map {
      try target.scratchOutcome(perClass: perClass, fold: $0)
    }
  }

  /// How far softmax on layer 7 of several networks is ahead of the networks from scratch on the images that both are judged
  /// by; nil where either is missing.
  ///
  /// - Parameters:
  ///   - perClass: how many images of each class the softmax learns from.
  ///   - scratchPerClass: how many the networks from scratch do.
  func lead(perClass: Int, overScratchAt scratchPerClass: Int) throws -> TransferLead? {
    guard let target, target.available([perClass, scratchPerClass]).count == 2 else { return nil }
    let scratch = try scratch(perClass: scratchPerClass)
    guard !scratch.isEmpty else { return nil }
    let group = TransferNetworks(session).group
    let frozen = try group.requests.map { request in
      try target.outcomes(
        of: try session.networks.trained(request), .init(layer: 7, method: .softmax, perClass: perClass),
        folds: scratch.count)
    }
    let validation = try session.images.cache(.validation, input: session.configuration.training.input)
    let whole = try session.networks.trained(group).judged(by: Judge(session, validation)).mistakes
    return TransferLead(of: frozen, over: scratch, wholeNetworks: whole)
  }
}
