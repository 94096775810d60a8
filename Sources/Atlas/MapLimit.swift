import Visualization

/// Which maps of a layer an atlas shows where the layer has more than it takes.
public struct MapLimit: Sendable, Hashable {
  /// The most maps of a layer.
  public let count: Int
  /// The seed by which they are drawn.
  public let seed: UInt64
  /// How strong a map's peak must be to be drawn, as a share of the median peak of its layer.
  public let least: Float

  /// At most so many maps of each layer, drawn by a seed: more of those that `TopActivations.drawnMaps` gives for a smaller count.
  public init(count: Int, seed: UInt64, peaksAbove least: Float) {
    precondition(count > 0, "\(count) maps of a layer")
    (self.count, self.seed, self.least) = (count, seed, least)
  }

  /// The maps in order: all of a layer that has no more, also those that no image excites.
  func maps(of top: TopActivations) -> [Int] {
    top.hits.count <= count
      ? Array(top.hits.indices) : top.drawnMaps(count, seed: seed, peaksAbove: least)
  }
}
