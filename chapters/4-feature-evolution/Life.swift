import Datasets
import Experiments
import Figures
import Networks
import Replication
import Tensors
import Training
import Visualization

/// A network at the paper's eight moments of its training.
struct Life {
  let network: TrainedNetwork
  /// The network at each moment.
  let moments: [TrainedNetwork]
  let training: ImageCache
  /// The training images that are searched, chosen by the seed.
  let searched: [Int]
  /// How many images activations are compared over, where there are so many.
  private static let mostCompared = 256

  /// How many of a set of images activations are compared over.
  static func comparedCount(of images: ImageCache) -> Int { min(mostCompared, images.count) }
  /// The moments, in the paper's epochs.
  let epochs = NetworkLibrary.evolutionEpochs

  init(_ network: TrainedNetwork, training: ImageCache, searched count: Int, seed: UInt64) throws {
    self.network = network
    self.training = training
    moments = try NetworkLibrary.evolutionEpochs.indices.map { try network.atSnapshot($0) }
    var stream = RandomStream(seed: seed, domain: "training pictures searched")
    let order = stream.permutation(training.count)
    searched = (count > 0 ? Array(order.prefix(count)) : order).sorted()
  }

  var graph: Graph { network.graph }
  var layers: [String] { graph.convolutionNames }

  /// For example “1, 2, 5 and 10”.
  var epochText: String {
    let words = epochs.map { NumberText.fixed($0, 0) }
    return words.dropLast().joined(separator: ", ") + " and " + (words.last ?? "")
  }

  private struct Strongest: StoredExperiment {
    typealias Value = [StrongestImages]
    static let name = "feature-evolution/strongest"
    static let version = 1
    let network: String
    let images: String
    let searched: [Int]
    let epochs: [Double]
  }

  private struct LayerDistances: StoredExperiment {
    typealias Value = DistancesToEnd
    static let name = "feature-evolution/distances"
    static let version = 1
    let network: String
    let images: String
    let indices: [Int]
    let epochs: [Double]
  }

  /// The strongest activation of every map at every moment, by layer.
  func strongest(_ session: Session) throws -> [StrongestImages] {
    let experiment = Strongest(
      network: network.digest, images: training.contentDigest, searched: searched, epochs: epochs)
    return try session.results.value(of: experiment) {
      let searches = try moments.enumerated().map { moment, network in
        try TopActivations.search(
          network.model, layers: layers, images: training, indices: searched, count: 1,
          progress: {
            try session.progress.show(
              "looking for the strongest activations", moment * searched.count + $0,
              of: moments.count * searched.count)
          })
      }
      return layers.indices.map { layer in StrongestImages(searches.map { $0[layer] }) }
    }
  }

  func distances(_ images: ImageCache, _ session: Session) throws -> DistancesToEnd {
    let count = Self.comparedCount(of: images)
    var stream = RandomStream(seed: session.options.seed, domain: "pictures of the distances")
    let indices = Array(stream.permutation(images.count).prefix(count)).sorted()
    let experiment = LayerDistances(
      network: network.digest, images: images.contentDigest, indices: indices, epochs: epochs)
    return try session.results.value(of: experiment) {
      let stages = [network.randomWeightControl(seed: network.recipe.seed)] + moments
      var activations: [[[Double?]]] = []
      for (done, stage) in stages.enumerated() {
        try session.progress.show("comparing with the final network", done, of: stages.count)
        activations.append(
          try LayerDistance.activations(
            of: stage.model, to: network.model, layers: layers, images: images, indices: indices))
      }
      let filters = layers.map { layer in
        stages.map {
          LayerDistance.filters($0.parameters[layer].weights, to: network.parameters[layer].weights)
        }
      }
      return DistancesToEnd(
        activations: layers.indices.map { layer in activations.map { $0[layer] } }, filters: filters)
    }
  }
}
