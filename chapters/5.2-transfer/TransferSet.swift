import Experiments
import Figures
import Replication
import Reporting
import SceneWorld

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
  /// The networks whose features are carried over; nil where the role has no images.
  let group: StudiedGroup?
  /// What classifiers on layer 7 make of each fold, by method and images a class.
  private let frozen: [LinearMethod: [Int: [TransferOutcome]]]

  init(_ role: TransferRole, _ session: Session) throws {
    self.role = role
    self.session = session
    guard let source = try session.images.source(for: role.datasetRole) else {
      (target, sizes, remark, isDrawn, group, frozen) = (nil, [], "", false, nil, [:])
      return
    }
    let target = try TransferTarget(source, layers: [7], session)
    self.target = target
    sizes = role.sizes(for: target)
    remark = session.images.mixRemark(on: source)
    isDrawn = source is SceneSource
    let group = try TransferNetworks(session).studied()
    self.group = group
    let wanted: [(method: LinearMethod, sizes: [Int])] = [
      (.softmax, role == .caltech256 ? target.available(AccuracyCurve.sizes) : sizes),
      (.supportVectors, sizes),
    ]
    let probes = wanted.flatMap { method, sizes in
      sizes.map { TransferTarget.Probe(layer: 7, method: method, perClass: $0) }
    }
    let outcomes = try target.outcomes(
      of: group.networks, probes, folds: session.configuration.roles.folds)
    var frozen: [LinearMethod: [Int: [TransferOutcome]]] = [:]
    for (probe, folds) in zip(probes, outcomes) { frozen[probe.method, default: [:]][probe.perClass] = folds }
    self.frozen = frozen
  }

  /// Whether networks of the same architecture are trained from scratch: not where it is from a file.
  var trainsFromScratch: Bool { session.imported == nil }

  /// The networks whose features are carried over, as many as some folds take: each takes the next of them.
  func frozenArm(folds: Int) -> NetworkSample.Arm? { group?.arm.atMost(folds) }
  /// Why nothing is measured, where the role has no images.
  var reason: String { session.images.reasonWithoutImages(for: role.datasetRole) }

  /// The folds of a classifier on layer 7; empty where there are too few images.
  func pretrained(_ method: LinearMethod, perClass: Int) -> [TransferOutcome] {
    frozen[method]?[perClass] ?? []
  }

  /// The folds of the networks from scratch; empty where none was trained.
  func scratch(perClass: Int) throws -> [TransferOutcome] {
    guard let target, trainsFromScratch, sizes.contains(perClass) else { return [] }
    return try (0..<TransferNetworks(session).scratchFolds(role, perClass: perClass)).map {
      try target.scratchOutcome(perClass: perClass, fold: $0)
    }
  }

  /// How far softmax on layer 7 is ahead of the networks from scratch on the images that both are judged by; nil where either
  /// is missing.
  ///
  /// - Parameters:
  ///   - perClass: how many images of each class the softmax learns from.
  ///   - scratchPerClass: how many the networks from scratch do.
  func lead(perClass: Int, overScratchAt scratchPerClass: Int) throws -> TransferLead? {
    let (frozen, scratch) = (pretrained(.softmax, perClass: perClass), try scratch(perClass: scratchPerClass))
    return frozen.isEmpty || scratch.isEmpty ? nil : TransferLead(of: frozen, over: scratch)
  }

  /// Whether networks from scratch have converged, by what they are called, at every size that is judged.
  func scratchConvergence() throws -> [JudgedNetworks] {
    guard let target, trainsFromScratch else { return [] }
    return try sizes.filter(role.judgedSizes.contains).map {
      JudgedNetworks(Self.scratchTitle($0), try target.scratchConvergence(perClass: $0))
    }
  }

  /// The networks from scratch as an arm of a comparison, one a fold.
  func scratchArm(perClass: Int, folds: Int) throws -> NetworkSample.Arm? {
    guard let target, trainsFromScratch, sizes.contains(perClass) else { return nil }
    let title = Self.scratchTitle(perClass)
    return NetworkSample.Arm(
      title, count: folds, isJudged: true,
      objection: try target.scratchConvergence(perClass: perClass).objection(to: title))
  }

  private static func scratchTitle(_ perClass: Int) -> String {
    "the network from scratch on \(perClass) images per class"
  }
}
