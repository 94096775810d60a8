import Kernels
import Tensors

/// A family of networks by name: a function from a size to a graph.
///
/// A new architecture is one file with an extension like those beside this one, and a line in `all`.
public struct Architecture: Sendable {
  /// The name on the command line and in files: `zfnet`, `alexnet-without-7`, ….
  public let name: String
  /// How the report writes it.
  public let title: String
  /// The name of the network that it is a variant of, which Table 3 compares it with; its own where it is none.
  public let baseName: String
  private let make: @Sendable (Size) -> Graph

  /// How large a member of the family is.
  public struct Size: Hashable, Sendable {
    /// The image's side in pixels; the paper's is 224. Kernels and strides stay the same at every side.
    public var input: Int
    /// The share of the published channels and dense units; counts are rounded up to a multiple of 16, which fills the
    /// vector units' blocks.
    public var width: Double
    /// The number of logits.
    public var classes: Int
    /// What pixels in [−128, 128] are multiplied by; the α of response normalization belongs to that range and is divided by
    /// the scale's square.
    public var pixelScale: Double

    /// By default the published size.
    public init(input: Int = 224, width: Double = 1, classes: Int = 1000, pixelScale: Double = 1) {
      self.input = input
      self.width = width
      self.classes = classes
      self.pixelScale = pixelScale
    }
  }

  /// A family of networks of one design, of any size.
  ///
  /// - Parameters:
  ///   - baseName: see the property; nil where it is no variant.
  ///   - make: the member of a size.
  public init(
    name: String, title: String, variantOf baseName: String? = nil, make: @escaping @Sendable (Size) -> Graph
  ) {
    self.name = name
    self.title = title
    self.baseName = baseName ?? name
    self.make = make
  }

  /// The member of a size; images must be at least `smallestInput` pixels a side.
  public func graph(_ size: Size = Size()) -> Graph { make(size) }

  /// The member of a size; the parameters are those of `Size`.
  public func graph(
    input: Int = 224, width: Double = 1, classes: Int = 1000, pixelScale: Double = 1
  ) -> Graph {
    make(Size(input: input, width: width, classes: classes, pixelScale: pixelScale))
  }

  /// The architecture of a name, if there is one.
  public init?(named name: String) {
    guard let found = Self.all.first(where: { $0.name == name }) else { return nil }
    self = found
  }

  /// Whether images of a side are large enough for every window of the published network.
  public func fits(input side: Int) -> Bool { Self.fits(graph(), input: side) }

  /// Whether the windows of a graph at another side, which are those of any side, fit an image.
  private static func fits(_ graph: Graph, input side: Int) -> Bool {
    var sides = [Graph.inputName: side]
    for node in graph.nodes {
      let input = node.inputs.compactMap { sides[$0] }.min() ?? side
      if let window = node.operation.window {
        guard window.rows.fits(input) else { return false }
        sides[node.name] = window.rows.outputs(input)
      } else {
        sides[node.name] = node.operation.isGlobal ? 1 : input
      }
    }
    return true
  }

  /// The smallest side of an image that the network can take.
  public var smallestInput: Int {
    let graph = graph()
    return (1...).first { Self.fits(graph, input: $0) } ?? 1
  }

  /// All families: the paper's two networks, their variants in Table 3, what they are compared with, and networks of other
  /// structures.
  public static let all: [Architecture] = [
    .zfnet, .zfnetWide, .zfnetDense2048, .zfnetDense8192, .zfnetWideDense8192, .zfnetWithoutNormalization,
    .alexnet, .alexnetWithout34, .alexnetWithout7, .alexnetWithout67, .alexnetWithout3467,
    .alexnetDense2048, .alexnetDense8192, .linear, .resnet18, .squeezenet, .googlenet,
  ]
}

extension Architecture: Hashable {
  /// Two families of one name are the same.
  public static func == (left: Architecture, right: Architecture) -> Bool { left.name == right.name }
  /// Hashes the name, which alone decides whether two are the same.
  public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}
