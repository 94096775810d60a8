/// A map of a layer of the network that a report looks into.
public struct ShownMap: Sendable, Hashable, Codable {
  /// The layer's name in the network.
  public let layer: String
  /// The map's number, from 0.
  public let map: Int

  /// A map of a layer.
  public init(_ layer: String, _ map: Int) { (self.layer, self.map) = (layer, map) }
}
