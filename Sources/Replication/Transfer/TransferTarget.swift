import Datasets
import Experiments
import Networks
import Training

/// A set of images that features are carried to (sections 5.2 and 5.3): how it is divided, and what classifiers that learn
/// from one part of it make of the other.
public final class TransferTarget {
  /// A classifier on a network's features.
  public struct Probe: Codable, Hashable, Sendable {
    /// The layer's number, from 1.
    public let layer: Int
    /// How it is fitted.
    public let method: LinearMethod
    /// How many images of each class it learns from.
    public let perClass: Int
    /// To how many numbers the features are projected at random; nil leaves them as they are.
    public let dimension: Int?

    /// A classifier on a layer's features.
    public init(layer: Int, method: LinearMethod, perClass: Int, dimension: Int? = nil) {
      self.layer = layer
      self.method = method
      self.perClass = perClass
      self.dimension = dimension
    }
  }

  private struct ProbeOutcome: StoredExperiment {
    typealias Value = TransferOutcome
    static let name = "transfer/probe"
    static let version = 11
    let network: String
    let images: String
    let probe: Probe
    let fold: Int
    let seed: UInt64
  }

  private struct ScratchOutcome: StoredExperiment {
    typealias Value = TransferOutcome
    static let name = "transfer/scratch"
    static let version = 2
    let network: String
    let images: String
  }

  /// The images, at the side that belongs to the comparison's networks, or to a network from a file.
  public let images: ImageCache
  /// The label of each image, in the cache's order.
  public let labels: [Int]
  private let session: Session
  private let layers: [Int]
  private var tables: (network: String, byLayer: [Int: LabeledFeatures])?
  private var projected: (key: String, table: LabeledFeatures)?
  private var seed: UInt64 { session.options.seed }

  /// The training images of a set.
  ///
  /// - Parameters:
  ///   - layers: the layers whose features will be asked for: they are computed together.
  ///   - model: the network whose features they are, where it is none of the run's own; nil takes the side of the comparison's.
  /// - Throws: what reading the images throws.
  public init(
    _ source: any ImageSource, layers: [Int], for model: Model? = nil, _ session: Session
  ) throws {
    self.session = session
    self.layers = layers
    images =
      if let model {
        try session.images.cache(of: source, .train, for: model)
      } else {
        try TransferNetworks(session).cache(of: source, .train, session)
      }
    labels = (0..<images.count).map { [images] in images.label($0) }
  }

  /// The number of images of the smallest class.
  public var smallestClass: Int {
    let counts = Dictionary(labels.map { ($0, 1) }, uniquingKeysWith: +)
    return images.classNames.indices.map { counts[$0] ?? 0 }.min() ?? 0
  }

  /// Those numbers of images a class that leave at least one of every class to judge by.
  public func available(_ sizes: [Int]) -> [Int] {
    let most = smallestClass - 1
    return sizes.filter { $0 <= most }
  }

  /// One fold: what is learned from and what is judged by.
  public func split(perClass: Int, fold: Int) -> TransferSplit {
    TransferSplit(labels: labels, perClass: perClass, seed: seed, fold: fold)
  }

  /// One fold as a set of images of its own.
  public func divided(perClass: Int, fold: Int) -> SubsetSource {
    let split = split(perClass: perClass, fold: fold)
    return SubsetSource(
      of: CachedImages(training: images), training: split.training.map { .init(.train, $0) },
      validation: split.test.map { .init(.train, $0) })
  }

  /// What classifiers on networks' features make of the folds: each fold takes the next of the networks, so that what folds
  /// differ in is what other images and other networks do.
  ///
  /// - Returns: by probe, the outcomes of its folds.
  /// - Throws: `OneDNNError`, and what the store throws.
  public func outcomes(
    of networks: [StudiedNetwork], _ probes: [Probe], folds: Int
  ) throws -> [[TransferOutcome]] {
    // A network's features are large, and are kept only while it is the fold's.
    let byFold = try (0..<folds).map { fold in
      try probes.map { try outcome(of: networks[fold % networks.count], $0, fold: fold) }
    }
    return probes.indices.map { probe in byFold.map { $0[probe] } }
  }

  /// What a classifier on a network's features makes of one fold.
  private func outcome(of network: StudiedNetwork, _ probe: Probe, fold: Int) throws -> TransferOutcome {
    let experiment = ProbeOutcome(
      network: network.digest, images: images.contentDigest, probe: probe, fold: fold, seed: seed)
    return try session.results.value(of: experiment) {
      let table = try features(of: network, layer: probe.layer, dimension: probe.dimension)
      session.progress.update(
        "\(probe.method.rawValue) on layer \(probe.layer), \(probe.perClass) a class, fold \(fold + 1)")
      return try FeatureTransfer.outcome(
        of: table, split(perClass: probe.perClass, fold: fold), by: probe.method, seed: seed)
    }
  }

  /// What the same network, trained on the fold's images alone, makes of the others.
  ///
  /// - Throws: what training throws.
  public func scratchOutcome(perClass: Int, fold: Int) throws -> TransferOutcome {
    let request = TransferNetworks(session).scratch(self, perClass: perClass, fold: fold)
    let network = try session.networks.trained(request)
    let experiment = ScratchOutcome(network: network.digest, images: request.source.digest)
    return try session.results.value(of: experiment) {
      let judged = try session.images.cache(
        of: request.source, .validation, input: network.recipe.network.input)
      // As the features are taken, so that neither side has more of an image than the other.
      let outcome = try Classification.evaluate(network.model, on: judged, crops: NetworkFeatures.crops)
      return TransferOutcome(
        images: split(perClass: perClass, fold: fold).test, labels: outcome.labels,
        predictions: outcome.predictions)
    }
  }

  /// Whether networks from scratch have converged on so many images of each class: the first fold's beside one that saw half
  /// as many samples.
  ///
  /// - Throws: what training throws.
  public func scratchConvergence(perClass: Int) throws -> Convergence {
    let request = TransferNetworks(session).scratch(self, perClass: perClass, fold: 0)
    return Convergence(
      error: try session.networks.trained(request).lastValidationError,
      errorOfHalf: try session.networks.trained(request.shortened(by: 2)).lastValidationError,
      classes: images.classNames.count)
  }

  /// The number of features of each layer.
  public func dimensions(of network: StudiedNetwork) -> [Int: Int] {
    Dictionary(
      uniqueKeysWithValues: layers.map {
        ($0, NetworkFeatures.dimension(of: network.layers.output(ofLayer: $0), in: network.graph))
      })
  }

  private func features(
    of network: StudiedNetwork, layer: Int, dimension: Int?
  ) throws -> LabeledFeatures {
    if tables?.network != network.digest {
      tables = nil
      tables = (
        network.digest,
        try NetworkFeatures.tables(
          of: network.model, layers: layers, network.layers, images: images, indices: Array(labels.indices)
        ) { try session.progress.show("features of \(images.sourceName)", $0, of: labels.count) }
      )
    }
    guard let table = tables?.byLayer[layer] else { preconditionFailure("no features of layer \(layer)") }
    guard let dimension else { return table }
    let key = "\(network.digest) \(layer) \(dimension)"
    if let projected, projected.key == key { return projected.table }
    let result = table.projected(to: dimension, seed: seed)
    projected = (key, result)
    return result
  }
}
