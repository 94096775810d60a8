import Experiments
import Reporting

/// How far the maps of each layer are from their final selves, at the start and at every moment.
package struct DistancesToEnd: Codable, Sendable {
  /// By layer, moment (the start first) and map: of the activations; nil for maps that are silent at the end.
  package var activations: [[[Double?]]]
  /// The same of the filters alone.
  package var filters: [[[Double?]]]

  /// Distances by layer, moment and map.
  package init(activations: [[[Double?]]], filters: [[[Double?]]]) {
    self.activations = activations
    self.filters = filters
  }
}

/// What was measured of networks' maps during their training.
package struct EvolutionFindings: Sendable {
  /// One network's part.
  package struct Network: Sendable {
    /// How far the maps are from the end.
    package var distances: DistancesToEnd
    /// The strongest image of every map at every moment, by layer.
    package var strongest: [StrongestImages]

    /// What was measured of a network.
    package init(distances: DistancesToEnd, strongest: [StrongestImages]) {
      self.distances = distances
      self.strongest = strongest
    }

    /// The filters' distances as shares of those at the start, by layer, moment and map.
    package var wayLeft: [[[Double?]]] { distances.filters.map(Settling.shareLeft) }
  }

  /// The seed of the intervals.
  package var seed: UInt64
  /// The networks that were measured.
  package var sample: NetworkSample
  /// The moments at which the network was kept, in the paper's epochs; the start is not among them.
  package var epochs: [Double]
  /// The end of training, in the paper's epochs.
  package var end: Double
  /// Whether the learning rate follows a schedule that was fixed beforehand, which decides when anything can settle.
  package var isScheduled: Bool
  /// What was measured, by network.
  package var networks: [Network]

  /// A map has settled when it stays correlated with its final self by at least 0.9.
  package static let bound = 0.1

  /// What was measured; see the properties of the same names.
  package init(
    seed: UInt64, sample: NetworkSample, epochs: [Double], end: Double, isScheduled: Bool,
    networks: [Network]
  ) {
    self.sample = sample
    self.seed = seed
    self.epochs = epochs
    self.end = end
    self.isScheduled = isScheduled
    self.networks = networks
  }

  /// When each map of a layer settles; the start counts as epoch 0.
  ///
  /// - Parameter moments: distances by moment and map.
  package func settling(_ moments: [[Double?]]) -> [Double] {
    Settling.epochs(of: moments, at: [0] + epochs, within: Self.bound, end: end)
  }
}
