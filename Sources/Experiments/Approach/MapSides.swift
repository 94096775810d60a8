import Networks

/// The sides of a network's maps under the two rules for a window that does not fit a whole number of times.
///
/// The paper's sizes follow from rounding up; most libraries round down.
public struct MapSides: Sendable, Equatable {
  /// A convolution's or a pooling's name.
  public let layer: String
  /// The side of its maps, rounded up: the network's own.
  public let up: Int
  /// The side that it would have if every layer rounded down.
  public let down: Int

  /// The sides of every convolution and pooling of a network, from the pixels upward.
  public static func sides(of graph: Graph) -> [MapSides] {
    var down = graph.inputSide
    return zip(graph.nodes, graph.outputShapes).compactMap { layer, shape in
      guard let window = layer.operation.window?.rows else { return nil }
      down = 1 + (down + window.padBefore + window.padAfter - window.kernel) / window.stride
      return MapSides(layer: layer.name, up: shape[1], down: down)
    }
  }

  /// A layer's sides under both rules.
  public init(layer: String, up: Int, down: Int) {
    self.layer = layer
    self.up = up
    self.down = down
  }
}
