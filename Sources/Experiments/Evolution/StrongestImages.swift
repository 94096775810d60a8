import Visualization

/// The strongest activation of each map of a layer at each of several epochs (section 4, Figure 4).
public struct StrongestImages: Codable, Sendable {
  /// The name of the layer whose units these are.
  public let layer: String
  /// By epoch and map; nil where no image excites the map.
  public let hits: [[TopActivations.Hit?]]

  /// The strongest hits of a layer's searches, one search an epoch.
  public init(_ searches: [TopActivations]) {
    precondition(!searches.isEmpty && Set(searches.map(\.layer)).count == 1, "searches of several layers")
    layer = searches[0].layer
    hits = searches.map { $0.hits.map(\.first) }
  }

  /// Strongest hits by epoch and map.
  package init(layer: String, hits: [[TopActivations.Hit?]]) {
    self.layer = layer
    self.hits = hits
  }

  /// How many maps there are.
  public var maps: Int { hits[0].count }

  /// Whether a map's strongest image at an epoch is another than at the epoch before: the paper's sudden jumps.
  public func jumps(channel: Int, at epoch: Int) -> Bool {
    epoch > 0 && hits[epoch][channel]?.image != hits[epoch - 1][channel]?.image
  }

  /// How often each map that answers at the end jumps within a range of epochs.
  public func jumpCounts(within epochs: Range<Int>) -> [Double] {
    (0..<maps).filter { hits[hits.count - 1][$0] != nil }.map { channel in
      Double(epochs.count { jumps(channel: channel, at: $0) })
    }
  }
}
