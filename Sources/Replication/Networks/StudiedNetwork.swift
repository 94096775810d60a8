import Experiments
import Networks
import Tensors
import Training

/// A network that a chapter looks into, whoever trained it: a model, which of its nodes stand for the paper's layers, and how
/// its random-weight control is made.
public struct StudiedNetwork: Sendable {
  /// What it computes, with which parameters, of images prepared in which way.
  public let model: Model
  /// Which of its nodes stand for the paper's layers.
  public let layers: LayerAssignment
  private let start: Initialization
  private let seed: UInt64
  private let variant: String

  /// A network that the run trained, or has from its store: its control has the weights that it started from.
  public init(_ network: TrainedNetwork) {
    model = network.model
    layers = LayerAssignment(numberedIn: network.graph)
    (start, seed) = (network.recipe.initialization, network.recipe.seed)
    variant = TrainedNetwork.controlName(seed: network.recipe.seed)
  }

  /// A network from a file: its control has weights drawn by a seed, in the spread of each layer's own.
  init(_ network: ImportedNetwork, seed: UInt64) {
    model = network.model
    layers = network.layers
    (start, self.seed) = (network.spreads, seed)
    variant = "random weights of seed \(seed)"
  }

  private init(control model: Model, of network: StudiedNetwork) {
    self.model = model
    (layers, start, seed, variant) = (network.layers, network.start, network.seed, network.variant)
  }

  /// The graph that it computes.
  public var graph: Graph { model.graph }
  /// Its weights and biases.
  public var parameters: Parameters<Float> { model.parameters }
  /// How images become its input.
  public var preprocessing: Preprocessing { model.preprocessing }
  /// What results on it are stored under.
  public var digest: String { model.origin.digest }

  /// The same network with random weights, made when it is asked for.
  public var randomWeightControl: StudiedNetwork {
    StudiedNetwork(
      control: model.with(start.parameters(for: graph, seed: seed), as: variant), of: self)
  }
}
