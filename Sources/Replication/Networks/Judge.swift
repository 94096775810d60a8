import Inference
import Datasets
import Experiments
import Training

/// What networks, alone or together, make of the images of a cache: measured once, kept in the store as ranks.
public final class Judge {
  /// The ranks of each image's class among the mean probabilities of networks.
  private struct Ranks: StoredExperiment {
    typealias Value = ClassRanks
    static let name = "classification/ranks"
    static let version = 1
    let networks: [String]
    let images: String
    let indices: [Int]
    let crops: Evaluator.Crops
  }

  private let session: Session
  private let images: ImageCache
  /// Which of the cache's images are looked at.
  public let indices: [Int]
  private var outcomes: [String: Classification.Outcome] = [:]

  /// A judge of networks by the images of a cache.
  ///
  /// - Parameter count: how many of them, evenly spaced; nil, or more than there are, takes all.
  public init(_ session: Session, _ images: ImageCache, atMost count: Int? = nil) {
    self.session = session
    self.images = images
    let count = min(count ?? images.count, images.count)
    indices = (0..<count).map { $0 * images.count / count }
  }

  /// The place of each image's class among the networks' mean probabilities.
  ///
  /// - Parameter networks: one, or an ensemble.
  /// - Throws: `OneDNNError`; `FileError` where the store cannot be written.
  public func ranks(of networks: [TrainedNetwork], crops: Evaluator.Crops = .center) throws -> ClassRanks {
    let experiment = Ranks(
      networks: networks.map(\.digest), images: images.contentDigest, indices: indices, crops: crops)
    return try session.results.value(of: experiment) {
      Classification.ensemble(try networks.map { try outcome(of: $0, crops: crops) }).ranks
    }
  }

  /// A network's probabilities; kept in memory, since ensembles ask for those of their members again.
  private func outcome(of network: TrainedNetwork, crops: Evaluator.Crops) throws -> Classification.Outcome {
    let key = "\(network.digest) \(crops.rawValue)"
    if let outcome = outcomes[key] { return outcome }
    let title = network.recipe.network.title
    let outcome = try Classification.evaluate(network.model, on: images, indices: indices, crops: crops) {
      try session.progress.show("judging \(title), seed \(network.recipe.seed)", $0, of: indices.count)
    }
    outcomes[key] = outcome
    return outcome
  }
}
