import Networks

/// The network that a recipe trains: its graph, and what pixels are multiplied by. What it is called stands beside them and
/// decides nothing.
public struct ModelSpec: Codable, Hashable, Sendable {
  /// What the network is called.
  public struct Label: Codable, Hashable, Sendable {
    /// The architecture's name: `zfnet`.
    public var name: String
    /// How the report writes it: `ZFNet`.
    public var title: String
    /// The share of the published channels and dense units.
    public var width: Double
  }

  /// The graph that the network computes.
  public var graph: Graph
  /// What pixels in [−128, 128] are multiplied by.
  public var pixelScale: Double
  /// What it is called; no part of what is hashed.
  var label: Label?

  /// An architecture at a size.
  public init(_ architecture: Architecture, _ size: Architecture.Size) {
    graph = architecture.graph(size)
    pixelScale = size.pixelScale
    label = Label(name: architecture.name, title: architecture.title, width: size.width)
  }

  /// A graph of any kind.
  public init(_ graph: Graph, name: String, pixelScale: Double) {
    self.graph = graph
    self.pixelScale = pixelScale
    label = Label(name: name, title: name, width: 1)
  }

  /// The name of the architecture; `network` where the graph is of none.
  public var name: String { label?.name ?? "network" }
  /// How the report writes it.
  public var title: String { label?.title ?? "network" }
  /// The share of the published channels and dense units.
  public var width: Double { label?.width ?? 1 }
  /// The image's side in pixels.
  public var input: Int { graph.inputSide }
  /// The number of classes.
  public var classes: Int { graph.classes }

  /// The same network without its name: what is hashed.
  var unlabeled: ModelSpec {
    var result = self
    result.label = nil
    return result
  }
}
