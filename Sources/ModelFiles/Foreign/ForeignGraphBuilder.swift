import Networks
import Tensors

/// The graph that the reader of a file builds, node after node, within limits: a file may ask for anything.
struct ForeignGraphBuilder {
  /// What is wrong with a node, before it is named.
  struct Failure: Error {
    let kind: ForeignFailure.Kind
    let cause: String

    static func malformed(_ cause: String) -> Failure { Failure(kind: .malformed, cause: cause) }
    static func unsupported(_ cause: String) -> Failure { Failure(kind: .unsupported, cause: cause) }
  }

  /// More nodes than any network has: the largest of common ones have about a thousand.
  static let mostNodes = 5000
  /// The largest image: as large as `zfnet describe` takes.
  static let largestSide = 4096
  /// More than any kernel, stride or pad has positions.
  static let longestWindow = 1 << 16
  /// More channels than any layer has.
  static let mostChannels = 1 << 24
  /// More values than any layer has for one image; a shape beyond it is a mistake.
  private static let largestLayer = 1 << 28
  /// More weights than fit this package's computers, with what is worked out of them.
  private static let largestNumbers = 1 << 29

  /// One image's shape, `[channels, height, width]`.
  let inputShape: Shape
  private var names = ForeignNames()
  private var shapes: [String: Shape]
  private var numbers = 0
  private var nodes: [Node] = []
  private var parameters: [String: Parameters<Float>.Pair] = [:]

  /// A graph without nodes.
  init(inputShape: Shape) {
    self.inputShape = inputShape
    shapes = [Graph.inputName: inputShape]
  }

  /// One image's shape of a node of the graph.
  func shape(of name: String) -> Shape { shapes[name] ?? inputShape }

  /// The node of a name; none for the image.
  func node(_ name: String) -> Node? { nodes.last { $0.name == name } }

  /// Counts numbers that are held, before a file that names the same ones again and again exhausts memory.
  mutating func spend(_ count: Int) throws(Failure) {
    numbers += count
    guard numbers <= Self.largestNumbers else {
      throw .unsupported("with it, the network has more than \(Self.largestNumbers) numbers in all")
    }
  }

  /// Adds a node under a name made of what the file calls it, and returns that name.
  mutating func add(
    _ operation: Node.Operation, of inputs: [String], called label: String,
    parameters pair: Parameters<Float>.Pair? = nil
  ) throws(Failure) -> String {
    let name = names.unique(label)
    let shape: Shape
    do throws(GraphError.Cause) {
      shape = try operation.outputShape(inputs.map { self.shape(of: $0) })
    } catch {
      throw .malformed(error.text)
    }
    var count = 1
    for extent in shape.dimensions {
      let (product, isTooLarge) = count.multipliedReportingOverflow(by: extent)
      guard !isTooLarge, product <= Self.largestLayer else {
        throw .unsupported("its output of \(shape) is larger than any network's")
      }
      count = product
    }
    if let pair {
      try spend(pair.weights.count + pair.biases.count)
      for tensor in [pair.weights, pair.biases] {
        guard tensor.withUnsafeBuffer({ $0.allSatisfy(\.isFinite) }) else {
          throw .malformed("its weights are not all numbers: infinity or NaN is among them")
        }
      }
      parameters[name] = pair
    }
    nodes.append(Node(name, operation, inputs: inputs))
    shapes[name] = shape
    return name
  }

  /// The graph that ends in a node, without nodes of which only the shape was asked for, and its parameters.
  ///
  /// - Throws: `ForeignFailure` where the graph does not fit together.
  func finished(_ source: String) throws(ForeignFailure) -> (graph: Graph, parameters: Parameters<Float>) {
    var wanted: Set<String> = [source]
    var kept: [Node] = []
    for node in nodes.reversed() where wanted.contains(node.name) {
      kept.append(node)
      wanted.formUnion(node.inputs)
    }
    let graph: Graph
    do throws(GraphError) {
      graph = try Graph(checking: kept.reversed(), inputShape: inputShape)
    } catch {
      throw .unsupported(error.description)
    }
    var result = Parameters<Float>(zerosFor: graph)
    for name in result.nodeNames {
      guard let pair = parameters[name] else { throw .malformed("\(name) has no weights") }
      result[name] = pair
    }
    return (graph, result)
  }
}
