import Kernels

/// What of each node's map one unit depends on: a square, of one size for all units of a node, in a part of a graph that is
/// a chain.
///
/// Going back from a unit, `n` positions in a row need `(n − 1) · stride + kernel` positions of the map before, and
/// the first of them moves to `origin · stride − pad`. Near an edge the squares overhang the map. What lies outside the
/// map is no number of the network's: a convolution reads it as zero at every node (not only at the pixels), max
/// pooling never takes it, and no signal comes back there.
public struct ReceptiveFieldPlan: Sendable {
  /// Positions in a row or a column of a map.
  public struct Span: Hashable, Sendable {
    /// The first position; negative where the span begins before the map.
    public let origin: Int
    /// How many positions there are along the axis.
    public let count: Int
    /// Those of them that lie in the map, counted from the span's first.
    public let inside: Range<Int>

    /// Whether some lie outside.
    public var overhangs: Bool { inside.count < count }
    /// Those in the map, counted from the map's first.
    public var positions: Range<Int> { origin + inside.lowerBound..<origin + inside.upperBound }
  }

  /// The chain of nodes that ends in the one whose units are meant.
  public let graph: Graph
  /// The square's side in the input of each node, and 1 at the output of the last.
  public let sides: [Int]
  /// Multiplications of the whole network's forward pass and of the chain's backward pass.
  private let wholeCost: Int

  /// The place of the last node.
  public var last: Int { graph.nodes.count - 1 }

  /// The plan for the units at a node's output; nil where that depends on branches, on nodes that see whole maps, or on
  /// means, or windows or images are not square: there the whole image is carried.
  public init?(_ whole: Graph, node name: String) {
    let graph = whole.prefix(through: name)
    guard graph.isChain, graph.inputShape[1] == graph.inputShape[2] else { return nil }
    var sides = [1]
    for node in graph.nodes.reversed() {
      switch node.operation {
      case .convolution, .maxPooling, .activation, .responseNormalization, .batchNormalization, .dropout:
        break
      default: return nil
      }
      let side = sides[sides.count - 1]
      guard let window = node.operation.window else {
        sides.append(side)
        continue
      }
      guard window.isSquare else { return nil }
      sides.append((side - 1) * window.stride + window.kernel)
    }
    self.graph = graph
    self.sides = sides.reversed()
    wholeCost = whole.multiplyAdds + graph.multiplyAdds
  }

  /// A row or a column going back from a unit: where its square lies in each node's input, and the unit at its end.
  public func spans(at position: Int) -> [Span] {
    var spans: [Span] = []
    var origin = position
    for index in stride(from: last + 1, through: 0, by: -1) {
      if index <= last, let window = graph.nodes[index].operation.window {
        origin = origin * window.stride - window.pad
      }
      let map = index > last ? graph.outputShapes[last][1] : graph.inputShape(ofNodeAt: index)[1]
      let first = min(max(0, -origin), sides[index])
      let end = max(first, min(sides[index], map - origin))
      spans.append(Span(origin: origin, count: sides[index], inside: first..<end))
    }
    return spans.reversed()
  }

  /// Whether squares cost less than whole images, in multiplications forward and backward. Near the images' own size,
  /// squares that overhang cost more.
  public var isSmallerThanImages: Bool {
    var squares = 0
    // The node of the units takes one filter at one position.
    for index in 0..<last {
      guard graph.nodes[index].fanIn != nil, let shape = graph.nodes[index].weightShape else { continue }
      squares += 2 * shape.count * sides[index + 1] * sides[index + 1]
    }
    return squares < wholeCost
  }
}

extension ReceptiveFieldPlan {
  /// The nodes up to and without `end` as a network of its own: its input is the square of pixels, and no window of it
  /// reaches beyond a square.
  func chain(upTo end: Int) -> Graph {
    Graph(
      inputShape: [graph.inputShape[0], sides[0], sides[0]],
      chain: graph.nodes[..<end].map { node in
        switch node.operation {
        case .convolution(let geometry):
          (
            node.name,
            .convolution(
              ConvolutionGeometry(
                inputs: geometry.inputs, outputs: geometry.outputs, window: geometry.window.unpadded,
                groups: geometry.groups))
          )
        case .maxPooling(let window): (node.name, .maxPooling(window.unpadded))
        case let operation: (node.name, operation)
        }
      })
  }

  /// What stands outside the map in a node's input: a number that never is a maximum where pooling reads it, and zero
  /// elsewhere. It is a number of every floating-point format in use.
  func valueOutside(inputOfNodeAt index: Int) -> Float {
    guard index <= last, case .maxPooling = graph.nodes[index].operation else { return 0 }
    return -Float(bitPattern: 0x7F7F_0000)
  }
}
